using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Patterns.Replications;

/// <summary>What somebody sees of the replications of a pattern: those of their own teams, and where it is used at all.</summary>
internal static class ReplicationViews
{
    /// <summary>
    /// What the teams of a reader do with a pattern, with what the reader may do; null where it was offered to none of them.
    /// </summary>
    public static Card? Team(RecordLook<Pattern> look)
    {
        var (services, pattern, viewer) = look;
        var (guard, session) = (services.GetRequiredService<ReplicationGuard>(), services.GetRequiredService<Session>());
        TeamSight[] teams =
        [
            .. guard.Of(pattern, viewer.Person).Select(one => new TeamSight(
                one, CoreOf(session, pattern, one), guard.StepsFor(pattern, one, viewer.Person))
            {
                Others = [.. EffectOf(services, one), .. LessonsOf(services, one)],
            }),
        ];
        return teams is [] ? null : ReplicationCards.Of(pattern, teams);
    }

    /// <summary>Whether it helps in the team: to be fixed before the team works by it, and seen from then on.</summary>
    private static IEnumerable<CardAction> EffectOf(IServiceProvider services, Replication one)
    {
        if (one.State is ReplicationState.Proposed or ReplicationState.Rejected || one.Agent is not null) yield break;
        var mayBegin = one.State is ReplicationState.Accepted or ReplicationState.InProgress;
        if (EffectOffer.On(services, PatternKind.Id(one.Pattern), one.Team, mayBegin) is { } button) yield return button;
    }

    /// <summary>What the team can learn from it, once it works by it or has given it up.</summary>
    private static IReadOnlyList<CardAction> LessonsOf(IServiceProvider services, Replication one) =>
        one.State is ReplicationState.InUse or ReplicationState.Sustained or ReplicationState.Abandoned
            ? LessonOffer.On(services, new(PatternKind.Id(one.Pattern)) { IsClosed = true, Team = one.Team })
            : [];

    /// <summary>Where a pattern is used, and where it is not.</summary>
    public static Card Board(RecordLook<Pattern> look)
    {
        var (services, pattern, viewer) = look;
        var all = ReplicationRows.Of(services.GetRequiredService<Session>(), pattern.Number);
        return ReplicationBoard.Of(pattern, all, services.GetRequiredService<ReplicationGuard>().Of(pattern, viewer.Person) is not []);
    }

    /// <summary>The core steps of the version that a team was offered.</summary>
    public static IReadOnlyList<string> CoreOf(Session session, Pattern pattern, Replication one) => one.Edition == pattern.Edition
        ? pattern.Content.Core
        : PatternVersions.Find(session, pattern.Number, one.Edition)?.Content.Core ?? pattern.Content.Core;
}
