namespace Improvement.Bot.Framework.Turns;

/// <summary>
/// The product's clock. It can be moved for trying things out; tokens, retries, throttling and deadlines stay on real time.
/// </summary>
public sealed class Clock(TimeProvider time, TimeSpan offset)
{
    /// <summary>Now, UTC.</summary>
    public DateTimeOffset UtcNow => time.GetUtcNow() + offset;
}
