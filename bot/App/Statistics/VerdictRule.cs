namespace Improvement.Bot.Statistics;

/// <summary>
/// Verdict from counts on whether a fix worked. The baseline that ends before the rise is chosen too low, as an alarm comes more easily
/// after a quiet stretch, and the rise itself is chosen too high; so both are compared with the time since the fix, and neither decides
/// alone.
/// </summary>
internal static class VerdictRule
{
    /// <summary>Fewest weeks of a baseline.</summary>
    public const int FewestBaselineWeeks = 8;

    /// <summary>Most weeks of a baseline: a year.</summary>
    public const int MostBaselineWeeks = 52;

    /// <summary>So many weeks before the alarm the baseline ends, so that the rise is not in it.</summary>
    public const int WeeksLeftOut = 9;

    /// <summary>Weeks, up to that of the alarm, that hold the rise.</summary>
    public const int WeeksWithRise = 26;

    /// <summary>Fewest occurrences between alarm and fix from which a rise can be called real.</summary>
    public const int FewestOfRise = 5;

    /// <summary>What the team's reports may fall to, as a ratio, before counts are no longer comparable: by more than a third.</summary>
    public const double ReportingMayFallTo = 2.0 / 3;

    /// <summary>The verdict.</summary>
    /// <param name="counts">The occurrences, and when the alarm and the fix came.</param>
    public static FixVerdict On(FixCounts counts)
    {
        if (counts.Effective <= counts.Trigger) throw new ArgumentException("A fix takes effect after its alarm.", nameof(counts));
        if (counts.TeamReports is { } reports && reports.Count != counts.Weeks.Count)
        {
            throw new ArgumentException("The team's reports are of the same weeks.", nameof(counts));
        }
        if (!HasBaseline(counts)) return CannotTell(CannotTellReason.NoBaseline);
        if (counts.Weeks.Count < counts.Effective + counts.Window) return new(Verdict.TooEarly);

        var periods = Periods.Of(counts.Weeks, counts);
        if (RateChange.Between(periods.Before, periods.Since) is not { } withoutRise
            || RateChange.Between(periods.BeforeWithRise, periods.Since) is not { } withRise)
        {
            return CannotTell(periods.IsAnySilent ? CannotTellReason.NothingCounted : CannotTellReason.NoDispersion);
        }

        var limits = new ChangeLimits(
            withoutRise.Ratio, Math.Min(withoutRise.Lower, withRise.Lower), Math.Max(withoutRise.Upper, withRise.Upper));
        var (verdict, reason) = Read(limits, counts, periods);
        return new(verdict, reason, limits, WeeklyCount.Of(periods.Before).Rate, WeeklyCount.Of(periods.Since).Rate);
    }

    /// <summary>Whether there are enough weeks before the rise.</summary>
    public static bool HasBaseline(FixCounts counts) => counts.Trigger - WeeksLeftOut + 1 >= FewestBaselineWeeks;

    private static FixVerdict CannotTell(CannotTellReason reason) => new(Verdict.CannotTell, reason);

    /// <summary>The first line of the table that holds.</summary>
    private static (Verdict Verdict, CannotTellReason? Reason) Read(ChangeLimits limits, FixCounts counts, Periods periods) =>
        HasReportingFallen(counts) ? (Verdict.CannotTell, CannotTellReason.ReportingChanged)
        : limits.Upper < 1 ? (Verdict.Worked, null)
        : IsRiseOver(periods) ? (Verdict.BackToNormal, null)
        : limits.Lower > 1 ? (Verdict.Worse, null)
        : limits.Lower > counts.SmallestEffect ? (Verdict.DidNotWork, null)
        : (Verdict.CannotTell, CannotTellReason.FitsAnything);

    /// <summary>
    /// Whether the weeks between alarm and fix, which nobody chose, lie above the baseline and above the time since the fix.
    /// </summary>
    private static bool IsRiseOver(Periods periods) =>
        periods.BetweenAlarmAndFix.Sum() >= FewestOfRise
            && RateChange.Between(periods.Baseline, periods.BetweenAlarmAndFix) is { Lower: > 1 }
            && RateChange.Between(periods.BetweenAlarmAndFix, periods.Since) is { Upper: < 1 };

    private static bool HasReportingFallen(FixCounts counts)
    {
        if (counts.TeamReports is not { } reports) return false;
        var periods = Periods.Of(reports, counts);
        return WeeklyCount.Of(periods.Since).Rate < ReportingMayFallTo * WeeklyCount.Of(periods.Before).Rate;
    }

    /// <summary>The periods that are compared.</summary>
    /// <param name="Baseline">Up to a year that ends nine weeks before the alarm.</param>
    /// <param name="WithRise">Half a year that ends with the week of the alarm.</param>
    /// <param name="BetweenAlarmAndFix">The weeks after the alarm and before the fix.</param>
    /// <param name="Since">The watch window.</param>
    private sealed record Periods(int[] Baseline, int[] WithRise, int[] BetweenAlarmAndFix, int[] Since)
    {
        public int[] Before { get; } = [.. Baseline, .. BetweenAlarmAndFix];

        public int[] BeforeWithRise { get; } = [.. WithRise, .. BetweenAlarmAndFix];

        public bool IsAnySilent => Since.Sum() is 0 && (Before.Sum() is 0 || BeforeWithRise.Sum() is 0);

        public static Periods Of(IReadOnlyList<int> weeks, FixCounts at)
        {
            var endOfBaseline = at.Trigger - WeeksLeftOut + 1;
            return new(
                Slice(weeks, endOfBaseline - MostBaselineWeeks, endOfBaseline),
                Slice(weeks, at.Trigger + 1 - WeeksWithRise, at.Trigger + 1),
                Slice(weeks, at.Trigger + 1, at.Effective),
                Slice(weeks, at.Effective, at.Effective + at.Window));
        }

        private static int[] Slice(IReadOnlyList<int> weeks, int from, int to) =>
            [.. weeks.Skip(Math.Max(0, from)).Take(to - Math.Max(0, from))];
    }
}
