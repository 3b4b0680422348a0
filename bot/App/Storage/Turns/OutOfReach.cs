using System.Collections.Concurrent;
using Improvement.Bot.Framework.Outbox;

namespace Improvement.Bot.Storage.Turns;

/// <summary>
/// The conversations in which nothing arrived when the holder of the sender lease last tried, so that the first message that arrives there
/// again is noticed and no other delivery pays for it.
/// </summary>
internal sealed class OutOfReach
{
    private readonly ConcurrentDictionary<string, bool> _conversations = new(StringComparer.Ordinal);

    /// <summary>Begins with what the database knows.</summary>
    public void Load(Statements database)
    {
        _conversations.Clear();
        foreach (var conversation in ConversationRows.OutOfReach(database)) Add(conversation);
    }

    public void Add(string conversation) => _conversations[conversation] = true;

    /// <summary>The conversation of a delivery, where nothing arrived before; null for all others.</summary>
    public string? At(OutboxRow row, Delivery delivery) => _conversations.IsEmpty ? null
        : _conversations.ContainsKey(delivery.To.QueueKey) ? delivery.To.QueueKey
        : _conversations.ContainsKey(row.To.QueueKey) ? row.To.QueueKey
        : null;

    public void Remove(string conversation) => _conversations.TryRemove(conversation, out _);
}
