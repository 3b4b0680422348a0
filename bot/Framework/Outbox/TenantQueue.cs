namespace Improvement.Bot.Framework.Outbox;

/// <summary>
/// The queues of one tenant that wait because the tenant's limit is reached. The oldest and the newest row take turns, so that an answer
/// to somebody who waits does not stand behind ten thousand announcements, and they still arrive.
/// </summary>
internal sealed class TenantQueue
{
    private static readonly Comparer<DeliveryQueue> ByAge =
        Comparer<DeliveryQueue>.Create(static (a, b) => a.Head.Row.Id.CompareTo(b.Head.Row.Id));

    private readonly SortedSet<DeliveryQueue> _waiting = new(ByAge);
    private bool _newestNext;

    /// <summary>Send times of the tenant.</summary>
    public SendTimes Sent { get; } = new();

    /// <summary>Whether the timer is set for this tenant.</summary>
    public bool Armed { get; set; }

    public int Count => _waiting.Count;

    public void Add(DeliveryQueue queue) => _waiting.Add(queue);

    public DeliveryQueue Take()
    {
        _newestNext = !_newestNext;
        var queue = _newestNext ? _waiting.Max! : _waiting.Min!;
        _waiting.Remove(queue);
        return queue;
    }
}
