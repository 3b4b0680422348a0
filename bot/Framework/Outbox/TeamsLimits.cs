namespace Improvement.Bot.Framework.Outbox;

/// <summary>At most this many calls in any span of this length.</summary>
/// <param name="Count">How many.</param>
/// <param name="Window">In which span.</param>
public sealed record SendLimit(int Count, TimeSpan Window);

/// <summary>Rate limits of Teams for a bot. New messages, edits and new conversations all count.</summary>
public sealed class TeamsLimits
{
    /// <summary>Off only for load runs against a channel without limits; pauses that the channel asks for are kept even then.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>For one personal chat, group chat, or post of a channel with its thread.</summary>
    public IReadOnlyList<SendLimit> PerThread { get; set; } =
    [
        new(7, TimeSpan.FromSeconds(1)),
        new(8, TimeSpan.FromSeconds(2)),
        new(60, TimeSpan.FromSeconds(30)),
        new(1800, TimeSpan.FromSeconds(3600)),
    ];

    /// <summary>
    /// For all messages of the bot in one tenant, of which Teams takes 50 in any second. It counts them when they arrive, and some are
    /// under way for longer than others: hence a little less, and evenly, so that one pause of the machine delays few of them.
    /// </summary>
    public IReadOnlyList<SendLimit> PerTenant { get; set; } = [new(5, TimeSpan.FromMilliseconds(104))];
}
