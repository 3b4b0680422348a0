using Improvement.Bot.Storage;

namespace Improvement.Bot.Jobs;

/// <summary>Rows of <c>schedules</c>: what is scheduled, and since when.</summary>
internal static class ScheduleRows
{
    // Periods of a schedule that was changed count from then on; those of one from the future, of a clock that went back, from now on.
    private const string Keep = """
        INSERT INTO schedules (job, cron, zone, since) VALUES (@job, @cron, @zone, @now)
        ON CONFLICT (job) DO UPDATE SET cron = excluded.cron, zone = excluded.zone, since = excluded.since
        WHERE schedules.cron <> excluded.cron OR schedules.zone <> excluded.zone OR schedules.since > excluded.since
        """;

    /// <summary>
    /// Makes the rows of these jobs what their settings say. Those of others stay: another version may run beside this one.
    /// </summary>
    public static void Store(Statements writer, IEnumerable<ScheduledJob> jobs, DateTimeOffset now)
    {
        foreach (var job in jobs)
        {
            if (job.Cron is { } cron) writer[Keep].Execute(job.Name, cron.Text, cron.Zone.Id, now.ToStoredMilliseconds());
            else writer["DELETE FROM schedules WHERE job = @job"].Execute(job.Name);
        }
    }

    /// <summary>Everything that is scheduled.</summary>
    public static List<Schedule> All(Statements statements)
    {
        var schedules = new List<Schedule>();
        using var rows = statements["SELECT job, cron, zone, since FROM schedules ORDER BY job"].Read();
        while (rows.Read())
        {
            var since = DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(3));
            schedules.Add(new(rows.GetString(0), rows.GetString(1), rows.GetString(2), since));
        }

        return schedules;
    }
}

/// <summary>One row of what is scheduled.</summary>
/// <param name="Since">Fire times up to this moment do not count.</param>
internal sealed record Schedule(string Job, string Cron, string Zone, DateTimeOffset Since);
