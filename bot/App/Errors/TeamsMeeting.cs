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
        (services, number) => 
        [
            .. Numbers(services, Sql.Of($"SELECT DISTINCT e.team FROM errors e WHERE {Same(services, number)} ORDER BY e.team"))
                .Select(team => new TeamId(team)),
        ])
    {
        Agents = (services, number) =>
        [
            .. Numbers(services, Sql.Of($"""
                SELECT DISTINCT e.reporter FROM errors e JOIN people p ON p.id = e.reporter
                WHERE p.person_kind = {ActorKind.Agent} AND {Same(services, number)} ORDER BY e.reporter
                """)).Select(agent => new PersonId(agent)),
        ],
    };

    /// <summary>The condition on errors <c>e</c> that are the same, or have the same cause.</summary>
    private static Sql Same(IServiceProvider services, long number)
    {
        var cluster = Cluster.Find(services.GetRequiredService<Session>(), number).Numbers;
        var lately = services.GetRequiredService<Actor>().Now.AddDays(-DaysOfLate);
        return Sql.Of($"""
            e.team IS NOT NULL AND NOT e.restricted AND e.state NOT IN {None}
                AND (e.state IN {Open} OR e.created_at >= {lately})
                AND (e.id IN {cluster}
                    OR e.category = (SELECT origin.category FROM errors origin WHERE origin.id = {number})
                    OR EXISTS (SELECT 1 FROM causes c JOIN analyses a ON a.id = c.analysis JOIN analyses mine ON mine.error = {number}
                        JOIN causes own ON own.analysis = mine.id
                        WHERE a.error = e.id AND c.removed_at IS NULL AND own.removed_at IS NULL
                            AND (c.shared_cause = own.shared_cause OR c.cause_group = own.cause_group)))
            """);
    }

    private static List<long> Numbers(IServiceProvider services, Sql query)
    {
        var numbers = new List<long>();
        using var rows = services.GetRequiredService<Session>().Statements.Read($"{query}");
        while (rows.Read()) numbers.Add(rows.GetInt64(0));
        return numbers;
    }
}
