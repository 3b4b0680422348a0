using System.Reflection;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Improvement.Bot.Jobs;

/// <summary>
/// Keeps Quartz running where it should: on PostgreSQL in every instance, as a cluster; on SQLite in the instance that holds the sender
/// lock. Its store is made from the table of schedules, anew where it is missing, older or refused; while it cannot be had, the bot goes
/// on, and what was due meanwhile is caught up.
/// </summary>
/// <param name="maySchedule">Whether this instance may run it.</param>
internal sealed partial class Scheduler(
    Database database, Func<bool> maySchedule, ScheduledRuns runs, DueRowSweep sweep, Clock clock, ILoggerFactory logs, ILogger<Scheduler> log) : IDisposable
{
    private const string StoreName = "schedule";

    // The tables of Quartz change with its version; they are made anew rather than changed.
    private static readonly int Version = VersionOf(typeof(IScheduler).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()!.Version);

    private readonly CancellationTokenSource _stopping = new();
    private QuartzScheduler? _quartz;
    private volatile string? _problem;
    private volatile bool _isElsewhere;
    private int _sweeping;

    /// <summary>Why nothing is fired on time, in half a sentence; null when all is well.</summary>
    public string? Problem => _problem;

    /// <summary>Whether another instance runs it.</summary>
    public bool IsElsewhere => _isElsewhere;

    /// <summary>Starts, checks, repairs or ends it; to be called again and again.</summary>
    public async Task Tend(CancellationToken ct)
    {
        try
        {
            _isElsewhere = !maySchedule();
            if (_isElsewhere) await End();
            else if (_quartz is null) await Begin(ct);
            else if (await _quartz.Fault(ct) is { } fault) await BeginAgain(fault, ct);
            if (_problem is not null) Recovered();
            _problem = null;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            if (_problem is null) Unreachable(e);
            _problem = e.InnerException?.Message ?? e.Message;
            await End();
        }
    }

    /// <summary>Ends it, and what it runs.</summary>
    public async Task Stop()
    {
        await _stopping.CancelAsync();
        await End();
    }

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();

    private async Task BeginAgain(string fault, CancellationToken ct)
    {
        Repaired(fault);
        await End();
        await Begin(ct);
    }

    private async Task Begin(CancellationToken ct)
    {
        var schedules = await runs.Store(ct);
        var store = database.SideStore(StoreName);
        using var alone = await Task.Run(store.Lock, ct);
        if (store.MadeBy() < Version) store.Recreate(Version);
        try
        {
            _quartz = await Start(store, schedules, ct);
        }
        catch (SchedulerException refused) when (store.MadeBy() > 0)
        {
            Refused(store.Name, refused);
            store.Recreate(Version);
            _quartz = await Start(store, schedules, ct);
        }
    }

    private Task<QuartzScheduler> Start(SideStore store, List<(Schedule Row, Cron Cron)> schedules, CancellationToken ct) =>
        QuartzScheduler.Start(store, database.IsShared, new ClockTime(clock), logs, schedules, Run, ct);

    private async Task End()
    {
        if (_quartz is not { } ending) return;
        _quartz = null;
        await ending.DisposeAsync();
    }

    private async Task Run(string job, DateTimeOffset at, CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, _stopping.Token);
        try
        {
            if (job is QuartzScheduler.Sweep) await Sweep(at, either.Token);
            else await runs.Run(job, at, either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // goes on after the next start
        }
    }

    // Jobs that are due because they were missed, failed or were killed run beside the sweep, which they would hold up.
    private async Task Sweep(DateTimeOffset at, CancellationToken ct)
    {
        if (Interlocked.Exchange(ref _sweeping, 1) is 1) return;
        try
        {
            foreach (var job in runs.Due(at))
            {
                if (_quartz is { } quartz) await quartz.RunSoon(job, ct);
            }

            await sweep.Run(at, ct);
        }
        finally
        {
            Volatile.Write(ref _sweeping, 0);
        }
    }

    private static int VersionOf(string quartz)
    {
        var version = System.Version.Parse(quartz);
        return (version.Major * 10_000) + (version.Minor * 100) + version.Build;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store of the scheduler cannot be used; what is due is caught up when it can. This is retried")]
    private partial void Unreachable(Exception problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store of the scheduler can be used again")]
    private partial void Recovered();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The scheduler starts anew: {Fault}")]
    private partial void Repaired(string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Quartz refuses its store ({Store}), which is made anew")]
    private partial void Refused(string store, Exception refusal);
}
