using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Weekly;

/// <summary>
/// What errors tell in a digest. Each section reads as many statements however much there is to tell, and none of them the history of a
/// team: what happened by its week, what waits by the indexes of what is open.
/// </summary>
internal static class ErrorDigest
{
    /// <summary>The part of errors in a digest.</summary>
    public static DigestPart Of(IServiceProvider services, DigestQuery query)
    {
        var session = services.GetRequiredService<Session>();
        var scope = WeeklyScope.Of(services, query);
        var needsYou = NeedsYou(services, session, scope);
        WeeklySection[] sections =
        [
            needsYou,
            WeekChanges.Changed(session, scope, WeekCounts.Sum(session, scope)),
            WeekChanges.Proven(session, scope),
            StuckErrors.Of(session, scope, needsYou),
            LearnedThing.Of(session, scope),
            LedToErrors.Of(session, scope),
        ];
        return new([.. sections.SelectMany(section => section.Lines)])
        {
            Totals = sections.ToDictionary(section => section.Section, section => section.Total),
            Reported = WeekCounts.Weekly(session, scope),
        };
    }

    private static WeeklySection NeedsYou(IServiceProvider services, Session session, WeeklyScope scope)
    {
        WeeklyLine[] lines =
        [
            .. WaitingReports.Waiting(session, scope), .. PendingDecisions.Lines(services, scope), .. OwnWork.Lines(session, scope),
        ];
        return WeeklySection.OldestFirst(DigestSection.NeedsYou, lines, scope.Query.MostLines);
    }
}
