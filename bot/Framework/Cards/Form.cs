using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Improvement.Bot.Framework.Cards;

/// <summary>A card that asks for a <typeparamref name="T"/>, and the only code that knows how to read one back.</summary>
/// <param name="card">Its parts and inputs, without buttons: those belong to the engine.</param>
/// <param name="check">What the inputs alone cannot know; gives complaints addressed to inputs.</param>
public sealed class Form<T>(Card card, Func<T, Problems>? check = null) where T : notnull
{
    /// <summary>The card without values and buttons.</summary>
    public Card Card { get; } = card;

    /// <summary>What the button that answers says; the engine's own word when null.</summary>
    public string? Submit { get; init; }

    /// <summary>The input that a typed message fills while it is empty; null when typing does not answer this form.</summary>
    public string? MainInput { get; init; }

    /// <summary>Reads an answer, leniently: everything arrives as text. Gives a value, or problems and no value.</summary>
    public Reading<T> Read(Values values, JsonTypeInfo<T> json)
    {
        var missing = Problems.None;
        foreach (var input in Card.Inputs)
        {
            if (input.IsRequired is true && string.IsNullOrWhiteSpace(values[input.Id!])) missing = missing.Add(input.Id!, input.ErrorMessage ?? CardTexts.Required);
        }

        if (missing.Any) return new(default, missing);

        try
        {
            var answer = values.As(Card.Inputs.Select(input => input.Id!), json);
            return new(answer, check?.Invoke(answer) ?? Problems.None);
        }
        catch (JsonException e)
        {
            return new(default, Problems.None.Add(e.Path?.TrimStart('$', '.') ?? "", CardTexts.Unreadable));
        }
    }

    /// <summary>The card with values typed in and each complaint under its input. A folded part with a complaint in it is unfolded.</summary>
    public Card Filled(Values values, Problems problems)
    {
        var filled = Card.Map(element => element switch
        {
            Input input => [input with { Value = values[input.Id!] ?? input.Value }, .. problems.About(input.Id!).Select(Draw.Warning)],
            Container { IsVisible: false } container when container.Items.OfType<Input>().Any(input => problems.About(input.Id!).Any()) => [container with { IsVisible = true }],
            _ => [element],
        });

        var ids = Card.Inputs.Select(input => input.Id).ToHashSet();
        var elsewhere = problems.All.Where(problem => !ids.Contains(problem.Input)).Select(problem => Draw.Warning(problem.Message)).ToArray();
        return elsewhere is [] ? filled : filled with { Body = [.. filled.Body, .. elsewhere] };
    }
}

/// <summary>Either an answer without problems, or problems.</summary>
public readonly record struct Reading<T>(T? Answer, Problems Problems)
{
    /// <summary>Whether there is an answer to go on with.</summary>
    public bool IsGood => !Problems.Any;
}

/// <summary>What a person typed, by input, exactly as the channel delivered it.</summary>
public sealed record Values(ImmutableSortedDictionary<string, string> ByInput)
{
    /// <summary>Nothing typed.</summary>
    public static readonly Values None = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>What was typed into an input; null when it was not sent.</summary>
    public string? this[string input] => ByInput.GetValueOrDefault(input);

    /// <summary>The values with one replaced.</summary>
    public Values With(string input, string value) => new(ByInput.SetItem(input, value));

    /// <summary>Reads what a button sent: strings as they are, numbers and booleans as their text, anything else left out.</summary>
    public static Values From(JsonElement data)
    {
        if (data.ValueKind is not JsonValueKind.Object) return None;

        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var property in data.EnumerateObject())
        {
            if (property.Value.ValueKind is JsonValueKind.String) values[property.Name] = property.Value.GetString()!;
            else if (property.Value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False) values[property.Name] = property.Value.GetRawText();
        }

        return new(values.ToImmutable());
    }

    /// <summary>The record that these values fill. An input that was left empty counts as not given.</summary>
    /// <param name="inputs">The inputs of the form; other values that a button adds are read as well.</param>
    /// <exception cref="JsonException">A value does not fit; its path names the input.</exception>
    internal T As<T>(IEnumerable<string> inputs, JsonTypeInfo<T> json) where T : notnull
    {
        var optional = inputs.ToHashSet(StringComparer.Ordinal);
        var node = new JsonObject();
        foreach (var (name, value) in ByInput)
        {
            if (value.Length > 0 || !optional.Contains(name)) node[name] = value;
        }

        return node.Deserialize(json) ?? throw new JsonException("The form came back empty.");
    }
}

/// <summary>Complaints about inputs, phrased for the person who filled them in.</summary>
public sealed record Problems(ImmutableArray<(string Input, string Message)> All)
{
    /// <summary>Nothing to complain about.</summary>
    public static readonly Problems None = new([]);

    /// <summary>Whether there is anything to complain about.</summary>
    public bool Any => !All.IsEmpty;

    /// <summary>The complaints about one input.</summary>
    public IEnumerable<string> About(string input) => All.Where(p => p.Input == input).Select(p => p.Message);

    /// <summary>One complaint more.</summary>
    public Problems Add(string input, string message) => new(All.Add((input, message)));

    /// <summary>One complaint more if something is wrong.</summary>
    public Problems When(bool wrong, string input, string message) => wrong ? Add(input, message) : this;
}
