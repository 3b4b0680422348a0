using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Improvement.Bot.Framework.Cards;

/// <summary>An Adaptive Card as an immutable value. Write one with <see cref="Draw"/>; it is never parsed back.</summary>
public sealed record Card(ImmutableArray<Element> Body)
{
    /// <summary>Size that cards aim at, in bytes of UTF-8 JSON.</summary>
    public const int GoodSize = 28 * 1024;

    /// <summary>Size that no card passes, in bytes of UTF-8 JSON; Teams refuses messages of about 100 KB.</summary>
    public const int LargestSize = 80 * 1024;


    [JsonPropertyOrder(-3)] public string Type { get; } = "AdaptiveCard";
    [JsonPropertyOrder(-2)] public string Version { get; } = "1.5";

    /// <summary>Asks the clients of the listed people to fetch the card anew when it comes into view.</summary>
    [JsonPropertyOrder(-1)] public Refresh? Refresh { get; init; }

    /// <summary>Teams' own settings of the card.</summary>
    [JsonPropertyName("msteams")] public TeamsSettings? Teams { get; init; }

    /// <summary>What the card says in one line: toast, activity feed, search. Plain words.</summary>
    [JsonIgnore] public string Summary { get; init; } = "";

    /// <summary>All inputs, also those inside containers, in reading order.</summary>
    [JsonIgnore] public IEnumerable<Input> Inputs => Body.SelectMany(InputsOf);

    /// <summary>The card as it goes onto the wire.</summary>
    public string ToJson() => JsonBytes.Read(WriteTo, static bytes => System.Text.Encoding.UTF8.GetString(bytes));

    /// <summary>Writes the card as JSON.</summary>
    public void WriteTo(Utf8JsonWriter writer) => JsonSerializer.Serialize(writer, this, CardJson.Default.Card);

    /// <summary>
    /// The same card with elements replaced by what <paramref name="change"/> makes of them, inside containers too; null leaves one as it
    /// is.
    /// </summary>
    public Card Map(Func<Element, IEnumerable<Element>?> change) => this with { Body = MapAll(Body, change) };

    // What does not change is not copied: most cards have one element in twenty that does.
    private static ImmutableArray<Element> MapAll(ImmutableArray<Element> elements, Func<Element, IEnumerable<Element>?> change)
    {
        ImmutableArray<Element>.Builder? mapped = null;
        for (var i = 0; i < elements.Length; i++)
        {
            var inside = MapInside(elements[i], change);
            var replaced = change(inside);
            if (mapped is null && replaced is null && ReferenceEquals(inside, elements[i])) continue;
            if (mapped is null) (mapped = ImmutableArray.CreateBuilder<Element>(elements.Length + 1)).AddRange(elements.AsSpan(0, i));
            if (replaced is null) mapped.Add(inside);
            else mapped.AddRange(replaced);
        }

        return mapped?.DrainToImmutable() ?? elements;
    }

    private static Element MapInside(Element element, Func<Element, IEnumerable<Element>?> change)
    {
        switch (element)
        {
            case Container container:
                var items = MapAll(container.Items, change);
                return items == container.Items ? container : container with { Items = items };

            case ColumnSet columns:
                return columns with
                {
                    Columns = [.. columns.Columns.Select(column => column with { Items = MapAll(column.Items, change) })],
                };

            default: return element;
        }
    }

    /// <summary>The inputs in an element, in reading order.</summary>
    internal static IEnumerable<Input> InputsOf(Element element) => element switch
    {
        Input input => [input],
        Container container => container.Items.SelectMany(InputsOf),
        ColumnSet columns => columns.Columns.SelectMany(column => column.Items).SelectMany(InputsOf),
        _ => [],
    };
}

/// <summary>Who fetches the card anew, and how: channel ids (<c>29:…</c>), always listed, at most 60.</summary>
public sealed record Refresh
{
    /// <summary>People whom Teams accepts at most.</summary>
    public const int MostPeople = 60;

    public Refresh(ExecuteAction action, ImmutableArray<string> userIds) => (Action, UserIds) = (action, userIds);

    // Typed as the base, so that its type is written.
    public CardAction Action { get; }
    public ImmutableArray<string> UserIds { get; }
}

/// <summary>Settings of the card that only Teams knows.</summary>
public sealed record TeamsSettings
{
    /// <summary><c>full</c> uses the whole width of the chat.</summary>
    public string? Width { get; init; }

    /// <summary>The people named in texts of the card, whom Teams tells; null for nobody.</summary>
    public ImmutableArray<Mention>? Entities { get; init; }
}

/// <summary>Somebody named in a text of a card. The text holds <see cref="Text"/> word for word.</summary>
/// <param name="Text"><c>&lt;at&gt;Ann&lt;/at&gt;</c>.</param>
public sealed record Mention(string Text, Mentioned Mentioned)
{
    [JsonPropertyOrder(-1)] public string Type { get; } = "mention";

    /// <summary>A mention by name; marks that a card could take for something else are left out of it.</summary>
    /// <param name="id">Entra object id; the channel's id where there is none.</param>
    public static Mention Of(string name, string id)
    {
        var plain = string.Concat(name.Where(c =>
            char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark
            || c is ' ' or '.' or '-' or '\'' or '’' or '(' or ')' or ','));
        return new($"<at>{plain}</at>", new(id, plain));
    }
}

/// <summary>Who is meant by a mention.</summary>
public sealed record Mentioned(string Id, string Name);
