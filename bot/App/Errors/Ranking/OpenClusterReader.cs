using Improvement.Bot.Actions;
using Improvement.Bot.Errors.Clusters;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Ranking;

/// <summary>
/// Reads the errors on which somebody can act, and what belongs together among them, each with one statement; what belongs together with an
/// error on which nobody acts any more is looked for one by one.
/// </summary>
internal sealed class OpenClusterReader(Session session, CandidateQuery query)
{
    // so many numbers fit behind one IN
    private const int ReadAtOnce = 1_000;

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

        return open is { Count: 0 } ? [] : Joined(open);
    }

    /// <summary>Puts together what belongs together; the first of each that can be acted on stands for it.</summary>
    private IEnumerable<OpenCluster> Joined(Dictionary<long, OpenCluster> open)
    {
        var groups = new ErrorGroups();
        foreach (var (one, other) in Links())
        {
            // Beyond an error on which nobody acts there may be more; such ones are few.
            if (!open.ContainsKey(other) && !groups.Has(other)) groups.Join(Cluster.Find(session, other).Counted);
            groups.Join([one, other]);
        }

        var all = groups.All();
        var others = Others([.. all.SelectMany(group => group).Where(number => !open.ContainsKey(number))]);
        foreach (var group in all)
        {
            var numbers = group.Where(open.ContainsKey).ToList();
            if (numbers is []) continue;
            var joined = open[numbers[0]];
            foreach (var number in numbers.Skip(1)) joined = joined.With(open[number]);

            // what nobody acts on any more tells how often it was met and what was lost, and nothing else
            foreach (var over in group.Select(others.GetValueOrDefault).OfType<OpenCluster>())
            {
                joined = joined.With(over with { Severity = default, Owner = null });
            }

            foreach (var number in numbers) open.Remove(number);
            open.Add(joined.Number, joined);
        }

        return open.Values;
    }

    /// <summary>
    /// Which of them belong together with which others, by decisions that hold; for a duplicate stands the error that it is the same as.
    /// </summary>
    private IEnumerable<(long One, long Other)> Links()
    {
        var decisions = new Dictionary<(long First, long Second), (long One, long Other, bool IsSame)>();
        using var rows = session.Statements.Read($"""
            {Pairs(Sql.Of($"first_error"), Sql.Of($"second_error"))} UNION ALL
            {Pairs(Sql.Of($"second_error"), Sql.Of($"first_error"))} ORDER BY 6
            """);
        while (rows.Read())
        {
            decisions[(rows.GetInt64(2), rows.GetInt64(3))] = (rows.GetInt64(0), rows.GetInt64(1), rows.GetBoolean(4));
        }

        return decisions.Values.Where(decision => decision.IsSame).Select(decision => (decision.One, decision.Other));
    }

    // Also by one of its duplicates, which may have been linked before it was found to be one.
    private Sql Pairs(Sql one, Sql other) => Sql.Of($"""
        SELECT e.id, COALESCE(o.duplicate_of, o.id), p.first_error, p.second_error, p.is_same, p.id
        FROM errors e JOIN error_pairs p ON p.{one} = e.id JOIN errors o ON o.id = p.{other}
        WHERE {IsMeant()} AND COALESCE(o.duplicate_of, o.id) <> e.id
        UNION ALL
        SELECT e.id, COALESCE(o.duplicate_of, o.id), p.first_error, p.second_error, p.is_same, p.id
        FROM errors e JOIN errors d ON d.duplicate_of = e.id JOIN error_pairs p ON p.{one} = d.id AND p.{other} <> e.id
            JOIN errors o ON o.id = p.{other}
        WHERE {IsMeant()} AND COALESCE(o.duplicate_of, o.id) <> e.id
        """);

    /// <summary>Errors on which nobody acts, as far as a rank is told from them.</summary>
    private Dictionary<long, OpenCluster> Others(long[] numbers)
    {
        var others = new Dictionary<long, OpenCluster>();
        foreach (var some in numbers.Chunk(ReadAtOnce))
        {
            using var rows = session.Statements.Read(
                $"SELECT {Columns}, {Accounts()} FROM errors e WHERE e.id IN {some} AND e.created_at <= {query.At}");
            while (rows.Read()) others.Add(rows.GetInt64(0), ReadCluster(rows));
        }

        return others;
    }

    private Sql Accounts() =>
        Sql.Of($"(SELECT COUNT(*) FROM witnesses w WHERE w.error = e.id AND w.created_at <= {query.At})");

    // An imported report is history, of which nobody asked anything before somebody accepts it.
    // By the plus SQLite does not read all errors by their day, of which nearly all are over, instead of those that can be acted on.
    private Sql IsMeant() => Sql.AllOf([
        CanBeActedOn,
        query.Teams is { } teams ? Sql.Of($"e.team IN {teams.Select(team => team.Value)}") : Sql.Of($"TRUE"),
        Sql.Of($"+e.created_at <= {query.At}"),
        query.Viewer is { } viewer ? ErrorKind.Access.Condition(viewer) : Sql.Of($"NOT e.restricted"),
        Sql.Of($"(e.reporter_kind <> {NewError.Imported} OR e.state NOT IN ('Reported', 'NeedsInfo'))"),
        query.OwnedBy is { } owner ? Sql.Of($"e.owner = {owner.Value}") : Sql.Of($"TRUE"),
        .. ErrorFilter.Conditions(query)]);

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
