using Improvement.Bot.Attention;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Digests;

/// <summary>The digest of one person.</summary>
internal static class PersonalDigestCards
{
    private const int LongestTitle = 60;

    /// <summary>What was kept for them, then what became of their own records.</summary>
    /// <param name="facts">What administrators read of how the bot does; nobody else.</param>
    public static Card Of(IReadOnlyList<NoticeLine> kept, IReadOnlyList<DigestLine> own, IReadOnlyList<AdministratorFact> facts) => Card(
        DigestTexts.PersonalHeading,
        [
            Heading(DigestTexts.PersonalHeading),
            .. kept.Take(NoticeCards.MostLines).Select(line => Row(line.Record, line.Words)),
            kept.Count > NoticeCards.MostLines ? Hint(Say(DigestTexts.NotListed, kept.Count - NoticeCards.MostLines)) : null,
            .. own.GroupBy(line => line.Section).OrderBy(section => section.Key).SelectMany(Section),
            .. facts is [] ? [] : OfBot(facts),
            Buttons(
            [
                .. facts.Where(fact => !fact.IsWell).Select(fact => fact.Button).OfType<FactButton>().Distinct()
                    .Select(button => CommandButton.Staying(button.Title, $"/{button.Command}")),
                CommandButton.Staying(DigestTexts.ToNotifications, $"/{NotificationsCommand.Name}"),
            ]),
        ]);

    /// <summary>What is well stands in one line; each thing that is not says what to do.</summary>
    private static IEnumerable<Element> OfBot(IReadOnlyList<AdministratorFact> facts)
    {
        yield return Subheading(DigestTexts.OfBot);
        if (facts.Where(fact => fact.IsWell).Select(fact => fact.Words).ToList() is { Count: > 0 } well)
        {
            yield return Text(string.Join(" · ", well)) with { Spacing = Spacing.Small };
        }

        foreach (var fact in facts.Where(fact => !fact.IsWell)) yield return Warning(fact.Words);
    }

    private static IEnumerable<Element> Section(IGrouping<DigestSection, DigestLine> section) =>
    [
        Subheading(DigestCards.TitleOf(section.Key)),
        .. section.Select(Row),
    ];

    private static Element Row(DigestLine line)
    {
        var title = line.Title is { } whole ? ShortText.Cut(ShortText.OnOneLine(whole), LongestTitle) : null;
        return (line.Record, title) switch
        {
            ({ } record, null) => Row(record, Say(DigestTexts.LineUntitled, record.Label, line.Words)),
            ({ } record, _) => Row(record, Say(DigestTexts.Line, record.Label, title, line.Words)),
            (null, null) => Text(line.Words) with { Spacing = Spacing.Small },
            _ => Text(Say(DigestTexts.LineOfNone, title, line.Words)) with { Spacing = Spacing.Small },
        };
    }

    private static Container Row(RecordId record, string words) => Group(Text(words)) with
    {
        Spacing = Spacing.Small,
        SelectAction = ExecuteAction.Of(Say(DigestTexts.Open, record.Label), record.Kind.OpenVerb, (record.Kind.Name, record.Number)),
    };
}
