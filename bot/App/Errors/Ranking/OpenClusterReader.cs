using Improvement.Bot.Actions;
using Improvement.Bot.Errors.Clusters;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Ranking;

/// <summary>
/// Reads the errors on which somebody can act. Each is a row; only those that belong together with others are looked at one by one, as
/// people confirmed each of these.
/// </summary>
internal sealed class OpenClusterReader(Session session, CandidateQuery query)
{
    // In the very words of the index errors_to_act_on, and not as parameters: else neither engine sees that it may read that index.
    private static readonly Sql CanBeActedOn = Sql.Of($"""
        e.state IN ('Reported', 'NeedsInfo', 'Accepted', 'Contained', 'Analysing', 'FixProposed', 'ChangesRequested', 'Implementing')
        """);

    private static readonly Sql Columns = Sql.Of($"""
        e.id, e.team, e.severity, e.state, e.owner, e.detection, COALESCE(e.occurred_at, e.created_at), e.loss_hours
        """);

    /// <summary>The clusters, in no order.</summary>
    public IEnumerable<OpenCluster> Read()
    {
        var open = new Dictionary<long, OpenCluster>();
        using (var rows = session.Statements.Read($"""
            SELECT {Columns}, {Accounts()}, f.id, f.strength, f.effort_hours
            FROM errors e LEFT JOIN fixes f ON f.id =
                (SELECT MAX(n.id) FROM fixes n
                WHERE n.error = e.id AND n.proposed_at <= {query.At} AND n.state NOT IN ('Rejected', 'Void'))
            WHERE {IsMeant()}
            """))
        {
            while (rows.Read()) open.Add(rows.GetInt64(0), ReadCluster(rows) with { Fix = FixIn(rows) });
        }

        return Joined(open);
    }

    /// <summary>Puts together what belongs together; the first of each that can be acted on stands for it.</summary>
    private IEnumerable<OpenCluster> Joined(Dictionary<long, OpenCluster> open)
    {
        foreach (var number in Linked())
        {
            if (!open.TryGetValue(number, out var cluster)) continue; // is part of another one by now
            var numbers = Cluster.Find(session, number).Counted.Where(each => each != number).ToList();
            foreach (var other in numbers.Where(open.ContainsKey)) cluster = cluster.With(open[other]);
            foreach (var other in Others([.. numbers.Where(each => !open.ContainsKey(each))]))
            {
                // what nobody acts on any more tells how often it was met and what was lost, and nothing else
                cluster = cluster.With(other with { Severity = cluster.Severity, Owner = null });
            }

            foreach (var other in numbers) open.Remove(other);
            open[number] = cluster;
        }

        return open.Values;
    }

    /// <summary>Those that belong together with others without being the same report, the oldest first.</summary>
    private List<long> Linked()
    {
        var linked = new SortedSet<long>();
        using var rows = session.Statements.Read($"""
            {Pairs(Sql.Of($"first_error"), Sql.Of($"second_error"))} UNION ALL {Pairs(Sql.Of($"second_error"), Sql.Of($"first_error"))}
            """);
        while (rows.Read()) linked.Add(rows.GetInt64(0));
        return [.. linked];
    }

    private Sql Pairs(Sql one, Sql other) => Sql.Of($"""
        SELECT e.id FROM errors e JOIN error_pairs p ON p.{one} = e.id JOIN errors o ON o.id = p.{other}
        WHERE {IsMeant()} AND p.is_same AND (o.duplicate_of IS NULL OR o.duplicate_of <> e.id)
        """);

    /// <summary>Errors on which nobody acts, as far as a rank is told from them.</summary>
    private List<OpenCluster> Others(long[] numbers)
    {
        var others = new List<OpenCluster>();
        if (numbers is []) return others;
        using var rows = session.Statements.Read(
            $"SELECT {Columns}, {Accounts()} FROM errors e WHERE e.id IN {numbers} AND e.created_at <= {query.At}");
        while (rows.Read()) others.Add(ReadCluster(rows));
        return others;
    }

    private Sql Accounts() =>
        Sql.Of($"(SELECT COUNT(*) FROM witnesses w WHERE w.error = e.id AND w.created_at <= {query.At})");

    // An imported report is history, of which nobody asked anything before somebody accepts it.
    private Sql IsMeant()
    {
        var isSeen = query.Viewer is { } viewer ? ErrorKind.Access.Condition(viewer) : Sql.Of($"NOT e.restricted");
        var isOfTeam = query.Teams is { } teams ? Sql.Of($"e.team IN {teams.Select(team => team.Value)}") : Sql.Of($"TRUE");
        return Sql.Of($"""
            {CanBeActedOn} AND {isOfTeam} AND e.created_at <= {query.At} AND {isSeen}
                AND (e.reporter_kind <> {NewError.Imported} OR e.state NOT IN ('Reported', 'NeedsInfo'))
            """);
    }

    private static OpenCluster ReadCluster(Rows row) => new(row.GetInt64(0), row.Moment(6), 1 + row.GetInt32(8))
    {
        Team = row.NumberOrNull(1) is { } team ? new(team) : null,
        Severity = (Severity)row.GetInt32(2),
        State = row.GetString(3),
        Owner = row.NumberOrNull(4) is { } owner ? new(owner) : null,
        Detection = row.TextOrNull(5),
        Losses = row.IsDBNull(7) ? [] : [row.GetDouble(7)],
    };

    private static ProposedFix? FixIn(Rows row) => row.NumberOrNull(9) is { } number
        ? new(number, Enum.Parse<ActionStrength>(row.GetString(10)), row.IsDBNull(11) ? null : row.GetDouble(11))
        : null;
}
