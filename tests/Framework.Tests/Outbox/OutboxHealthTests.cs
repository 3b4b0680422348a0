using System.Diagnostics.Metrics;
using FluentAssertions;
using Xunit;
using static Improvement.Bot.Framework.Tests.Outbox.OutboxBench;

namespace Improvement.Bot.Framework.Tests.Outbox;

public sealed class OutboxHealthTests
{
    [Fact]
    public async Task Health_says_how_many_wait_and_for_how_long()
    {
        using var bench = new OutboxBench { Refuse = _ => Error(503) };

        await bench.Run([Say(Chat("a:1"), "one"), Say(Chat("a:1"), "two")], TimeSpan.FromMinutes(10));

        var health = bench.Sender.Health();
        health.Waiting.Should().Be(2);
        health.InFlight.Should().Be(0);
        health.OldestAge.Should().Be(TimeSpan.FromMinutes(10));
        (await bench.Sender.WhenIdle(TimeSpan.FromMilliseconds(20))).Should().BeFalse();
    }

    [Fact]
    public async Task Deliveries_retries_and_depth_are_measured()
    {
        using var bench = new OutboxBench();
        var failures = 2;
        bench.Refuse = call => call.Text is "metered" && failures-- > 0 ? Error(503) : null;
        var seen = new Dictionary<string, long>();
        using var listener = Listen(seen);

        await bench.Run(Say(Chat("a:1"), "metered"));

        lock (seen)
        {
            // Other tests may deliver at the same time.
            seen.GetValueOrDefault("outbox.delivered").Should().BeGreaterThanOrEqualTo(1);
            seen.GetValueOrDefault("outbox.retries").Should().BeGreaterThanOrEqualTo(2);
        }
        listener.RecordObservableInstruments();
        lock (seen) seen.Should().ContainKey("outbox.depth");
    }

    private static MeterListener Listen(Dictionary<string, long> seen)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name is "Improvement.Bot") listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument.Name, value));
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Add(instrument.Name, value));
        listener.Start();
        return listener;

        void Add(string name, long value)
        {
            lock (seen) seen[name] = seen.GetValueOrDefault(name) + value;
        }
    }
}
