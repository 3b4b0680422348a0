namespace Improvement.Bot.Framework.Outbox;

/// <summary>The errands of one conversation, in order; at most one of them is under way.</summary>
internal sealed class Lane(string key)
{
    public string Key { get; } = key;

    public Queue<Errand> Errands { get; } = new();

    public LaneState State { get; set; }

    /// <summary>The personal chat that was created for the person of this lane; rows written before it was known go there too.</summary>
    public string? Chat { get; set; }

    /// <summary>Its conversation has refused something several times; what follows is tried once.</summary>
    public bool IsRefused { get; set; }

    /// <summary>The oldest errand.</summary>
    public Errand Head => Errands.Peek();
}

/// <summary>Who will move a lane on.</summary>
internal enum LaneState
{
    /// <summary>Nobody: it has no errands.</summary>
    Idle,

    /// <summary>The next worker that is free.</summary>
    Ready,

    /// <summary>A worker.</summary>
    Running,

    /// <summary>The timer.</summary>
    Waiting,

    /// <summary>Its tenant, which has reached its limit.</summary>
    Queued,

    /// <summary>The note of what was delivered, which could not be made yet.</summary>
    Held,
}
