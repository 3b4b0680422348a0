using Improvement.Bot.Statistics;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Digests;

/// <summary>The sentences of a digest about itself, in the language of the moment.</summary>
internal static class DigestWords
{
    /// <summary>The first line: the team, and how many were reported.</summary>
    public static string Heading(DigestContent content) => content.Reported is { } reported
        ? Say(DigestTexts.Heading, DigestCards.TeamOf(content), reported)
        : Say(DigestTexts.HeadingWithoutNumber, DigestCards.TeamOf(content));

    /// <summary>Whether that is as usual; null where nothing is counted.</summary>
    public static string? AsUsual(DigestContent content) => content switch
    {
        { Reported: null } => null,
        { Variation: Variation.AsUsual } => Say(DigestTexts.AsUsual, content.UsuallyFrom, content.UsuallyTo),
        { Variation: Variation.More } => Say(DigestTexts.MoreThanUsual, content.UsuallyFrom, content.UsuallyTo),
        { Variation: Variation.Fewer } => Say(DigestTexts.FewerThanUsual, content.UsuallyFrom, content.UsuallyTo),
        _ => DigestTexts.TooFewToTell,
    };

    /// <summary>
    /// What the digest does not contain. Of restricted records it never says whether there are any, as one alone would be known by that.
    /// </summary>
    public static string NotInIt(DigestContent content) => Say(DigestTexts.NotInIt, string.Join(DigestTexts.And, Missing(content)));

    private static IEnumerable<string> Missing(DigestContent content)
    {
        yield return DigestTexts.NotRestricted;
        yield return Say(DigestTexts.NotBefore, PlainDay(content.From));
        if (content.SeverityFloor > 0) yield return Say(DigestTexts.NotBelow, content.SeverityFloor);
        if (content.Actors is DigestActors.People) yield return DigestTexts.NotAgents;
        if (content.Actors is DigestActors.Agents) yield return DigestTexts.NotPeople;
        if (content.IsAboutSomeObjects) yield return DigestTexts.NotOtherObjects;
        if (content.SwitchedOff is not [])
        {
            yield return Say(DigestTexts.NotChosen, string.Join(", ", content.SwitchedOff.Select(DigestCards.TitleOf)));
        }
    }
}
