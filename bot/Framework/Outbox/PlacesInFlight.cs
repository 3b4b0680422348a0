using System.Collections.Concurrent;

namespace Improvement.Bot.Framework.Outbox;

/// <summary>Messages that the channel has posted for a place while the store does not know of them yet.</summary>
internal sealed class PlacesInFlight
{
    private readonly ConcurrentDictionary<long, string> _messages = new();

    public string? Find(long place) => _messages.TryGetValue(place, out var message) ? message : null;

    public void Remember(long place, string? message)
    {
        if (message is not null) _messages[place] = message;
    }

    /// <summary>The store knows it now.</summary>
    public void Forget(long place, string? message)
    {
        if (message is not null) _messages.TryRemove(new(place, message));
    }
}
