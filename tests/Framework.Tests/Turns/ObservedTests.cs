using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using FluentAssertions;
using Improvement.Bot.Framework.Turns;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Turns;

/// <summary>What a collector gets to see of turns and dialogs.</summary>
public sealed class ObservedTests : IDisposable
{
    // Listeners hear the whole process; the verbs and names of this class tell its own turns from those of tests beside it.
    private readonly ConcurrentBag<string> _counted = [];
    private readonly MeterListener _meters = new();
    private readonly AsyncLocal<List<System.Diagnostics.Activity>?> _spans = new();
    private readonly ActivityListener _listener;

    public ObservedTests()
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == TurnTrace.Name) listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Count(instrument.Name, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Count(instrument.Name, tags));
        _meters.Start();
        _listener = new()
        {
            ShouldListenTo = source => source.Name == TurnTrace.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => _spans.Value?.Add(span),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    [Fact]
    public async Task A_turn_is_a_span_and_a_count_without_a_word_of_what_was_said()
    {
        _spans.Value = [];
        await using var bench = new TurnBench(routes => routes.Command("observe", (_, _, _) => default));

        await bench.Ann.Say("/observe my secret plan");

        var span = _spans.Value.Should().ContainSingle().Subject;
        span.ActivityTraceFlags.Should().HaveFlag(ActivityTraceFlags.Recorded);
        string.Join(' ', span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))
            .Should().Contain("bot.activity.type=message").And.Contain("bot.outcome=done").And.NotContain("secret").And.NotContain("Ann");
        _counted.Should().Contain(each => each.StartsWith("bot.turns", StringComparison.Ordinal)).And.Contain(each =>
            each.StartsWith("bot.turn.duration", StringComparison.Ordinal));
        _counted.Should().NotContain(each => each.Contains("secret"));
    }

    [Fact]
    public async Task A_turn_that_fails_is_counted_as_failed()
    {
        _spans.Value = [];
        await using var bench = new TurnBench(routes =>
            routes.Command("observe", (_, _, _) => throw new InvalidOperationException("my secret plan")));

        await bench.Ann.Say("/observe");

        _spans.Value.Should().ContainSingle().Which.Status.Should().Be(ActivityStatusCode.Error);
    }

    [Fact]
    public async Task An_unrecorded_turn_is_neither_recorded_nor_counted()
    {
        _spans.Value = [];
        await using var bench = new TurnBench(routes => routes
            .Press("observe", (_, _) => default, unrecorded: true)
            .Press("observe.failing", (_, _) => throw new InvalidOperationException("3"), unrecorded: true));
        var press = bench.Ann.NewActivity("invoke");
        press["name"] = "adaptiveCard/action";
        foreach (var verb in new[] { "observe", "observe.failing" })
        {
            press["value"] = new JsonObject { ["action"] = new JsonObject { ["verb"] = verb } };
            await bench.Ann.Send((JsonObject)press.DeepClone());
        }

        _spans.Value.Should().BeEmpty();
    }

    public void Dispose()
    {
        _meters.Dispose();
        _listener.Dispose();
    }

    private void Count(string name, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _counted.Add($"{name} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}");
}
