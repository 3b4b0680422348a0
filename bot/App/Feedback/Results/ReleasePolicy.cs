namespace Improvement.Bot.Feedback.Results;

/// <summary>What may be told of a wave; frozen when it is launched, and the same for everybody who reads.</summary>
/// <param name="ScoreThreshold">Answers from which on a group is told of: five besides any one reader.</param>
/// <param name="TextThreshold">People who answered, in whatever way, from whom on comments are told: eight besides any one reader.</param>
/// <param name="Breakdown">What the one breakdown is by, as people read it; null for none.</param>
internal sealed record ReleasePolicy(int ScoreThreshold, int TextThreshold, string? Breakdown)
{
    /// <summary>Answers from which on "all" and "none" may be told; below, that all answered alike tells what each did.</summary>
    public const int FewestForExtremes = 15;

    /// <summary>Groups of a breakdown at most.</summary>
    public const int MostGroups = 15;

    /// <summary>The policy of this bot.</summary>
    public static ReleasePolicy Usual { get; } = new(6, 9, null);
}
