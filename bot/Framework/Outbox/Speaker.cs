using Improvement.Bot.Framework.Connector;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Improvement.Bot.Framework.Outbox;

/// <summary>
/// Says what has been decided, as long as this process has the floor: lane by lane in order, many lanes at once, within the limits of Teams, again where it failed. A row is
/// settled in the background once the channel has taken it, while the next one of its lane is already on its way.
/// </summary>
internal sealed partial class Speaker : IDisposable
{
    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(10);
    private const int WorthReporting = 100;
    private const int SettlingAttempts = 5;

    private readonly IOutboxStore _store;
    private readonly OutboxOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly LaneBook _book;
    private readonly OutboxMeter _meter;
    private readonly PlacesInFlight _inFlight = new();
    private readonly Courier _courier;
    private readonly Setbacks _setbacks;
    private readonly CancellationTokenSource _cutOff = new();
    private readonly CancellationToken _cut;
    private readonly WaitCallback _run;
    private Floor _floor = Floor.OfOneAlone;
    private long _reportedAt;

    public Speaker(ConnectorClient channel, IOutboxStore store, Func<string, ShowView?> views, IServiceScopeFactory scopes,
        OutboxOptions options, OutboxMeter meter, TimeProvider time, ILogger log)
    {
        (_store, _options, _meter, _time, _log) = (store, options, meter, time, log);
        _cut = _cutOff.Token;
        _run = lane => _ = Run((Lane)lane!);
        _book = new(options, time, lane => ThreadPool.UnsafeQueueUserWorkItem(_run, lane));
        _setbacks = new(store, options, _book, meter, time, log);
        _courier = new(channel, store, views, scopes, options, _book, _inFlight, _setbacks, time, log);
        _reportedAt = time.GetTimestamp();
    }

    /// <summary>Rows that the channel has not taken yet, of which some are under way, and the moment at which the oldest was written.</summary>
    public (int Waiting, int InFlight, DateTimeOffset? Oldest) Count() => _book.Count();

    /// <summary>Waits until nothing waits any more.</summary>
    public async Task WhenIdle()
    {
        await _loading;
        await _book.WhenIdle();
    }

    /// <summary>Waits until nothing is under way and everything that is left waits for the clock.</summary>
    public async Task WhenQuiet()
    {
        await _loading;
        await _book.WhenQuiet();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _book.Dispose();
        _cutOff.Dispose();
    }

    private async Task Run(Lane lane)
    {
        try
        {
            while (_book.Next(lane) is { } errand)
            {
                // A process that was frozen may find, before it hears so, that somebody else speaks by now.
                if (!_floor.IsHeld)
                    break;
                var verdict = await Step(lane, errand);
                var goesOn = _book.Conclude(lane, verdict);
                if (verdict.Next is Next.Settle)
                    _ = Settle(errand, verdict.Delivery!);
                if (!goesOn)
                    break;
            }
        }
        catch (OperationCanceledException)
        {
            // The application stops; the row is still in the store.
        }
        finally
        {
            _book.Release();
        }
    }

    private async Task<Verdict> Step(Lane lane, Errand errand)
    {
        try
        {
            return await _courier.Step(lane, errand, _cut);
        }
        catch (Exception problem) when (problem is not OperationCanceledException || !_cut.IsCancellationRequested)
        {
            StepFailed(errand.Row.Id, errand.Row.Kind, problem);
            return await _setbacks.Failed(errand, new(FailureKind.Transient, 0, "Error", problem.GetType().Name));
        }
    }

    private async Task Settle(Errand errand, Delivery delivery)
    {
        _meter.Delivered(errand.Row.Kind);
        var settled = await Delivered(errand, delivery);
        if (errand.Row is { Kind: OutboxKind.Show, Place: { } place })
            _inFlight.Forget(place, delivery.ActivityId);
        _book.Settled(errand, again: !settled);
        Report();
    }

    /// <summary>What cannot be noted is at worst said once more after the next start.</summary>
    private async Task<bool> Delivered(Errand errand, Delivery delivery)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await _store.Delivered(errand.Row, delivery, CancellationToken.None);
            }
            catch (Exception problem)
            {
                NotSettled(errand.Row.Id, errand.Row.Kind, problem);
                if (attempt == SettlingAttempts || _cut.IsCancellationRequested)
                    return true;
                await Task.Delay(_options.FirstPause * attempt, _time);
            }
        }
    }

    private void Report()
    {
        var last = Interlocked.Read(ref _reportedAt);
        if (_time.GetElapsedTime(last) < BetweenReports)
            return;
        var (waiting, _, _) = Count();
        if (waiting >= WorthReporting && Interlocked.CompareExchange(ref _reportedAt, _time.GetTimestamp(), last) == last)
            Progress(waiting, _meter.DeliveredSoFar);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Waiting} messages wait to be sent, {Delivered} have been sent since the start")]
    private partial void Progress(int waiting, long delivered);

    [LoggerMessage(Level = LogLevel.Error, Message = "A step of outbox row {Row} ({Kind}) failed")]
    private partial void StepFailed(long row, OutboxKind kind, Exception problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "Outbox row {Row} ({Kind}) was delivered, which could not be noted")]
    private partial void NotSettled(long row, OutboxKind kind, Exception problem);
}
