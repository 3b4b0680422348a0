using Improvement.Bot.Framework.Cards;

namespace Improvement.Bot.Framework.Outbox;

/// <summary>How a view of a record is drawn. Registered by the slice that owns the record, one for each view.</summary>
/// <param name="Name">The name that <see cref="Place.View"/> carries.</param>
/// <param name="Draw">Draws the newest state, in a new service scope; null when there is nothing to show any more.</param>
public sealed record ShowView(string Name, Func<IServiceProvider, Place, CancellationToken, ValueTask<Card?>> Draw)
{
    /// <summary>
    /// Whether a line about the record may be sent into the thread of its message at this moment; asked right before it is sent. Null sends
    /// every line.
    /// </summary>
    public Func<IServiceProvider, Place, CancellationToken, ValueTask<bool>>? MayTell { get; init; }
}
