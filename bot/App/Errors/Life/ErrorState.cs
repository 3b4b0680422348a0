namespace Improvement.Bot.Errors.Life;

/// <summary>Where an error stands in its life. Kept by name; the order is that of the life, not of importance.</summary>
internal enum ErrorState
{
    /// <summary>Begun, seen by its reporter alone.</summary>
    Draft,

    /// <summary>Filed; waits for triage.</summary>
    Reported,

    /// <summary>A question is open to the reporter.</summary>
    NeedsInfo,

    /// <summary>The same as another one, which counts it.</summary>
    Duplicate,

    /// <summary>Works as designed, a question, or out of scope.</summary>
    NotAnError,

    /// <summary>Taken back by its reporter.</summary>
    Withdrawn,

    /// <summary>Triaged, with an owner.</summary>
    Accepted,

    /// <summary>An interim measure holds it.</summary>
    Contained,

    /// <summary>Its causes are being looked for.</summary>
    Analysing,

    /// <summary>A fix waits for a decision.</summary>
    FixProposed,

    /// <summary>The proposal is to be changed.</summary>
    ChangesRequested,

    /// <summary>The proposal was refused.</summary>
    Rejected,

    /// <summary>Put off until a date.</summary>
    Deferred,

    /// <summary>Left as it is, until a review.</summary>
    RiskAccepted,

    /// <summary>The fix may be made.</summary>
    Approved,

    /// <summary>The fix is being made.</summary>
    Implementing,

    /// <summary>The fix is in place.</summary>
    Implemented,

    /// <summary>Watched, whether the fix works.</summary>
    Verifying,

    /// <summary>The watch is over.</summary>
    Resolved,

    /// <summary>Done.</summary>
    Closed,

    /// <summary>It came back.</summary>
    Reopened,
}
