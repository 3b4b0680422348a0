using Improvement.Bot.Attention;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Digests;

/// <summary>The digest of one person.</summary>
internal static class PersonalDigestCards
{
    private const int LongestTitle = 60;

    /// <summary>What was kept for them, then what became of their own records.</summary>
    public static Card Of(IReadOnlyList<NoticeLine> kept, IReadOnlyList<DigestLine> own) => Card(
        DigestTexts.PersonalHeading,
        [
            Heading(DigestTexts.PersonalHeading),
            .. kept.Take(NoticeCards.MostLines).Select(line => Row(line.Record, line.Words)),
            kept.Count > NoticeCards.MostLines ? Hint(Say(DigestTexts.NotListed, kept.Count - NoticeCards.MostLines)) : null,
            .. own.GroupBy(line => line.Section).OrderBy(section => section.Key).SelectMany(Section),
            Buttons(CommandButton.Staying(DigestTexts.ToNotifications, $"/{NotificationsCommand.Name}")),
        ]);

    private static IEnumerable<Element> Section(IGrouping<DigestSection, DigestLine> section) =>
    [
        Subheading(DigestCards.TitleOf(section.Key)),
        .. section.Select(line => Row(line.Record!.Value, WordsOf(line))),
    ];

    private static string WordsOf(DigestLine line) => line.Title is { } title
        ? Say(DigestTexts.Line, line.Record!.Value.Label, ShortText.Cut(ShortText.OnOneLine(title), LongestTitle), line.Words)
        : Say(DigestTexts.LineUntitled, line.Record!.Value.Label, line.Words);

    private static Container Row(RecordId record, string words) => Group(Text(words)) with
    {
        Spacing = Spacing.Small,
        SelectAction = ExecuteAction.Of(Say(DigestTexts.Open, record.Label), record.Kind.OpenVerb, (record.Kind.Name, record.Number)),
    };
}
