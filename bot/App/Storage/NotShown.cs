using Improvement.Bot.Framework.Outbox;

namespace Improvement.Bot.Storage;

/// <summary>
/// What the slice that owns a view does when a place cannot be shown at present. Runs in the transaction that sets the show aside.
/// </summary>
/// <param name="View">The name that <see cref="Place.View"/> carries.</param>
/// <param name="Then">With the services of the scope whose commit runs.</param>
internal sealed record NotShown(string View, Action<IServiceProvider, Place> Then);
