using System.Globalization;
using FluentAssertions;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>What the job behind alarms has left in the database.</summary>
internal sealed class KeptAlarms(Database database)
{
    /// <summary>Whether the job has its row among the schedules, without which nothing can have been missed.</summary>
    public bool IsScheduled => Number("SELECT COUNT(*) FROM schedules WHERE job = 'alarms on categories'") > 0;

    /// <summary>The last event of all.</summary>
    public long LastEvent => Number("SELECT MAX(id) FROM record_events");

    /// <summary>The last event whose days are counted.</summary>
    public long Counted => Number("SELECT MAX(event) FROM category_cursors");

    /// <summary>How many alarms there are.</summary>
    public long Alarms => Number("SELECT COUNT(*) FROM alarms");

    /// <summary>Whether the job is done, and every message is delivered.</summary>
    public bool IsOver =>
        Number("SELECT COUNT(*) FROM job_runs WHERE job = 'alarms on categories' AND done_at IS NOT NULL") > 0
            && Number("SELECT COUNT(*) FROM outbox") is 0;

    /// <summary>Fails unless the sums of days are those of the errors, and both are what a count from the beginning gives.</summary>
    public void CheckDays()
    {
        var counted = CountedAnew();
        counted.Values.Sum().Should().BePositive();
        Days("SELECT team, category, day, SUM(occurrences) FROM error_days GROUP BY team, category, day").Should().Equal(counted);
        Days("SELECT team, category, day, occurrences FROM category_days WHERE occurrences <> 0").Should().Equal(counted);
    }

    /// <summary>The alarms that were raised, each as often as its events say.</summary>
    public IReadOnlyList<string> Raised()
    {
        using var session = database.OpenSession();
        using var rows = session.Statements["""
            SELECT a.category, a.rule FROM alarms a
            JOIN record_events r ON r.record_kind = 'alarm' AND r.record_id = a.id AND r.what = 'raised'
            """].Read();
        var raised = new List<string>();
        while (rows.Read()) raised.Add($"{rows.GetString(0)} {rows.GetString(1)}");
        return raised;
    }

    /// <summary>The numbers of the alarms.</summary>
    public IReadOnlyList<long> Numbers()
    {
        using var session = database.OpenSession();
        using var rows = session.Statements["SELECT id FROM alarms ORDER BY id"].Read();
        var numbers = new List<long>();
        while (rows.Read()) numbers.Add(rows.GetInt64(0));
        return numbers;
    }

    /// <summary>In how many channels an alarm stands.</summary>
    public long Places(long alarm) =>
        Number("SELECT COUNT(*) FROM places WHERE subject = @subject AND view_name = 'alarm'", $"alarm:{alarm}");

    /// <summary>Each occurrence on its day where the team is, by its error.</summary>
    private SortedDictionary<string, long> CountedAnew()
    {
        using var session = database.OpenSession();
        using var rows = session.Statements["""
            SELECT e.team, e.category, t.time_zone, COALESCE(e.occurred_at, e.created_at) FROM errors e JOIN teams t ON t.id = e.team
            UNION ALL
            SELECT e.team, e.category, t.time_zone, w.occurred_at
            FROM witnesses w JOIN errors e ON e.id = w.error JOIN teams t ON t.id = e.team
            """].Read();
        var days = new SortedDictionary<string, long>(StringComparer.Ordinal);
        while (rows.Read())
        {
            var local = TimeZoneInfo.ConvertTime(rows.Moment(3), Team.ZoneOf(rows.TextOrNull(2)));
            var key = $"{rows.GetInt64(0)} {rows.GetString(1)} {local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
            days[key] = days.GetValueOrDefault(key) + 1;
        }

        return days;
    }

    private SortedDictionary<string, long> Days(string sql)
    {
        using var session = database.OpenSession();
        using var rows = session.Statements[sql].Read();
        var days = new SortedDictionary<string, long>(StringComparer.Ordinal);
        while (rows.Read()) days.Add($"{rows.GetInt64(0)} {rows.GetString(1)} {rows.GetString(2)}", rows.GetInt64(3));
        return days;
    }

    private long Number(string sql, params Value[] values)
    {
        using var session = database.OpenSession();
        return session.Statements[sql].Number(values) ?? 0;
    }
}
