using Improvement.Bot.Framework.Connector;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Jobs;

/// <summary>Rows of <c>job_runs</c>: which period was begun how often, and which is done.</summary>
internal static class JobRunRows
{
    private const string ByKey = "WHERE job = @job AND subject = @subject AND period = @period";
    private const string FindState = $"SELECT done_at, due_at, attempts FROM job_runs {ByKey}";
    private const string FindLatest =
        "SELECT period, attempts, done_at, outcome FROM job_runs WHERE job = @job AND subject = '' ORDER BY period DESC LIMIT 1";

    private const string FindLatestDone = """
        SELECT period, attempts, done_at, outcome FROM job_runs WHERE job = @job AND subject = '' AND done_at IS NOT NULL
        ORDER BY period DESC LIMIT 1
        """;

    private const string NoteAttempt = """
        INSERT INTO job_runs (job, subject, period, attempts, due_at) VALUES (@job, @subject, @period, 1, @due)
        ON CONFLICT (job, subject, period) DO UPDATE SET attempts = job_runs.attempts + 1, due_at = excluded.due_at
        """;

    private const string SetDue = $"UPDATE job_runs SET due_at = @due, outcome = @outcome {ByKey}";

    // The unique key: of two that finish the same run, the second one changes no row.
    private const string Finish = """
        INSERT INTO job_runs (job, subject, period, attempts, due_at, done_at, outcome)
        VALUES (@job, @subject, @period, 1, @now, @now, @outcome)
        ON CONFLICT (job, subject, period) DO UPDATE SET done_at = excluded.done_at, outcome = excluded.outcome
        WHERE job_runs.done_at IS NULL
        """;

    // Of what is scheduled the newest row stays, however old: it says that its period is done.
    private const string ForgetOld = """
        DELETE FROM job_runs WHERE due_at < @before AND (done_at IS NULL OR done_at < @before) AND (
            NOT EXISTS (SELECT 1 FROM schedules WHERE schedules.job = job_runs.job)
            OR EXISTS (SELECT 1 FROM job_runs AS newer
                WHERE newer.job = job_runs.job AND newer.subject = job_runs.subject AND newer.period > job_runs.period))
        """;

    /// <summary>How a run stands; null when it was never begun.</summary>
    public static JobRunState? Find(Statements statements, JobRunKey key)
    {
        using var rows = statements[FindState].Read(key.Job, key.Subject, key.Period.ToStoredMilliseconds());
        if (!rows.Read()) return null;
        return new(IsDone: rows.NumberOrNull(0) is not null, MomentOf(rows.GetInt64(1)), rows.GetInt32(2));
    }

    /// <summary>The newest run of a job; null for none.</summary>
    public static LatestRun? Latest(Statements statements, string job) => Read(statements[FindLatest].Read(job));

    /// <summary>The newest run of a job that is done; null for none.</summary>
    public static LatestRun? LatestDone(Statements statements, string job) => Read(statements[FindLatestDone].Read(job));

    private static LatestRun? Read(Rows found)
    {
        using var rows = found;
        if (!rows.Read()) return null;
        DateTimeOffset? doneAt = rows.NumberOrNull(2) is { } done ? MomentOf(done) : null;
        return new(MomentOf(rows.GetInt64(0)), rows.GetInt32(1), doneAt, rows.TextOrNull(3));
    }

    /// <summary>Notes that an attempt begins.</summary>
    /// <param name="due">When it is tried again, should this process end in the middle of it.</param>
    public static void Begin(Statements writer, JobRunKey key, DateTimeOffset due) =>
        writer[NoteAttempt].Execute(key.Job, key.Subject, key.Period.ToStoredMilliseconds(), due.ToStoredMilliseconds());

    /// <summary>Notes when it is tried again, and why.</summary>
    public static void Postpone(Statements writer, JobRunKey key, DateTimeOffset due, string? outcome) =>
        writer[SetDue].Execute(due.ToStoredMilliseconds(), outcome, key.Job, key.Subject, key.Period.ToStoredMilliseconds());

    /// <summary>Notes that it is done; false when it was already.</summary>
    public static bool TryFinish(Statements writer, JobRunKey key, DateTimeOffset now, string? outcome) =>
        writer[Finish].Execute(key.Job, key.Subject, key.Period.ToStoredMilliseconds(), now.ToStoredMilliseconds(), outcome) > 0;

    /// <summary>Removes what is older than anybody asks for; gives how many rows.</summary>
    public static int Forget(Statements writer, DateTimeOffset before) => writer[ForgetOld].Execute(before.ToStoredMilliseconds());

    private static DateTimeOffset MomentOf(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}

/// <summary>How a run stands.</summary>
/// <param name="DueAt">When it may be tried again.</param>
internal sealed record JobRunState(bool IsDone, DateTimeOffset DueAt, int Attempts);

/// <summary>The newest run of a job.</summary>
/// <param name="DoneAt">Null while it is not done.</param>
/// <param name="Outcome">What it says of itself, or why it failed.</param>
internal sealed record LatestRun(DateTimeOffset Period, int Attempts, DateTimeOffset? DoneAt, string? Outcome);
