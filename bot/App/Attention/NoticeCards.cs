using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Attention;

/// <summary>A sentence about a record, as somebody reads it unasked.</summary>
internal sealed record NoticeLine(RecordId Record, string Words);

/// <summary>The cards of unasked messages.</summary>
internal static class NoticeCards
{
    /// <summary>Sentences of one card; of more it says how many there are.</summary>
    public const int MostLines = 10;

    /// <summary>One sentence with a button that opens its record, or several of which each opens its own with a tap.</summary>
    public static Card Of(IReadOnlyList<NoticeLine> lines) => lines is [var only] ? One(only) : Several(lines);

    private static Card One(NoticeLine line) => Card(
        line.Words,
        Text(line.Words),
        Buttons(Open(line), ToNotifications()));

    private static Card Several(IReadOnlyList<NoticeLine> lines)
    {
        var heading = Say(AttentionTexts.CollectedHeading, lines.Count);
        return Card(
            heading,
            Heading(heading),
            Group([.. lines.Take(MostLines).Select(Row)]),
            lines.Count > MostLines ? Hint(Say(AttentionTexts.CollectedMore, lines.Count - MostLines)) : null,
            Buttons(
                lines.Count > MostLines ? CommandButton.Staying(AttentionTexts.ShowMine, "/my") : null,
                ToNotifications()));
    }

    private static Element Row(NoticeLine line) =>
        Group(Beside(Text(line.Words), new TextBlock("›") { Size = TextSize.Large, Color = TextColor.Accent })) with
        {
            Separator = true,
            SelectAction = Open(line),
        };

    private static ExecuteAction Open(NoticeLine line) => ExecuteAction.Of(
        Say(AttentionTexts.Open, line.Record.Label), line.Record.Kind.OpenVerb, (line.Record.Kind.Name, line.Record.Number));

    private static ExecuteAction ToNotifications() =>
        CommandButton.Staying(AttentionTexts.ToNotifications, $"/{NotificationsCommand.Name}");
}
