using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Patterns.Replications;

/// <summary>
/// <em>Where it is used</em>: what became of a pattern in each team, those who said no beside those who took it over, by the names of the
/// teams. Nothing is counted or ranked.
/// </summary>
internal static class ReplicationBoard
{
    /// <summary>Teams shown at most; of more it says so.</summary>
    private const int MostTeams = 25;

    /// <summary>The board.</summary>
    /// <param name="all">In the order of the teams' names.</param>
    /// <param name="hasOwn">Whether the reader has a part in one of them.</param>
    public static Card Of(Pattern pattern, IReadOnlyList<Replication> all, bool hasOwn) => Card(
        Say(ReplicationTexts.BoardHeading, pattern.Label),
        [
            Heading(Say(ReplicationTexts.BoardHeading, pattern.Label)),
            Text(pattern.Title),
            all is [] ? Hint(ReplicationTexts.BoardEmpty) : null,
            .. all.Take(MostTeams).Select(Row),
            all.Count > MostTeams ? Hint(ReplicationTexts.BoardMore) : null,
            Buttons(
                hasOwn ? ReplicationButtons.OwnTeam(pattern.Number) : null,
                ExecuteAction.Of(
                    Say(PatternTexts.OpenRecord, pattern.Label), PatternKind.Definition.OpenVerb, (PatternKind.Name, pattern.Number))),
        ]);

    private static Container Row(Replication one)
    {
        var isLeftOut = one.Decision is ReplicationDecision.LeftOut;
        return Group([
            Subheading(one.TargetName) with { Spacing = Spacing.None },
            Text(Say(
                ReplicationTexts.BoardLine, isLeftOut ? ReplicationTexts.LeftOut : ReplicationWords.Of(one.State),
                Moment.Day(one.InUseSince is { } since && !one.IsOver ? since : one.StateSince))) with { Spacing = Spacing.None },
            one.Verdict is { } verdict ? Text(Say(ReplicationTexts.BoardVerdict, ReplicationWords.Of(verdict), one.VerdictWords)) : null,
            one.Reason is { } reason ? Text(Say(ReplicationTexts.BoardReason, reason)) : null,
            .. ReplicationCards.AdaptationsOf(one),
            one.Lessons is { } lessons ? Text(Say(ReplicationTexts.BoardLessons, lessons)) : null,
            one.OwnerName is { } name && one.State is not ReplicationState.Proposed ? Hint(Say(ReplicationTexts.BoardBy, name)) : null,
        ]) with { Separator = true };
    }
}
