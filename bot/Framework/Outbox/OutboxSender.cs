using Improvement.Bot.Framework.Connector;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Improvement.Bot.Framework.Outbox;

/// <summary>Sends the outbox. Of all processes that share the store one sends at a time; the others wait for the sender lease.</summary>
public sealed partial class OutboxSender : IHostedService, IAsyncDisposable
{
    private readonly IOutboxStore _store;
    private readonly OutboxOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly OutboxMeter _meter;
    private readonly Func<OutboxDispatcher> _newDispatcher;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _hurry = new();
    private volatile OutboxDispatcher? _dispatcher;
    private Task _running = Task.CompletedTask;
    private int _disposed;

    /// <param name="channel">Calls the connector.</param>
    /// <param name="store">Keeps the rows.</param>
    /// <param name="views">Finds a view by its name.</param>
    /// <param name="scopes">A scope for each drawing.</param>
    /// <param name="options">Limits, pauses, workers.</param>
    /// <param name="time">Real time, whatever the product's clock says.</param>
    /// <param name="log">Ids and reasons, never contents.</param>
    public OutboxSender(ConnectorClient channel, IOutboxStore store, Func<string, ShowView?> views, IServiceScopeFactory scopes,
        OutboxOptions options, TimeProvider time, ILogger<OutboxSender> log)
    {
        (_store, _options, _time, _log) = (store, options, time, log);
        _meter = new(Health);
        _newDispatcher = () => new(channel, store, views, scopes, options, _meter, time, log);
    }

    /// <summary>How it is doing; nothing waits here while another process sends.</summary>
    public OutboxHealth Health()
    {
        var (waiting, inFlight, oldest) = _dispatcher?.Count() ?? default;
        return new(waiting, inFlight, _meter.ParkedSoFar, _meter.DeliveredSoFar,
            oldest is { } since ? _time.GetUtcNow() - since : TimeSpan.Zero);
    }

    /// <summary>Whether this process holds the sender lease.</summary>
    public bool HoldsSenderLease => _dispatcher is not null;

    /// <summary>Waits until nothing waits any more; false when that takes longer than <paramref name="timeout"/> of real time.</summary>
    public async Task<bool> WhenIdle(TimeSpan timeout)
    {
        try
        {
            await (_dispatcher?.WhenIdle() ?? Task.CompletedTask).WaitAsync(timeout, TimeProvider.System);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Waits until nothing is under way and everything that is left waits for the clock.</summary>
    internal Task WhenQuiet() => _dispatcher?.WhenQuiet() ?? Task.CompletedTask;

    /// <summary>Begins to send as soon as this process holds the sender lease.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _running = Run();
        return Task.CompletedTask;
    }

    /// <summary>
    /// Finishes what is under way as long as <see cref="OutboxOptions.Grace"/> allows, and leaves the sender lease to others.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_dispatcher is { } dispatcher) await dispatcher.End(cancellationToken);
        await _stopping.CancelAsync();
        await _running;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // The container holds it twice, as itself and as a hosted service, and disposes of both.
        if (Interlocked.Exchange(ref _disposed, 1) is 1) return;

        await _hurry.CancelAsync();
        await _stopping.CancelAsync();
        await _running;
        _meter.Dispose();
        _stopping.Dispose();
        _hurry.Dispose();
    }

    private async Task Run()
    {
        for (var failures = 0; !_stopping.IsCancellationRequested;)
        {
            try
            {
                await DispatchWhileLeased();
                failures = 0;
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                LeaseNotTaken(problem);
                await Task.Delay(_options.FirstPause * Math.Min(++failures, 5), _time, _stopping.Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task DispatchWhileLeased()
    {
        using var dispatcher = _newDispatcher();
        _store.Added = dispatcher.Take;
        await using var lease = await _store.TakeSenderLease(_stopping.Token);
        _dispatcher = dispatcher;
        dispatcher.Begin(lease);

        using var end = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, lease.Lost);
        await Task.Delay(Timeout.InfiniteTimeSpan, _time, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (lease.Lost.IsCancellationRequested)
        {
            LeaseLost();
            await dispatcher.BreakOff();
        }
        else
        {
            await dispatcher.End(_hurry.Token);
        }

        _dispatcher = null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The sender lock could not be acquired; nothing is sent until it is. This is retried")]
    private partial void LeaseNotTaken(Exception problem);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "This instance lost the sender lock; another instance may be sending. Sending stops until the lock is reacquired")]
    private partial void LeaseLost();
}
