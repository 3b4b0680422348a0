using Improvement.Bot.Framework.Connector;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Improvement.Bot.Framework.Outbox;

/// <summary>Says what has been decided. Of all processes that share the store one speaks at a time; the others wait for the floor.</summary>
public sealed partial class OutboxSender : IHostedService, IAsyncDisposable
{
    private readonly IOutboxStore _store;
    private readonly OutboxOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly OutboxMeter _meter;
    private readonly Func<Speaker> _newSpeaker;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _hurry = new();
    private volatile Speaker? _speaker;
    private Task _speaking = Task.CompletedTask;
    private int _disposed;

    /// <param name="channel">Speaks to the channel.</param>
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
        _newSpeaker = () => new(channel, store, views, scopes, options, _meter, time, log);
    }

    /// <summary>How it is doing; nothing waits here while another process speaks.</summary>
    public OutboxHealth Health()
    {
        var (waiting, inFlight, oldest) = _speaker?.Count() ?? default;
        return new(waiting, inFlight, _meter.ParkedSoFar, _meter.DeliveredSoFar, oldest is { } since ? _time.GetUtcNow() - since : TimeSpan.Zero);
    }

    /// <summary>Whether this process is the one that speaks.</summary>
    public bool HasFloor => _speaker is not null;

    /// <summary>Waits until nothing waits any more; false when that takes longer than <paramref name="timeout"/> of real time.</summary>
    public async Task<bool> WhenIdle(TimeSpan timeout)
    {
        try
        {
            await (_speaker?.WhenIdle() ?? Task.CompletedTask).WaitAsync(timeout, TimeProvider.System);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Waits until nothing is under way and everything that is left waits for the clock.</summary>
    internal Task WhenQuiet() => _speaker?.WhenQuiet() ?? Task.CompletedTask;

    /// <summary>Speaks as soon as it has the floor.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _speaking = TakeTurns();
        return Task.CompletedTask;
    }

    /// <summary>Finishes what is under way as long as <see cref="OutboxOptions.Grace"/> allows, and leaves the floor to others.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_speaker is { } speaker)
            await speaker.End(cancellationToken);
        await _stopping.CancelAsync();
        await _speaking;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // The container holds it twice, as itself and as a hosted service, and disposes of both.
        if (Interlocked.Exchange(ref _disposed, 1) is 1)
            return;

        await _hurry.CancelAsync();
        await _stopping.CancelAsync();
        await _speaking;
        _meter.Dispose();
        _stopping.Dispose();
        _hurry.Dispose();
    }

    private async Task TakeTurns()
    {
        for (var failures = 0; !_stopping.IsCancellationRequested;)
        {
            try
            {
                await Speak();
                failures = 0;
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                NoFloor(problem);
                await Task.Delay(_options.FirstPause * Math.Min(++failures, 5), _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task Speak()
    {
        using var speaker = _newSpeaker();
        _store.Added = speaker.Take;
        await using var floor = await _store.TakeFloor(_stopping.Token);
        _speaker = speaker;
        speaker.Begin(floor);

        using var end = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, floor.Lost);
        await Task.Delay(Timeout.InfiniteTimeSpan, _time, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (floor.Lost.IsCancellationRequested)
        {
            FloorLost();
            await speaker.BreakOff();
        }
        else
        {
            await speaker.End(_hurry.Token);
        }

        _speaker = null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The floor could not be taken; nothing is said until it can")]
    private partial void NoFloor(Exception problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The floor was lost; nothing more is said until it is had again")]
    private partial void FloorLost();
}
