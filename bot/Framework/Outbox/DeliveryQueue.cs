namespace Improvement.Bot.Framework.Outbox;

/// <summary>The rows to deliver in one conversation, in order; at most one of them is under way.</summary>
internal sealed class DeliveryQueue(string key)
{
    public string Key { get; } = key;

    public Queue<DeliveryAttempt> Pending { get; } = new();

    public QueueState State { get; set; }

    /// <summary>The personal chat that was created for the person of this queue; rows written before it was known go there too.</summary>
    public string? Chat { get; set; }

    /// <summary>Its conversation has refused something several times; what follows is tried once.</summary>
    public bool IsRefused { get; set; }

    /// <summary>The oldest row.</summary>
    public DeliveryAttempt Head => Pending.Peek();
}

/// <summary>State of a queue: what it waits for.</summary>
internal enum QueueState
{
    /// <summary>Nobody: it is empty.</summary>
    Idle,

    /// <summary>The next worker that is free.</summary>
    Ready,

    /// <summary>A worker.</summary>
    Running,

    /// <summary>The timer.</summary>
    Waiting,

    /// <summary>Its tenant, which has reached its limit.</summary>
    AtTenantLimit,

    /// <summary>A delivery result that could not be stored yet.</summary>
    Held,
}
