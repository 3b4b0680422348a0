using Improvement.Bot.Storage;

namespace Improvement.Bot.Jobs;

/// <summary>Rows of <c>job_runs</c>: which period was begun how often, and which is done.</summary>
internal static class JobRunRows
{
    private const string FindState = "SELECT done_at, due_at, attempts FROM job_runs WHERE job = @job AND subject = @subject AND period = @period";

    private const string NoteAttempt = """
        INSERT INTO job_runs (job, subject, period, attempts, due_at) VALUES (@job, @subject, @period, 1, @due)
        ON CONFLICT (job, subject, period) DO UPDATE SET attempts = job_runs.attempts + 1, due_at = excluded.due_at
        """;

    private const string SetDue = "UPDATE job_runs SET due_at = @due, outcome = @outcome WHERE job = @job AND subject = @subject AND period = @period";

    // The unique key: of two that finish the same run, the second one changes no row.
    private const string Finish = """
        INSERT INTO job_runs (job, subject, period, attempts, due_at, done_at, outcome) VALUES (@job, @subject, @period, 1, @now, @now, @outcome)
        ON CONFLICT (job, subject, period) DO UPDATE SET done_at = excluded.done_at, outcome = excluded.outcome WHERE job_runs.done_at IS NULL
        """;

    // Of what is scheduled the newest row stays, however old: it says that its period is done.
    private const string ForgetOld = """
        DELETE FROM job_runs WHERE due_at < @before AND (done_at IS NULL OR done_at < @before) AND (
            NOT EXISTS (SELECT 1 FROM schedules WHERE schedules.job = job_runs.job)
            OR EXISTS (SELECT 1 FROM job_runs AS newer WHERE newer.job = job_runs.job AND newer.subject = job_runs.subject AND newer.period > job_runs.period))
        """;

    /// <summary>How a run stands; null when it was never begun.</summary>
    public static JobRunState? Find(Statements statements, JobRunKey key)
    {
        using var rows = statements[FindState].Read(key.Job, key.Subject, key.Period.ToStoredMilliseconds());
        return rows.Read() ? new(rows.NumberOrNull(0) is not null, DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(1)), rows.GetInt32(2)) : null;
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
}

/// <summary>How a run stands.</summary>
/// <param name="DueAt">When it may be tried again.</param>
internal sealed record JobRunState(bool IsDone, DateTimeOffset DueAt, int Attempts);
