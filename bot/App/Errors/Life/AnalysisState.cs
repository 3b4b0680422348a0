namespace Improvement.Bot.Errors.Life;

/// <summary>State of a root cause analysis.</summary>
internal enum AnalysisState
{
    /// <summary>It is being written; anybody of the team adds to it.</summary>
    Draft,

    /// <summary>Its owner says that it is complete; a lead looks at it.</summary>
    UnderReview,

    /// <summary>A lead accepted the causes.</summary>
    Accepted,
}
