using System.Collections.Immutable;
using System.Globalization;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Framework.Cards;

/// <summary>
/// A page of a list, drawn the same wherever there is one: the heading, how many there are, the rows, and the buttons that turn the page.
/// </summary>
public sealed record ListCard(string Heading)
{
    /// <summary>The rows of the page.</summary>
    public ImmutableArray<ListRow> Rows { get; init; } = [];

    /// <summary>What stands in the place of rows when there are none.</summary>
    public string Empty { get; init; } = "";

    /// <summary>
    /// How many there are, and which of them these are: see <see cref="Found"/> and <see cref="Position"/>; null for nothing.
    /// </summary>
    public string? Count { get; init; }

    /// <summary>What else is to be said about the whole list.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>The buttons, in order; null ones are left out.</summary>
    public ImmutableArray<CardAction?> Buttons { get; init; } = [];

    /// <summary>The number of things in a list that is on one page: “23 found”.</summary>
    /// <param name="isAll">Whether there are no more than were counted.</param>
    public static string Found(int counted, bool isAll) => Say(isAll ? CardTexts.Found : CardTexts.FoundMore, Number(counted));

    /// <summary>Which of the things a page shows: “9–16 of 23”.</summary>
    /// <param name="earlier">How many come before the page.</param>
    /// <param name="onPage">How many are on it.</param>
    /// <param name="counted">How many there are.</param>
    /// <param name="isAll">Whether there are no more than were counted.</param>
    public static string Position(int earlier, int onPage, int counted, bool isAll) =>
        Say(isAll ? CardTexts.Position : CardTexts.PositionOfMore, Number(earlier + 1), Number(earlier + onPage), Number(counted));

    /// <summary>Title of the button for the previous page.</summary>
    public static string PreviousPage => CardTexts.PreviousPage;

    /// <summary>Title of the button for the next page.</summary>
    public static string NextPage => CardTexts.NextPage;

    /// <summary>The card.</summary>
    public Card ToCard() => Card(
        Heading,
        Draw.Heading(Heading),
        Count is null || Rows is [] ? null : Hint(Count) with { Spacing = Spacing.None },
        Rows is [] ? Text(Empty) : Group([.. Rows.Select(row => row.ToElement())]),
        Notes is [] ? null : Group([.. Notes.Select(Hint)]),
        Buttons.Any(button => button is not null) ? Draw.Buttons(Buttons.AsSpan()) : null);

    private static string Number(int number) => number.ToString("N0", CultureInfo.CurrentCulture);

    private static string Say(string text, params ReadOnlySpan<string> words) =>
        string.Format(CultureInfo.CurrentCulture, text, words.ToArray());
}

/// <summary>One thing in a list: a title, a quiet line below it, and an arrow that says that a tap anywhere on it opens it.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Details">What else is known of it, in a few words.</param>
/// <param name="Open">What a tap does; its title says so to screen readers.</param>
public sealed record ListRow(Marked Title, string Details, ExecuteAction Open)
{
    /// <summary>A piece of its text that says why it is in the list; null for none.</summary>
    public Marked? Excerpt { get; init; }

    /// <summary>The row.</summary>
    public Element ToElement() => Group(
        Beside(
            Group(
                new TextBlock(Title.ToMarkdown()) { Weight = Title.HasMarks ? null : TextWeight.Bolder },
                Excerpt is { } excerpt ? new TextBlock(excerpt.ToMarkdown()) { Spacing = Spacing.None, MaxLines = 3 } : null,
                Hint(Details) with { Spacing = Spacing.None }),
            new TextBlock("›") { Size = TextSize.Large, Color = TextColor.Accent })) with
    {
        Separator = true,
        SelectAction = Open,
    };
}
