using System.Globalization;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Alarms;

/// <summary>An alarm of before, as far as the next ones depend on it.</summary>
internal sealed record FormerAlarm(string Category, AlarmRule Rule, DateOnly Period, DateTimeOffset? KnownUntil);

/// <summary>Reads and writes alarms.</summary>
internal static class AlarmRows
{
    private static readonly Sql Select = Sql.Of($"""
        SELECT a.id, a.version, a.team, a.state, a.created_at, a.category, a.rule, a.since, a.expected, a.seen, a.false_alarms_a_year,
            t.name, a.known_until, p.name, a.useful_by, e.id
        FROM alarms a JOIN teams t ON t.id = a.team LEFT JOIN people p ON p.id = a.known_by
            LEFT JOIN errors e ON e.id = a.outcome_error AND NOT e.restricted
        """);

    /// <summary>An alarm; null when there is none of this number. Asks nobody who may see it.</summary>
    public static Alarm? Find(Session session, long number)
    {
        using var rows = session.Statements.Read($"{Select} WHERE a.id = {number}");
        return rows.Read() ? Read(rows) : null;
    }

    /// <summary>Those that meet a condition, the latest first.</summary>
    /// <param name="condition">It calls the table <c>e</c>.</param>
    public static IReadOnlyList<Alarm> Page(Session session, Sql condition, int limit)
    {
        var alarms = new List<Alarm>();
        using var rows = session.Statements.Read($"""
            {Select} WHERE a.id IN (SELECT e.id FROM alarms e WHERE {condition} ORDER BY e.created_at DESC, e.id DESC LIMIT {limit})
            ORDER BY a.created_at DESC, a.id DESC
            """);
        while (rows.Read()) alarms.Add(Read(rows));
        return alarms;
    }

    /// <summary>Adds one and gives its number; null where it was raised already.</summary>
    public static long? TryAdd(Session session, Team team, NewAlarm alarm, double falseAYear, DateTimeOffset now) =>
        session.Statements.Number($"""
            INSERT INTO alarms {NewRow.Of(
                ("version", 1), ("team", team.Id.Value), ("state", nameof(AlarmState.Raised)), ("restricted", false), ("created_at", now),
                ("local_date", team.LocalDate(now)), ("category", alarm.Category), ("rule", alarm.Rule.ToString()),
                ("period", alarm.Period), ("since", alarm.Since), ("expected", alarm.Expected), ("seen", alarm.Seen),
                ("false_alarms_a_year", falseAYear))}
            ON CONFLICT DO NOTHING RETURNING id
            """);

    /// <summary>The alarms of a team from a day on.</summary>
    public static IReadOnlyList<FormerAlarm> Since(Session session, TeamId team, DateOnly day)
    {
        var alarms = new List<FormerAlarm>();
        using var rows = session.Statements.Read(
            $"SELECT category, rule, period, known_until FROM alarms WHERE team = {team.Value} AND period >= {day}");
        while (rows.Read())
        {
            alarms.Add(new(rows.GetString(0), Enum.Parse<AlarmRule>(rows.GetString(1)), Day(rows.GetString(2)), rows.MomentOrNull(3)));
        }

        return alarms;
    }

    /// <summary>Changes one; false when somebody was faster.</summary>
    public static bool Change(Session session, Alarm alarm, params (string Column, Value Value)[] columns) =>
        session.Statements.Execute($"""
            UPDATE alarms SET version = version + 1, {Assignments.Of(columns)} WHERE id = {alarm.Number} AND version = {alarm.Version}
            """) > 0;

    /// <summary>Notes what came of the alarms of a category that led to nothing so far, and gives their numbers.</summary>
    /// <param name="since">Alarms from before are too old to have led to it.</param>
    public static IReadOnlyList<long> NoteOutcome(
        Session session, long team, string category, long error, string outcome, DateTimeOffset since, DateTimeOffset at)
    {
        var numbers = new List<long>();
        using var rows = session.Statements.Read($"""
            UPDATE alarms SET version = version + 1, outcome = {outcome}, outcome_error = {error}
            WHERE team = {team} AND category = {category} AND outcome IS NULL AND created_at >= {since} AND created_at <= {at}
            RETURNING id
            """);
        while (rows.Read()) numbers.Add(rows.GetInt64(0));
        return numbers;
    }

    /// <summary>A day as it is kept.</summary>
    public static DateOnly Day(string kept) => DateOnly.ParseExact(kept, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Alarm Read(Rows row) => new(
        row.GetInt64(0), row.GetInt64(1), new(row.GetInt64(2)), Enum.Parse<AlarmState>(row.GetString(3)), row.Moment(4), row.GetString(5),
        Enum.Parse<AlarmRule>(row.GetString(6)), Day(row.GetString(7)), row.GetDouble(8), row.GetInt32(9), row.GetDouble(10))
    {
        TeamName = row.GetString(11),
        KnownUntil = row.MomentOrNull(12),
        KnownBy = row.TextOrNull(13),
        IsUseful = !row.IsDBNull(14),
        OutcomeError = row.NumberOrNull(15),
    };
}
