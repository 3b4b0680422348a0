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
        var scope = new WeeklyScope(query);
        List<WeeklySection> sections = [.. Sections(services, session, scope).Where(section => query.AsksFor(section.Section))];
        return new([.. sections.SelectMany(section => section.Lines)])
        {
            Totals = sections.ToDictionary(section => section.Section, section => section.Total),
            Reported = query.Reader is null ? WeekCounts.Weekly(session, scope) : [],
        };
    }

    private static IEnumerable<WeeklySection> Sections(IServiceProvider services, Session session, WeeklyScope scope)
    {
        if (scope.Query.AsksFor(DigestSection.NeedsYou, DigestSection.Stuck))
        {
            var needsYou = NeedsYou(services, session, scope);
            yield return needsYou;
            if (scope.Query.AsksFor(DigestSection.Stuck)) yield return StuckErrors.Of(session, scope, needsYou);
        }

        if (scope.Query.AsksFor(DigestSection.Changed))
        {
            yield return WeekChanges.Changed(session, scope, WeekCounts.Sum(session, scope));
        }

        if (scope.Query.AsksFor(DigestSection.Proven)) yield return WeekChanges.Proven(session, scope);
        if (scope.Query.AsksFor(DigestSection.Learn)) yield return LearnedThing.Of(session, scope);
        if (scope.Query.AsksFor(DigestSection.LedTo)) yield return LedToErrors.Of(session, scope);
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
