using Improvement.Bot.Errors.Clusters;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Verification;

/// <summary>An error by its number and title.</summary>
internal sealed record NamedError(long Number, string Title);

/// <summary>The clusters that a team met, each named by its first error of the team; what is restricted is in none.</summary>
internal static class TeamClusters
{
    /// <summary>Occurrences from which on a cluster is one of those that the team met often.</summary>
    public const int Fewest = 3;

    /// <summary>Clusters that are told of.</summary>
    private const int Most = 12;

    // in the words in which states are kept; what ended as one of these was met by nobody
    private static readonly string[] None = ["Draft", "NotAnError", "Withdrawn"];

    /// <summary>Those that the team met often, the commonest first.</summary>
    /// <param name="first">An error whose cluster stands before them, however often it was met; null for none.</param>
    public static IReadOnlyList<NamedError> Of(Session session, TeamId team, long? first)
    {
        var (named, seen) = (new List<NamedError>(), new HashSet<long>());
        if (first is { } own) Add(own);
        foreach (var number in Often(session, team).TakeWhile(_ => named.Count < Most)) Add(number);
        return named;

        void Add(long number)
        {
            if (seen.Contains(number)) return;
            var cluster = Cluster.Find(session, number).Numbers;
            seen.UnionWith(cluster);
            if (FirstOf(session, team, cluster) is { } error) named.Add(error);
        }
    }

    /// <summary>An error of the team, by which one of its clusters is named; null for any other and for what is restricted.</summary>
    public static NamedError? Named(Session session, TeamId team, long number) => FirstOf(session, team, [number]);

    /// <summary>An error of each cluster, those of which the team met most first.</summary>
    private static IEnumerable<long> Often(Session session, TeamId team)
    {
        var (met, groups) = (Met(session, team), new ErrorGroups());
        foreach (var error in met.Keys) groups.Join([error]);
        foreach (var (one, other) in Links(session, team))
        {
            if (met.ContainsKey(one) && met.ContainsKey(other)) groups.Join([one, other]);
        }

        return groups.All()
            .Select(group => (First: group.Min(), Times: group.Sum(error => met[error])))
            .Where(group => group.Times >= Fewest)
            .OrderByDescending(group => group.Times).ThenBy(group => group.First)
            .Select(group => group.First);
    }

    /// <summary>How often the team met each error that counts, with the accounts that its duplicates brought to it.</summary>
    private static Dictionary<long, int> Met(Session session, TeamId team)
    {
        var met = new Dictionary<long, int>();
        using var rows = session.Statements.Read($"""
            SELECT met.error, COUNT(*) FROM (
                SELECT e.id AS error FROM errors e
                WHERE e.team = {team.Value} AND NOT e.restricted AND e.duplicate_of IS NULL AND e.state NOT IN {None}
                UNION ALL
                SELECT w.error FROM witnesses w JOIN errors own ON own.id = COALESCE(w.carried_from, w.error)
                    JOIN errors e ON e.id = w.error
                WHERE own.team = {team.Value} AND NOT own.restricted AND e.duplicate_of IS NULL AND e.state NOT IN {None}) met
            GROUP BY met.error
            """);
        while (rows.Read()) met[rows.GetInt64(0)] = rows.GetInt32(1);
        return met;
    }

    /// <summary>
    /// What belongs together with errors of the team, by decisions that hold; for a duplicate stands what it is the same as.
    /// </summary>
    private static IEnumerable<(long One, long Other)> Links(Session session, TeamId team)
    {
        var decisions = new Dictionary<(long, long), (long One, long Other, bool IsSame)>();
        using var rows = session.Statements.Read($"""
            SELECT p.first_error, p.second_error, COALESCE(f.duplicate_of, f.id), COALESCE(s.duplicate_of, s.id), p.is_same
            FROM error_pairs p JOIN errors f ON f.id = p.first_error JOIN errors s ON s.id = p.second_error
            WHERE f.team = {team.Value} OR s.team = {team.Value} ORDER BY p.id
            """);
        while (rows.Read())
        {
            decisions[(rows.GetInt64(0), rows.GetInt64(1))] = (rows.GetInt64(2), rows.GetInt64(3), rows.GetBoolean(4));
        }

        return decisions.Values.Where(each => each.IsSame && each.One != each.Other).Select(each => (each.One, each.Other));
    }

    /// <summary>The first of some errors that the team reported and everybody of it may see, duplicates last.</summary>
    private static NamedError? FirstOf(Session session, TeamId team, IEnumerable<long> numbers)
    {
        using var rows = session.Statements.Read($"""
            SELECT e.id, e.title FROM errors e
            WHERE e.id IN {numbers} AND e.team = {team.Value} AND NOT e.restricted AND e.state NOT IN {None}
            ORDER BY CASE WHEN e.duplicate_of IS NULL THEN 0 ELSE 1 END, e.id LIMIT 1
            """);
        return rows.Read() ? new(rows.GetInt64(0), rows.GetString(1)) : null;
    }
}
