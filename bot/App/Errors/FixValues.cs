namespace Improvement.Bot.Errors;

/// <summary>Where a fix proposal stands. Kept by name.</summary>
internal enum FixState
{
    /// <summary>Waits for a decision.</summary>
    Open,

    /// <summary>To be changed by its proposer.</summary>
    ChangesRequested,

    /// <summary>Approved; the fix is being made.</summary>
    Approved,

    /// <summary>Refused.</summary>
    Rejected,

    /// <summary>Taken back, because it turned out wrong.</summary>
    Void,
}

/// <summary>A decision about a fix proposal. Kept by name.</summary>
internal enum FixDecision
{
    /// <summary>Approved, with conditions or without.</summary>
    Approve,

    /// <summary>Changes are asked for.</summary>
    RequestChanges,

    /// <summary>Refused.</summary>
    Reject,
}
