namespace Improvement.Bot.Statistics;

/// <summary>How many false alarms a team is asked to bear, and what follows for its limits.</summary>
internal static class AlarmBudget
{
    /// <summary>A, false alarms a year for all categories of a team together, whatever rule they go by.</summary>
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
    /// <param name="categories">k, categories of the team, whatever rule they go by; 1 or more.</param>
    /// <param name="falseAlarmsAYear">A; above 0.</param>
    public static double LimitWidth(int categories, double falseAlarmsAYear = FalseAlarmsAYear) =>
        Math.Max(NarrowestLimit, LimitForOneInFive + WiderForTwiceAsMany * Math.Log2(categories / (5 * falseAlarmsAYear)));

    /// <summary>
    /// The share of the budget that one category has: A/k, whatever rule it goes by. So the budget of the team holds wherever the border
    /// between the rules lies, and for 10 categories it is <see cref="OfRareCategory"/>.
    /// </summary>
    /// <inheritdoc cref="LimitWidth" path="/param"/>
    public static double OfCategory(int categories, double falseAlarmsAYear = FalseAlarmsAYear) => falseAlarmsAYear / categories;

    /// <summary>The false alarms a year to be expected of all rules of a team, to stand beside the alarms that were raised.</summary>
    /// <param name="watchedByWeek">Categories watched by the week: each its share of the budget.</param>
    /// <param name="rare">The rules of the rare categories, each what its number leaves of its share.</param>
    /// <param name="categories">k, categories of the team in which anything is reported; 1 or more.</param>
    /// <param name="falseAlarmsAYear">A, the budget of the team.</param>
    public static double ExpectedAYear(
        int watchedByWeek, IEnumerable<RareRule> rare, int categories, double falseAlarmsAYear = FalseAlarmsAYear) =>
        watchedByWeek * OfCategory(categories, falseAlarmsAYear) + rare.Sum(rule => rule.FalseAlarmsAYear);
}
