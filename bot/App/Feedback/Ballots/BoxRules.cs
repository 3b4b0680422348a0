namespace Improvement.Bot.Feedback.Ballots;

/// <summary>The numbers of the promise, the same for everybody.</summary>
internal static class BoxRules
{
    /// <summary>How many people have to be invited for anonymous mode.</summary>
    public const int FewestInvited = 6;

    /// <summary>Responses below which the box is destroyed and no number is stored: five besides any one reader.</summary>
    public const int FewestForScores = 6;

    /// <summary>Responses below which no text is stored: eight besides any one reader.</summary>
    public const int FewestForComments = 9;

    /// <summary>How many people end a wave by saying that a question is not acceptable.</summary>
    public const int ObjectionsThatStop = 3;

    /// <summary>How long a key is used, and how long a file that no box names is kept for a launch that is under way.</summary>
    public static readonly TimeSpan KeyLife = TimeSpan.FromMinutes(10);

    /// <summary>
    /// When, each day, UTC, it is looked how many have answered: a moment that does not depend on any answer. A change in between would
    /// name whoever just answered.
    /// </summary>
    public static readonly TimeSpan DailyLook = TimeSpan.FromHours(4);
}
