using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Improvement.Bot.Framework.Cards;

/// <summary>A card that asks for a <typeparamref name="T"/>, and the only code that knows how to read one back.</summary>
/// <param name="card">Its parts and inputs, without buttons: those belong to the engine.</param>
/// <param name="check">Validation across inputs; returns complaints by input.</param>
public sealed class Form<T>(Card card, Func<T, Problems>? check = null) where T : notnull
{
    private readonly ImmutableArray<Input> _inputs = [.. card.Inputs];

    /// <summary>The card without values and buttons.</summary>
    public Card Card { get; } = card;

    /// <summary>Title of the submit button; the engine's default if null.</summary>
    public string? Submit { get; init; }

    /// <summary>The input that a typed message fills while it is empty; null when typing does not answer this form.</summary>
    public string? MainInput { get; init; }

    /// <summary>
    /// Brings what the form itself had filled in up to date with what was typed since; goes before reading and showing. Null leaves it as
    /// it was.
    /// </summary>
    public Func<Values, Values>? Renew { get; init; }

    /// <summary>Reads an answer, leniently: everything arrives as text. Gives a value, or problems and no value.</summary>
    public Reading<T> Read(Values values, JsonTypeInfo<T> json)
    {
        values = Renewed(values);
        var problems = Problems.None;
        foreach (var input in _inputs)
        {
            if (Complaint(input, values[input.Id!]) is { } complaint) problems = problems.Add(input.Id!, complaint);
        }

        if (problems.Any) return new(default, problems);

        try
        {
            var answer = values.As(_inputs.Select(input => input.Id!), json);
            return new(answer, check?.Invoke(answer) ?? Problems.None);
        }
        catch (JsonException e)
        {
            return new(default, Problems.None.Add(e.Path?.TrimStart('$', '.') ?? "", CardTexts.Unreadable));
        }
    }

    /// <summary>
    /// The card with values typed in and each complaint under its input. A folded part with a complaint in it is unfolded; at the end,
    /// where the buttons are, stands what is to be corrected.
    /// </summary>
    public Card Filled(Values values, Problems problems)
    {
        values = Renewed(values);
        var filled = Card.Map(element => element switch
        {
            Input input => [FilledIn(input, values[input.Id!] ?? input.Value), .. problems.About(input.Id!).Select(Draw.Warning)],
            Container { IsVisible: false } container when Card.InputsOf(container).Any(input => problems.About(input.Id!).Any()) =>
                [container with { IsVisible = true }],
            _ => (IEnumerable<Element>?)null,
        });

        IEnumerable<Element> elsewhere = problems.All.Where(problem => _inputs.All(input => input.Id != problem.Input))
            .Select(problem => Draw.Warning(problem.Message));
        return filled with { Body = [.. filled.Body, .. ToCorrect(problems), .. elsewhere] };
    }

    private Values Renewed(Values values) => Renew?.Invoke(values) ?? values;

    /// <summary>Which inputs have a complaint, for whoever stands at the button; their labels are escaped already.</summary>
    private IEnumerable<Element> ToCorrect(Problems problems)
    {
        string[] labels = [.. _inputs.Where(input => problems.About(input.Id!).Any()).Select(input => input.Label)];
        if (labels is []) yield break;
        var text = string.Format(CultureInfo.InvariantCulture, labels.Length is 1 ? CardTexts.OneToCorrect : CardTexts.SeveralToCorrect,
            string.Join(", ", labels), labels.Length);
        yield return new TextBlock(text) { Color = TextColor.Attention, Weight = TextWeight.Bolder };
    }

    /// <summary>
    /// What was chosen among choices that came while typing is one of those that stand there from now on; else the client could not show
    /// it.
    /// </summary>
    private static Input FilledIn(Input input, string? value) =>
        input is ChoiceInput { More: not null } choice && value is { Length: > 0 } && choice.Choices.All(offered => offered.Value != value)
        ? choice with { Value = value, Choices = choice.Choices.Add(new(value, value)) }
        : input with { Value = value };

    private static string? Complaint(Input input, string? value) => input switch
    {
        { IsRequired: true } when string.IsNullOrWhiteSpace(value) => input.ErrorMessage ?? CardTexts.Required,
        ChoiceInput { More: null } choice when value is { Length: > 0 } && !AreOffered(choice, value) => CardTexts.Unreadable,
        _ => null,
    };

    private static bool AreOffered(ChoiceInput choice, string value) =>
        (choice.IsMultiSelect is true ? value.Split(',') : [value]).All(one => choice.Choices.Any(offered => offered.Value == one));
}

/// <summary>Either an answer without problems, or problems.</summary>
public readonly record struct Reading<T>(T? Answer, Problems Problems)
{
    /// <summary>Whether there is an answer to go on with.</summary>
    public bool IsGood => !Problems.Any;
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
