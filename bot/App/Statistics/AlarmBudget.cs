namespace Improvement.Bot.Statistics;

/// <summary>How many false alarms a team is asked to bear, and what follows for its limits.</summary>
internal static class AlarmBudget
{
    /// <summary>A, false alarms on weekly rises a year, for all categories of a team together.</summary>
    public const double FalseAlarmsAYear = 1;

    /// <summary>False alarms on a rare category a year, for each of them.</summary>
    public const double OfRareCategory = 0.1;

    private const double NarrowestLimit = 2.5;
    private const double LimitForOneInFive = 2.9;
    private const double WiderForTwiceAsMany = 0.3;

    /// <summary>
    /// L of <see cref="RiseChart"/>: max(2.5, 2.9 + 0.3·log₂(k/(5A))), found by simulation: twice the categories, or half the budget, take
    /// 0.3 more.
    /// </summary>
    /// <param name="categories">k, watched categories of the team; 1 or more.</param>
    /// <param name="falseAlarmsAYear">A; above 0.</param>
    public static double LimitWidth(int categories, double falseAlarmsAYear = FalseAlarmsAYear) =>
        Math.Max(NarrowestLimit, LimitForOneInFive + WiderForTwiceAsMany * Math.Log2(categories / (5 * falseAlarmsAYear)));

    /// <summary>The false alarms a year to be expected of all rules of a team, to stand beside the alarms that were raised.</summary>
    /// <param name="watchedByWeek">Categories watched by <see cref="WeeklyRise"/>: their budget counts in full from the first on.</param>
    /// <param name="rare">The rules of the rare categories.</param>
    /// <param name="falseAlarmsAYear">The budget of the weekly rises.</param>
    public static double ExpectedAYear(int watchedByWeek, IEnumerable<RareRule> rare, double falseAlarmsAYear = FalseAlarmsAYear) =>
        (watchedByWeek > 0 ? falseAlarmsAYear : 0) + rare.Sum(rule => rule.FalseAlarmsAYear);
}
