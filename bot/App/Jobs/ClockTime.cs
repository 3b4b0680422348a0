using Improvement.Bot.Framework.Turns;

namespace Improvement.Bot.Jobs;

/// <summary>The product's clock for Quartz; what it waits and measures is real time.</summary>
internal sealed class ClockTime(Clock clock) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => clock.UtcNow;
}
