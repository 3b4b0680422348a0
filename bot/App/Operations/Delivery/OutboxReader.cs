using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Operations.Delivery;

/// <summary>How the outbox stands, as the database says, so that it is right in every instance and after every start.</summary>
/// <param name="Waiting">Messages that wait, up to <see cref="OutboxReader.MostCounted"/>.</param>
/// <param name="WaitingSince">Since when the oldest does; null where none does.</param>
/// <param name="Aside">Messages that are set aside, and how many of them come out by themselves.</param>
/// <param name="NewestAside">Some of them.</param>
/// <param name="OutOfReach">How many people, and how many channels, nothing reaches.</param>
/// <param name="NamesOutOfReach">Some of them.</param>
internal sealed record OutboxState(
    long Waiting, DateTimeOffset? WaitingSince, (long Count, long ComeBack, DateTimeOffset? Since) Aside,
    IReadOnlyList<MessageAside> NewestAside, (long People, long Channels) OutOfReach, IReadOnlyList<OutOfReachRow> NamesOutOfReach,
    IReadOnlyList<FanOutState> FanOuts);

/// <summary>How far a fan-out is.</summary>
/// <param name="ToCome">People who are due and were not looked at yet.</param>
/// <param name="PerSecond">How many messages a tenant takes in a second; null where no limit is kept.</param>
/// <param name="DoneAt">When it is done if nothing is refused or repeated; null where nothing waits, or no limit is kept.</param>
internal sealed record FanOutState(string Title, FanOutProgress Progress, long ToCome, double? PerSecond, DateTimeOffset? DoneAt);

/// <summary>Reads it, with few and small queries.</summary>
internal sealed class OutboxReader(
    Session session, IEnumerable<FanOutKind> kinds, OutboxOptions options, TimeProvider time, Clock clock, IServiceProvider services)
{
    /// <summary>Waiting messages are counted up to here.</summary>
    public const int MostCounted = 1000;

    private const int MostRows = 10, MostFanOuts = 3;

    /// <summary>How it stands at this moment, in the language of the moment.</summary>
    public OutboxState Read()
    {
        var (database, now) = (session.Statements, time.GetUtcNow());
        var waiting = OutboxCounts.Waiting(database, MostCounted + 1);
        return new(
            waiting.Count, waiting.Since, OutboxCounts.Aside(database), OutboxCounts.NewestAside(database, MostRows),
            OutOfReachRows.Count(database), OutOfReachRows.Newest(database, MostRows), FanOuts(database, now));
    }

    private List<FanOutState> FanOuts(Statements database, DateTimeOffset now)
    {
        var states = new List<FanOutState>();
        foreach (var progress in FanOutRows.Newest(database, clock.UtcNow, MostFanOuts))
        {
            if (kinds.FirstOrDefault(kind => kind.Name == progress.Kind) is not { } kind) continue;
            var isNewest = states.TrueForAll(state => state.Progress.Kind != progress.Kind);
            var toCome = isNewest ? kind.ToCome(services, clock.UtcNow) : 0;
            DateTimeOffset? doneAt = progress.MostOfATenant > 0 && PerSecond is { } rate
                ? now.AddSeconds(progress.MostOfATenant / rate)
                : null;
            states.Add(new(kind.Title(), progress, toCome, PerSecond, doneAt));
        }

        return states;
    }

    private double? PerSecond => options.Limits is { Enabled: true, PerTenant: [_, ..] limits }
        ? limits.Min(limit => limit.Count / limit.Window.TotalSeconds)
        : null;
}
