using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Improvement.Bot.Jobs;

/// <summary>
/// Runs what is scheduled. Whoever wakes it, and however often: the latest fire time up to the present moment is run once, by one instance
/// at a time, and again when that failed or its process was killed. So a missed period is caught up, of several the latest.
/// </summary>
internal sealed partial class ScheduledRuns(
    IEnumerable<ScheduledJob> jobs, Database database, IServiceScopeFactory scopes, Clock clock, TimeProvider time,
    ILogger<ScheduledRuns> log)
{
    // What a killed process held is free after this.
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(5), LongestPause = TimeSpan.FromHours(6);
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(100);

    private readonly Dictionary<string, ScheduledJob> _jobs = jobs.ToDictionary(job => job.Name, StringComparer.Ordinal);

    /// <summary>Makes the table of schedules what the settings say; gives what is scheduled and known to this version.</summary>
    public async Task<List<(Schedule Row, Cron Cron)>> Store(CancellationToken ct)
    {
        await database.Settle(writer => { ScheduleRows.Store(writer, _jobs.Values, clock.UtcNow); return true; }, ct);
        return Known();
    }

    /// <summary>The jobs that have a period to be run, such as one that was missed or has failed.</summary>
    /// <param name="at">The present moment by the product's clock.</param>
    public IReadOnlyList<string> Due(DateTimeOffset at) =>
        [.. Known().Where(each => DuePeriod(each, at) is not null).Select(each => each.Row.Job)];

    /// <summary>Runs the period of a job that is due, if any, unless another instance is at it.</summary>
    /// <param name="at">The present moment by the product's clock.</param>
    public async Task Run(string name, DateTimeOffset at, CancellationToken ct)
    {
        if (Period(name, at) is null) return;

        var lease = new Lease(database, $"job {name}", Life, time);
        if (!await lease.TryHold(ct)) return;
        try
        {
            if (Period(name, at) is not { } period) return; // another instance has done it meanwhile
            var key = new JobRunKey(name, "", period);
            if (_jobs[name].UsefulFor is { } useful && at - period > useful) await Skip(key, ct);
            else await Attempt(_jobs[name], key, at, lease, ct);
        }
        finally
        {
            await lease.Release(CancellationToken.None);
        }
    }

    /// <summary>The newest run of a job; null for none.</summary>
    public LatestRun? Latest(string name)
    {
        using var session = database.OpenSession();
        return JobRunRows.Latest(session.Statements, name);
    }

    /// <summary>Removes the rows of runs that nobody asks for any more.</summary>
    public Task<int> Forget(CancellationToken ct) => database.Settle(writer => JobRunRows.Forget(writer, clock.UtcNow - Remembered), ct);

    private List<(Schedule Row, Cron Cron)> Known()
    {
        using var session = database.OpenSession();
        var known = new List<(Schedule, Cron)>();
        foreach (var row in ScheduleRows.All(session.Statements))
        {
            if (_jobs.ContainsKey(row.Job) && Cron.TryParse(row.Cron, row.Zone, out var cron)) known.Add((row, cron));
        }

        return known;
    }

    private DateTimeOffset? Period(string name, DateTimeOffset at) =>
        Known().Where(each => each.Row.Job == name).Select(each => DuePeriod(each, at)).FirstOrDefault();

    private DateTimeOffset? DuePeriod((Schedule Row, Cron Cron) schedule, DateTimeOffset at)
    {
        if (schedule.Cron.LatestAt(at) is not { } period || period <= schedule.Row.Since) return null;
        using var session = database.OpenSession();
        var state = JobRunRows.Find(session.Statements, new(schedule.Row.Job, "", period));
        return state is { IsDone: true } || state?.DueAt > at ? null : period;
    }

    private async Task Attempt(ScheduledJob job, JobRunKey key, DateTimeOffset at, Lease lease, CancellationToken ct)
    {
        var attempts = await database.Settle(writer => Begin(writer, key, at), ct);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var renewing = lease.RenewUntilOver(ended);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Actor>().ActAsBot(at);
            var run = new JobRun(scope.ServiceProvider, key, at);
            await job.Run(scope.ServiceProvider, run, ended.Token);
            await database.Settle(writer => JobRunRows.TryFinish(writer, key, clock.UtcNow, run.Outcome), ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            var next = clock.UtcNow + PauseAfter(attempts);
            Failed(key.Job, key.Period, next, e);
            await database.Settle(writer => { JobRunRows.Postpone(writer, key, next, e.Message); return true; }, ct);
        }
        finally
        {
            await ended.CancelAsync();
            await renewing;
        }
    }

    // One that ended its process is not repeated at once for the second time.
    private static int Begin(Statements writer, JobRunKey key, DateTimeOffset at)
    {
        var attempts = (JobRunRows.Find(writer, key)?.Attempts ?? 0) + 1;
        JobRunRows.Begin(writer, key, attempts is 1 ? at : at + PauseAfter(attempts - 1));
        return attempts;
    }

    private static TimeSpan PauseAfter(int attempts)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(attempts - 1, 10));
        return pause < LongestPause ? pause : LongestPause;
    }

    private async Task Skip(JobRunKey key, CancellationToken ct)
    {
        Skipped(key.Job, key.Period);
        await database.Settle(writer => JobRunRows.TryFinish(writer, key, clock.UtcNow, "skipped: too old"), ct);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job} failed for its period {Period:u}; it is run again at {Next:u}")]
    private partial void Failed(string job, DateTimeOffset period, DateTimeOffset next, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Job {Job} was missed at {Period:u} and is not caught up, as that is too long ago to be of use")]
    private partial void Skipped(string job, DateTimeOffset period);
}
