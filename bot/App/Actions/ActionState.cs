namespace Improvement.Bot.Actions;

/// <summary>Where an action item stands in its life. Kept by name.</summary>
internal enum ActionState
{
    /// <summary>Waits for a lead.</summary>
    Proposed,

    /// <summary>Approved, and not begun.</summary>
    Open,

    /// <summary>Its owner works on it.</summary>
    InProgress,

    /// <summary>Something stands in the way of its owner.</summary>
    Blocked,

    /// <summary>Done, with evidence; the end, unless it needs a verifier.</summary>
    Done,

    /// <summary>Somebody other than its owners has seen that it is done.</summary>
    Verified,

    /// <summary>A lead decided that it is not done.</summary>
    Declined,

    /// <summary>It is not needed any more.</summary>
    Cancelled,
}
