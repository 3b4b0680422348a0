namespace Improvement.Bot.Statistics;

/// <summary>What the counts say about a fix.</summary>
internal enum Verdict
{
    /// <summary>The watch window is not over.</summary>
    TooEarly,

    /// <summary>Fewer than before, beyond chance, whether or not the rise is counted in.</summary>
    Worked,

    /// <summary>The rise was real and is over; whether the fix ended it cannot be told from counts.</summary>
    BackToNormal,

    /// <summary>More than before, beyond chance.</summary>
    Worse,

    /// <summary>A reduction that would count can be ruled out.</summary>
    DidNotWork,

    /// <summary>None of these. Not a failure of the fix.</summary>
    CannotTell,
}

/// <summary>Why the counts do not tell.</summary>
internal enum CannotTellReason
{
    /// <summary>Too few weeks before the rise: a new failure.</summary>
    NoBaseline,

    /// <summary>No occurrence in the periods that are compared.</summary>
    NothingCounted,

    /// <summary>Too few weeks to say how far the counts scatter.</summary>
    NoDispersion,

    /// <summary>The interval holds both a change and none.</summary>
    FitsAnything,

    /// <summary>The team reports much less than before, about anything.</summary>
    ReportingChanged,

    /// <summary>It is too rare: no fall could be proven within the longest window, so that nobody waited for it.</summary>
    TooRare,
}

/// <summary>What is asked: did the fix of a cluster of occurrences change how often it occurs?</summary>
/// <param name="Weeks">Occurrences in each whole week of the team's calendar that is over, gaps as 0.</param>
/// <param name="Trigger">Index of the week of the alarm or, without one, of the decision to fix; from 0.</param>
/// <param name="Effective">Index of the first whole week in which the fix was in effect; after <paramref name="Trigger"/>.</param>
/// <param name="Window">Weeks to watch from then on, fixed beforehand: <see cref="WatchWindow"/>.</param>
/// <param name="SmallestEffect">The smallest reduction that counts, as a ratio of rates; above 0, below 1.</param>
/// <param name="TeamReports">All reports of the team in the same weeks, of whatever kind; null where nobody asks.</param>
internal sealed record FixCounts(
    IReadOnlyList<int> Weeks, int Trigger, int Effective, int Window,
    double SmallestEffect = FixCounts.QuarterLess, IReadOnlyList<int>? TeamReports = null)
{
    /// <summary>A reduction by a quarter: what counts as an effect where the proposal fixed nothing else.</summary>
    public const double QuarterLess = 0.75;
}

/// <summary>The verdict, with the figures that are shown beside it.</summary>
/// <param name="Verdict">What the counts say.</param>
/// <param name="Reason">Why they do not; null with any other verdict.</param>
/// <param name="Change">
/// The ratio of the rate since the fix to the rate before (baseline and the weeks between alarm and fix), with the limits that the verdict
/// was read from; null where none could be told.
/// </param>
/// <param name="RateBefore">Occurrences a week before, over the same weeks as the ratio; null without <paramref name="Change"/>.</param>
/// <param name="RateAfter">Occurrences a week since the fix; null without <paramref name="Change"/>.</param>
internal sealed record FixVerdict(
    Verdict Verdict, CannotTellReason? Reason = null, ChangeLimits? Change = null, double? RateBefore = null, double? RateAfter = null);

/// <summary>A change of rates between limits.</summary>
/// <param name="Ratio">Rate since ÷ rate before; null where nothing was counted before.</param>
/// <param name="Lower">The smaller lower limit of the comparisons with and without the rise; 0 or more.</param>
/// <param name="Upper">The larger upper limit; may be positive infinity.</param>
internal sealed record ChangeLimits(double? Ratio, double Lower, double Upper);
