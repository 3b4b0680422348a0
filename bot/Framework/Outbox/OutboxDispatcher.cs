using Improvement.Bot.Framework.Connector;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Improvement.Bot.Framework.Outbox;

/// <summary>
/// Sends the rows of the outbox while this process holds the sender lease: each delivery queue in order, many queues at once, within the
/// limits of Teams, with retries. A row is
/// settled in the background once the channel has taken it, while the next one of its queue is already on its way.
/// </summary>
internal sealed partial class OutboxDispatcher : IDisposable
{
    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(10);
    private const int WorthReporting = 100;

    private readonly IOutboxStore _store;
    private readonly OutboxOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly DeliveryScheduler _scheduler;
    private readonly OutboxMeter _meter;
    private readonly PlacesInFlight _inFlight = new();
    private readonly OutboxDelivery _delivery;
    private readonly RetryPolicy _retryPolicy;
    private readonly CancellationTokenSource _cutOff = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly CancellationToken _cut, _end;
    private readonly WaitCallback _run;
    private SenderLease _lease = SenderLease.Unshared;
    private long _reportedAt;

    public OutboxDispatcher(ConnectorClient channel, IOutboxStore store, Func<string, ShowView?> views, IServiceScopeFactory scopes,
        OutboxOptions options, OutboxMeter meter, TimeProvider time, ILogger log)
    {
        (_store, _options, _meter, _time, _log) = (store, options, meter, time, log);
        (_cut, _end) = (_cutOff.Token, _ending.Token);
        _run = queue => _ = Run((DeliveryQueue)queue!);
        _scheduler = new(options, time, queue => ThreadPool.UnsafeQueueUserWorkItem(_run, queue));
        _retryPolicy = new(store, options, _scheduler, meter, time, log);
        _delivery = new(channel, store, views, scopes, options, _scheduler, _inFlight, _retryPolicy, time, log);
        _reportedAt = time.GetTimestamp();
    }

    /// <summary>
    /// Rows that the channel has not taken yet, of which some are under way, and the moment at which the oldest was written.
    /// </summary>
    public (int Waiting, int InFlight, DateTimeOffset? Oldest) Count() => _scheduler.Count();

    /// <summary>Waits until nothing waits any more.</summary>
    public async Task WhenIdle()
    {
        await _loading;
        await _scheduler.WhenIdle();
    }

    /// <summary>Waits until nothing is under way and everything that is left waits for the clock.</summary>
    public async Task WhenQuiet()
    {
        await _loading;
        await _scheduler.WhenQuiet();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _scheduler.Dispose();
        _cutOff.Dispose();
        _ending.Dispose();
    }

    private async Task Run(DeliveryQueue queue)
    {
        try
        {
            while (_scheduler.Next(queue) is { } attempt)
            {
                // A process that was frozen may find, before it hears so, that another one holds the lease.
                if (!_lease.IsHeld) break;
                var result = await Step(queue, attempt);
                var goesOn = _scheduler.Conclude(queue, result);
                if (result.Next is Next.Settle) _ = Settle(queue, attempt, result);
                if (!goesOn) break;
            }
        }
        catch (OperationCanceledException)
        {
            // The application stops; the row is still in the store.
        }
        finally
        {
            _scheduler.Release();
        }
    }

    private async Task<DeliveryResult> Step(DeliveryQueue queue, DeliveryAttempt attempt)
    {
        try
        {
            return await _delivery.Step(queue, attempt, _cut);
        }
        catch (Exception problem) when (problem is not OperationCanceledException || !_cut.IsCancellationRequested)
        {
            StepFailed(attempt.Row.Id, attempt.Row.Kind, problem);
            return await _retryPolicy.Failed(queue, attempt, new(FailureKind.Transient, 0, "Error", problem.GetType().Name));
        }
    }

    private async Task Settle(DeliveryQueue queue, DeliveryAttempt attempt, DeliveryResult result)
    {
        if (result.Delivery is not null) _meter.Delivered(attempt.Row.Kind);
        var settled = await Noted(queue, attempt, result);
        if (attempt.Row is { Kind: OutboxKind.Show, Place: { } place } && result.Delivery is { } delivery)
        {
            _inFlight.Forget(place, delivery.ActivityId);
        }
        _scheduler.Settled(attempt, again: !settled);
        Report();
    }

    /// <summary>
    /// Notes what happened to a row, again until it is noted: on a full disk that may take hours. Meanwhile the row counts as waiting and
    /// its queue is held, so that a restart sends twice at most the rows whose results are not stored.
    /// </summary>
    private async Task<bool> Noted(DeliveryQueue queue, DeliveryAttempt attempt, DeliveryResult result)
    {
        for (var failures = 0; ; failures++)
        {
            var isLast = _end.IsCancellationRequested;
            try
            {
                var settled = await (result.Note?.Invoke() ?? _store.Delivered(attempt.Row, result.Delivery!, CancellationToken.None));
                if (failures > 0) SettledLate(attempt.Row.Id, attempt.Row.Kind, failures);
                return settled;
            }
            catch (Exception problem)
            {
                if (failures is 0) NotSettled(attempt.Row.Id, attempt.Row.Kind, problem);
                if (isLast) return true;
                await _scheduler.NotNoted(queue, attempt, PauseBeforeNote(failures)).WaitAsync(_end)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private TimeSpan PauseBeforeNote(int failures)
    {
        var doubled = _options.FirstPause * Math.Pow(2, Math.Min(failures, 10));
        return doubled < _options.LongestPauseBeforeNote ? doubled : _options.LongestPauseBeforeNote;
    }

    private void Report()
    {
        var last = Interlocked.Read(ref _reportedAt);
        if (_time.GetElapsedTime(last) < BetweenReports) return;
        var (waiting, _, _) = Count();
        if (waiting >= WorthReporting && Interlocked.CompareExchange(ref _reportedAt, _time.GetTimestamp(), last) == last)
        {
            Progress(waiting, _meter.DeliveredSoFar);
        }
    }

    [LoggerMessage(Level = LogLevel.Information,
        Message = "{Waiting} messages wait in the outbox, {Delivered} have been sent since the start")]
    private partial void Progress(int waiting, long delivered);

    [LoggerMessage(Level = LogLevel.Error, Message = "A delivery step of outbox row {Row} ({Kind}) failed")]
    private partial void StepFailed(long row, OutboxKind kind, Exception problem);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "The delivery result of outbox row {Row} ({Kind}) could not be stored; this is retried until it succeeds")]
    private partial void NotSettled(long row, OutboxKind kind, Exception problem);

    [LoggerMessage(Level = LogLevel.Information,
        Message = "The delivery result of outbox row {Row} ({Kind}) is stored, after {Failures} failed attempts")]
    private partial void SettledLate(long row, OutboxKind kind, int failures);
}
