using System.Diagnostics.Metrics;

namespace Improvement.Bot.Framework.Outbox;

/// <summary>How the outbox is doing.</summary>
/// <param name="Waiting">Rows that the channel has not taken yet.</param>
/// <param name="InFlight">How many of them are under way at this moment.</param>
/// <param name="Parked">Rows set aside since the start; all of them are in the store.</param>
/// <param name="Delivered">Rows that the channel has taken since the start.</param>
/// <param name="OldestAge">How long the oldest row has been waiting; zero when none does.</param>
public sealed record OutboxHealth(int Waiting, int InFlight, long Parked, long Delivered, TimeSpan OldestAge);

/// <summary>Counts what the sender does, for metrics and for health.</summary>
internal sealed class OutboxMeter : IDisposable
{
    private readonly Meter _meter = new("Improvement.Bot");
    private readonly Counter<long> _deliveries, _retries, _parkings;
    private long _delivered, _parked;

    public OutboxMeter(Func<OutboxHealth> health)
    {
        _deliveries = _meter.CreateCounter<long>("outbox.delivered", description: "Outbox rows delivered to Teams.");
        _retries = _meter.CreateCounter<long>("outbox.retries", description: "Failed attempts to send that are retried.");
        _parkings = _meter.CreateCounter<long>("outbox.parked",
            description: "Outbox rows set aside: not sent until an operator or a sign of life releases them.");
        _meter.CreateObservableGauge("outbox.depth", () => health().Waiting, description: "Outbox rows waiting to be sent.");
        _meter.CreateObservableGauge("outbox.age", () => health().OldestAge.TotalSeconds, "s",
            "Age of the oldest outbox row waiting to be sent.");
    }

    public long DeliveredSoFar => Interlocked.Read(ref _delivered);

    public long ParkedSoFar => Interlocked.Read(ref _parked);

    public void Delivered(OutboxKind kind)
    {
        Interlocked.Increment(ref _delivered);
        if (_deliveries.Enabled) _deliveries.Add(1, new KeyValuePair<string, object?>("kind", kind.ToString()));
    }

    public void Retried() => _retries.Add(1);

    public void Parked()
    {
        Interlocked.Increment(ref _parked);
        _parkings.Add(1);
    }

    public void Dispose() => _meter.Dispose();
}
