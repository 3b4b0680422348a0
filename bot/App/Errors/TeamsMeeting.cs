using Improvement.Bot.Errors.Clusters;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>
/// The teams that meet the same as an error: whose errors are in its cluster, of its category, or have a cause in common with it or one
/// of the same group, and are open or were reported of late.
/// </summary>
internal static class TeamsMeeting
{
    /// <summary>Days for which an error that is over counts.</summary>
    private const int DaysOfLate = 180;

    private static readonly string[] Open = [.. ErrorStates.All.Where(state => state.IsOpen).Select(state => state.Code)];

    private static readonly string[] None =
        [nameof(ErrorState.Draft), nameof(ErrorState.Withdrawn), nameof(ErrorState.NotAnError)];

    /// <summary>For whoever spreads what was learned from an error.</summary>
    public static CauseInventory Inventory { get; } = new(
        ErrorKind.Name,
        (services, number) => Of(services.GetRequiredService<Session>(), number, services.GetRequiredService<Actor>().Now));

    private static List<TeamId> Of(Session session, long number, DateTimeOffset now)
    {
        var (teams, cluster) = (new List<TeamId>(), Cluster.Find(session, number).Numbers);
        using var rows = session.Statements.Read($"""
            SELECT DISTINCT e.team FROM errors e
            WHERE e.team IS NOT NULL AND NOT e.restricted AND e.state NOT IN {None}
                AND (e.state IN {Open} OR e.created_at >= {now.AddDays(-DaysOfLate)})
                AND (e.id IN {cluster}
                    OR e.category = (SELECT origin.category FROM errors origin WHERE origin.id = {number})
                    OR EXISTS (SELECT 1 FROM causes c JOIN analyses a ON a.id = c.analysis JOIN analyses mine ON mine.error = {number}
                        JOIN causes own ON own.analysis = mine.id
                        WHERE a.error = e.id AND c.removed_at IS NULL AND own.removed_at IS NULL
                            AND (c.shared_cause = own.shared_cause OR c.cause_group = own.cause_group)))
            ORDER BY e.team
            """);
        while (rows.Read()) teams.Add(new(rows.GetInt64(0)));
        return teams;
    }
}
