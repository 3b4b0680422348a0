using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Improvement.Bot.Framework.Turns;

/// <summary>
/// Telemetry of turns and dialogs: one span for each turn, how many there were and how long they took, and how dialogs ended.
/// Names and kinds only, never ids of people or texts. An unrecorded turn has none.
/// </summary>
public sealed class TurnTrace : IDisposable
{
    /// <summary>Name of the source of spans and of the meter.</summary>
    public const string Name = "Improvement.Bot.Turns";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Turns = Meter.CreateCounter<long>("bot.turns", "{turn}",
        "Turns taken, by type of activity and how they went");
    private static readonly Histogram<double> Durations = Meter.CreateHistogram<double>("bot.turn.duration", "s",
        "From the whole request to the decided answer");
    private static readonly Counter<long> Dialogs = Meter.CreateCounter<long>("bot.dialogs", "{dialog}",
        "Dialogs begun and ended, by name and how");

    private readonly Activity? _span;
    private readonly string _type;
    private readonly TimeProvider _time;
    private readonly long _began;

    internal TurnTrace(string type, TimeProvider time)
    {
        (_type, _time, _began) = (type, time, time.GetTimestamp());
        _span = Source.StartActivity("turn", ActivityKind.Server);
        _span?.SetTag("bot.activity.type", type);
    }

    /// <summary>How the turn went: <c>done</c> unless said otherwise.</summary>
    internal string Outcome { get; set; } = "done";

    /// <summary>A dialog was begun, or ended: completed, cancelled, dropped or expired.</summary>
    internal static void Dialog(string name, string how) =>
        Dialogs.Add(1, new KeyValuePair<string, object?>("dialog", name), new KeyValuePair<string, object?>("how", how));

    public void Dispose()
    {
        var outcome = new KeyValuePair<string, object?>("outcome", Outcome);
        Turns.Add(1, new KeyValuePair<string, object?>("type", _type), outcome);
        Durations.Record(_time.GetElapsedTime(_began).TotalSeconds, new KeyValuePair<string, object?>("type", _type), outcome);
        _span?.SetTag("bot.outcome", Outcome);
        if (Outcome is "failed") _span?.SetStatus(ActivityStatusCode.Error);
        _span?.Dispose();
    }
}
