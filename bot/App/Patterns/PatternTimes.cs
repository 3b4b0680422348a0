namespace Improvement.Bot.Patterns;

/// <summary>When something of a pattern is due.</summary>
internal static class PatternTimes
{
    /// <summary>Days from its validation, or from when somebody looked last, until somebody is to look again.</summary>
    public const int DaysToReview = 180;

    /// <summary>Days without an owner after which it is retired.</summary>
    public const int DaysWithoutOwner = 90;

    /// <summary>Days after which its owner is reminded of a flag, and then again.</summary>
    public const int DaysToFlag = 7;

    /// <summary>Days after which its owner is reminded again to look whether it is still right.</summary>
    public const int DaysToReviewAgain = 14;

    /// <summary>When the next thing is due, after a moment; null for nothing.</summary>
    /// <param name="flaggedAt">When the oldest open flag was set; null for none.</param>
    /// <param name="spreadAt">When it is to be looked whether it is replicated; null for never.</param>
    public static DateTimeOffset? Next(
        Pattern pattern, DateTimeOffset? flaggedAt, DateTimeOffset after, DateTimeOffset? spreadAt = null)
    {
        if (pattern.IsOver) return null;
        DateTimeOffset?[] all =
        [
            pattern.OwnerLeftAt?.AddDays(DaysWithoutOwner),
            flaggedAt is { } flagged ? FirstAfter(flagged.AddDays(DaysToFlag), DaysToFlag, after) : null,
            spreadAt,
            pattern.ReviewDueAt is { } review ? FirstAfter(review, DaysToReviewAgain, after) : null,
        ];
        return all.Min();
    }

    private static DateTimeOffset FirstAfter(DateTimeOffset first, int daysBetween, DateTimeOffset after) =>
        first > after ? first : first.AddDays(daysBetween * (1 + Math.Floor((after - first).TotalDays / daysBetween)));
}
