namespace Improvement.Bot.Feedback.Results;

/// <summary>How the people who were asked differ between two waves.</summary>
/// <param name="Joined">Asked only later.</param>
/// <param name="Left">Asked only earlier.</param>
internal sealed record AudienceChange(int Joined, int Left)
{
    /// <summary>
    /// Share of people who answered, above which a difference of few tells what these few answered: the others are nearly all in both.
    /// </summary>
    public const double NearlyAll = 0.75;

    /// <summary>Nobody can tell any more how they differ; it may have been by few.</summary>
    public static AudienceChange Unknown { get; } = new(0, 0) { IsKnown = false };

    /// <summary>Whether it is known who was asked in both.</summary>
    public bool IsKnown { get; private init; } = true;

    /// <summary>The change from one audience to another.</summary>
    public static AudienceChange Between<T>(IReadOnlySet<T> before, IReadOnlySet<T> now) =>
        new(now.Count(person => !before.Contains(person)), before.Count(person => !now.Contains(person)));

    /// <summary>
    /// Whether so few joined or left that what was told of both waves, one taken from the other, could be what these few answered. Two
    /// waves with a common item that are open at the same time, or within a week of each other, are refused then.
    /// </summary>
    /// <param name="policy">The policy of the later wave.</param>
    public bool IsOfFew(ReleasePolicy policy) => !IsKnown || IsFew(Joined, policy) || IsFew(Left, policy);

    private static bool IsFew(int people, ReleasePolicy policy) => people > 0 && people < policy.ScoreThreshold;
}
