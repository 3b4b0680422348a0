using Improvement.Bot.Errors.Taxonomies;

namespace Improvement.Bot.Errors.Impact;

/// <summary>How urgently an error asks for action.</summary>
internal enum ActionPriority
{
    /// <summary>May be acted on.</summary>
    Low = 0,

    /// <summary>Should be acted on, or somebody says why not.</summary>
    Medium = 1,

    /// <summary>Must be acted on.</summary>
    High = 2,
}

/// <summary>Severity first; how often and how found only move what severity leaves open. No product of ranks.</summary>
internal static class PriorityRule
{
    /// <summary>The rank taken where nobody has said how the error was found: the middle one, a routine check.</summary>
    public const int UnknownDetection = 3;

    /// <param name="severity">How bad.</param>
    /// <param name="occurrence">How often, 1 (rare) to 5: <see cref="OccurrenceRank"/>.</param>
    /// <param name="detection">How it is found, 1 (stopped automatically) to 5 (by the person harmed): <see cref="DetectionRank"/>.</param>
    public static ActionPriority Of(Severity severity, int occurrence, int detection = UnknownDetection) => severity switch
    {
        Severity.Critical => ActionPriority.High,
        Severity.MajorHarm when occurrence >= 3 || detection >= 4 => ActionPriority.High,
        Severity.MinorHarm when occurrence >= 4 && detection >= 3 => ActionPriority.High,
        <= Severity.NearMiss when occurrence <= 2 => ActionPriority.Low,
        _ => ActionPriority.Medium,
    };

    /// <summary>
    /// The occurrence rank, 1 to 5, of a number of occurrences within four weeks (the report itself and its witnesses and recurrences).
    /// </summary>
    public static int OccurrenceRank(int withinFourWeeks) => withinFourWeeks switch
    {
        <= 1 => 1,
        <= 3 => 2,
        <= 7 => 3,
        <= 15 => 4,
        _ => 5,
    };

    /// <summary>
    /// The detection rank, 1 to 5, that a value of the detection axis stands for; <see cref="UnknownDetection"/> for none and for values of
    /// the organisation's own.
    /// </summary>
    public static int DetectionRank(string? detection) => detection switch
    {
        Detections.Monitoring => 2,
        Detections.Check or Detections.Audit => 3,
        Detections.Self or Detections.Colleague or Detections.OtherAgent => 4,
        Detections.Customer => 5,
        _ => UnknownDetection,
    };
}
