using System.Text.Json.Nodes;
using FluentAssertions;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>What clocks that ran out have left in the database.</summary>
internal sealed class KeptTimers(Database database)
{
    /// <summary>Whether no clock runs, and every message is delivered.</summary>
    public bool IsQuiet => (Clocks, Messages) is (0, 0);

    /// <summary>Whether no clock runs, no reminder waits for its day, and every message is delivered.</summary>
    public bool IsOver => (Clocks, Reminders, Messages) is (0, 0, 0);

    private long Clocks => Number("SELECT COUNT(*) FROM errors WHERE timer_at IS NOT NULL");

    private long Reminders => Number("SELECT COUNT(*) FROM notices WHERE due_at IS NOT NULL");

    private long Messages => Number("SELECT COUNT(*) FROM outbox");

    /// <summary>Fails where an effect is missing, doubled, out of order or out of time, or a state or clock is wrong.</summary>
    public void Check(WaitingError error)
    {
        var events = Events(error.Number);
        events.Select(each => each.What).Should().Equal(error.Events, $"ERR-{error.Number}");
        var effects = events[^error.Days.Count..];
        var last = events[^(error.Days.Count + 1)].At;
        foreach (var (effect, days) in effects.Zip(error.Days))
        {
            effect.At.Should().Be(error.State is "Closed" ? last.AddDays(days) : Working(last, days), $"ERR-{error.Number} {effect.What}");
        }

        using var session = database.OpenSession();
        using var rows = session.Statements["SELECT state, timer_at, timer_step, closed_at FROM errors WHERE id = @id"].Read(error.Number);
        rows.Read().Should().BeTrue();
        rows.GetString(0).Should().Be(error.State);
        rows.NumberOrNull(1).Should().BeNull("no clock runs any more");
        rows.NumberOrNull(2).Should().Be(error.State is "Closed" ? 0 : error.Days.Count);
        rows.NumberOrNull(3).Should().Be(error.State is "Closed" ? effects[^1].At.ToUnixTimeMilliseconds() : null);
    }

    /// <summary>Fails unless so many runs of clocks are done, each once.</summary>
    public void CheckRuns(int effects)
    {
        Number("SELECT COUNT(*) FROM job_runs WHERE job = 'error-timer' AND done_at IS NOT NULL").Should().Be(effects);
        // A scheduled job that catches up each hour may be cut short by the last kill; its next run does the same.
        Number("SELECT COUNT(*) FROM job_runs WHERE job = 'error-timer' AND done_at IS NULL").Should().Be(0);
    }

    private List<(string What, DateTimeOffset At)> Events(long error)
    {
        using var session = database.OpenSession();
        using var rows = session.Statements[
            "SELECT what, data, at FROM record_events WHERE record_kind = 'error' AND record_id = @id ORDER BY id"].Read(error);
        var events = new List<(string, DateTimeOffset)>();
        while (rows.Read())
        {
            var what = rows.GetString(0);
            events.Add((what is "reminded" ? (string)JsonNode.Parse(rows.GetString(1))!["of"]! : what,
                DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(2))));
        }

        return events;
    }

    // By the clock of the team, on which a working day ends at the same time of day.
    private DateTimeOffset Working(DateTimeOffset from, int days)
    {
        var zone = TeamZone();
        var local = TimeZoneInfo.ConvertTime(from, zone).DateTime;
        while (days > 0)
        {
            local = local.AddDays(1);
            if (local.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) days--;
        }

        return new(TimeZoneInfo.ConvertTimeToUtc(local, zone), TimeSpan.Zero);
    }

    private TimeZoneInfo TeamZone()
    {
        using var session = database.OpenSession();
        using var rows = session.Statements["SELECT time_zone FROM teams"].Read();
        rows.Read().Should().BeTrue();
        return Team.ZoneOf(rows.TextOrNull(0));
    }

    private long Number(string sql)
    {
        using var session = database.OpenSession();
        return session.Statements[sql].Number() ?? 0;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Clocks} clocks, {Reminders} reminders, {Messages} messages";
}
