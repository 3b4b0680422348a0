using Improvement.Bot.Statistics;

namespace Improvement.Bot.Errors.Verification;

/// <summary>
/// How long a fix will be watched, by the same baseline that its verdict will use later, so that what was said before the start holds at
/// the end.
/// </summary>
/// <param name="Window">The window; null where the baseline is too short, as it is for what is new.</param>
internal sealed record WatchPlan(WatchWindow? Window)
{
    /// <summary>The fall that is taken to be promised where a proposal says nothing of it.</summary>
    public const PromisedFall UsualPromise = PromisedFall.Half;

    /// <summary>Weeks before the alarm or the decision to fix that its baseline can reach back to.</summary>
    public const int WeeksBack = VerdictRule.MostBaselineWeeks + VerdictRule.WeeksLeftOut;

    /// <summary>Weeks to watch; 0 where counts can prove nothing.</summary>
    public int Weeks => Window is { LargestProvableRatio: not null } ? Window.Weeks : 0;

    /// <summary>The plan for a fix to which an alarm led, or that was decided about without one, in a week.</summary>
    /// <param name="series">How often the error was met, from <see cref="WeeksBack"/> weeks before that week on.</param>
    /// <param name="trigger">The Monday of that week.</param>
    /// <param name="promised">What its proposal promises; null where it says nothing of that.</param>
    public static WatchPlan For(WeeklyOccurrences series, DateOnly trigger, PromisedFall? promised = null)
    {
        var comparable = series.Comparable;
        var end = comparable.IndexOf(trigger) - VerdictRule.WeeksLeftOut + 1;
        if (end < VerdictRule.FewestBaselineWeeks) return new((WatchWindow?)null);

        int[] baseline = [.. comparable.Counts.Take(end).TakeLast(VerdictRule.MostBaselineWeeks)];
        var phi = Math.Max(Dispersion.OfWeeks(baseline, []).Phi, Dispersion.OfBlocks(baseline, []).Phi);
        return new(WatchWindow.For(WeeklyCount.Of(baseline), phi, RatioOf(promised)));
    }

    /// <summary>What a promised fall leaves of the rate of before.</summary>
    public static double RatioOf(PromisedFall? promised) => (promised ?? UsualPromise) switch
    {
        PromisedFall.Quarter => 0.75,
        PromisedFall.Half => 0.5,
        PromisedFall.ThreeQuarters => 0.25,
        _ => 0.1,
    };
}
