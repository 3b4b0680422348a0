using System.Collections.Concurrent;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Framework.Dialogs;
using Microsoft.Extensions.Logging;

namespace Improvement.Bot.Jobs;

/// <summary>
/// Keeps Quartz running where it should: on PostgreSQL in every instance, as a cluster; on SQLite in the instance that holds the sender
/// lock. While its store cannot be had, the bot goes on, and what was due meanwhile is caught up.
/// </summary>
/// <param name="maySchedule">Whether this instance may run it.</param>
internal sealed partial class Scheduler(
    SchedulerStore store, Func<bool> maySchedule, ScheduledRuns runs, IEnumerable<RecurringJob> recurring, DueRowSweep sweep,
    ILogger<Scheduler> log) : IDisposable
{
    private readonly Dictionary<string, RecurringJob> _recurring = recurring.ToDictionary(job => job.Name, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _busy = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private volatile QuartzScheduler? _quartz;
    private volatile string? _problem;
    private volatile bool _isElsewhere;

    /// <summary>Why nothing is fired on time, in half a sentence; null when all is well.</summary>
    public string? Problem => _problem;

    /// <summary>What an operator should put right although all is fired on time, in half a sentence; null for nothing.</summary>
    public string? Doubt => store.Doubt;

    /// <summary>Whether it runs here.</summary>
    public bool IsRunning => _quartz is not null;

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

    // What was missed meanwhile does not wait for the next minute.
    private async Task Begin(CancellationToken ct)
    {
        var quartz = _quartz = await store.Start(Run, ct);
        await quartz.RunSoon(QuartzScheduler.Sweep, ct);
    }

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
            if (job is QuartzScheduler.Sweep) await Alone(job, () => Sweep(at, either.Token));
            else if (_recurring.TryGetValue(job, out var again)) await Alone(job, () => Recur(again, either.Token));
            else await runs.Run(job, at, either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // goes on after the next start
        }
    }

    private async Task Recur(RecurringJob job, CancellationToken ct)
    {
        try
        {
            await job.Run(ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Failed(job.Name, e);
        }
    }

    // A trigger that fires while its job still runs is passed over: the next one finds what is left.
    private async Task Alone(string job, Func<Task> run)
    {
        if (!_busy.TryAdd(job, true)) return;
        try
        {
            await run();
        }
        finally
        {
            _busy.TryRemove(job, out _);
        }
    }

    // Jobs that are due because they were missed, failed or were killed run beside the sweep, which they would hold up.
    private async Task Sweep(DateTimeOffset at, CancellationToken ct)
    {
        foreach (var job in runs.Due(at))
        {
            if (_quartz is { } quartz) await quartz.RunSoon(job, ct);
        }

        await sweep.Run(at, ct);
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The store of the scheduler cannot be used; what is due is caught up when it can. This is retried")]
    private partial void Unreachable(Exception problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job} failed; it runs again with its next trigger")]
    private partial void Failed(string job, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store of the scheduler can be used again")]
    private partial void Recovered();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The scheduler starts anew: {Fault}")]
    private partial void Repaired(string fault);
}
