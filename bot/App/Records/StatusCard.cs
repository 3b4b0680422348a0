using System.Globalization;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.TextAnalysis;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Records;

/// <summary>The parts that the status cards of all kinds of record have in common.</summary>
internal static class StatusCard
{
    /// <summary>Characters of a long text shown; a longer one says so.</summary>
    private const int LongTextShown = 10_000;

    /// <summary>Characters of a part shown.</summary>
    private const int PartShown = 1_800;

    /// <summary>Characters of words in the history shown.</summary>
    private const int WordsShown = 600;

    /// <summary>The summary that clients show where they do not draw the card.</summary>
    public static string Summary(string label, string title) => Say(RecordTexts.Summary, label, title);

    /// <summary>Label and title.</summary>
    public static Container Head(string label, string title) => Group(Hint(label), Heading(title) with { Spacing = Spacing.None });

    /// <summary>The main text of a record.</summary>
    public static TextBlock LongText(string text) => Text(Shown(text, LongTextShown));

    /// <summary>A text with its heading; null for none.</summary>
    public static Element? Part(string title, string? text) => string.IsNullOrWhiteSpace(text)
        ? null
        : Group(Subheading(title), Text(Shown(text, PartShown)) with { Spacing = Spacing.None });

    /// <summary>The heading of <see cref="History"/>.</summary>
    public static Element HistoryHeading() => Subheading(RecordTexts.History);

    /// <summary>What happened since, a line each.</summary>
    /// <param name="lines">When, who (null for nobody who is known), what in words, and what was written then; null for nothing.</param>
    public static Container History(IEnumerable<(DateTimeOffset At, string? Who, string What, string? Words)> lines) =>
        Group([.. lines.Select(line => Line(line.At, line.Who, line.What, line.Words))]);

    private static Element Line(DateTimeOffset at, string? who, string what, string? words)
    {
        var head = Say(RecordTexts.HistoryLine, Moment.DayAndTime(at), who ?? RecordTexts.Somebody, what);
        return string.IsNullOrWhiteSpace(words)
            ? Hint(head)
            : Group(Hint(head), Text(Shown(words, WordsShown)) with { Spacing = Spacing.None });
    }

    private static string Shown(string text, int most) => text.Length <= most
        ? text
        : ShortText.Cut(text, most) + "\n" + Say(RecordTexts.CutNote, text.Length.ToString(CultureInfo.InvariantCulture));
}
