namespace Improvement.Bot.Statistics;

/// <summary>The weekly counts of one category of a team.</summary>
/// <param name="Category">Its name.</param>
/// <param name="Weeks">The count of each whole week that is over, gaps as 0.</param>
internal sealed record CategoryWeeks(string Category, IReadOnlyList<int> Weeks);

/// <summary>A category in which more is reported than usual.</summary>
/// <param name="Week">Index of the week of the alarm, from 0.</param>
/// <param name="Category">The category.</param>
/// <param name="Expected">Reports that were usual in four weeks.</param>
/// <param name="Seen">Reports in the four weeks that end with the week of the alarm.</param>
internal sealed record RiseAlarm(int Week, string Category, double Expected, int Seen);

/// <summary>
/// Alarms on a rise of the weekly counts of a team's categories, for categories with at least one report a week; rarer ones have
/// <see cref="RareRule"/>. All categories share one budget of false alarms.
/// </summary>
internal static class WeeklyRise
{
    /// <summary>All alarms in the history of a team, by week, then in the order of the categories.</summary>
    /// <param name="categories">All categories of the team, over the same weeks.</param>
    /// <param name="falseAlarmsAYear">A, the budget of the team; above 0.</param>
    public static IReadOnlyList<RiseAlarm> Alarms(
        IReadOnlyList<CategoryWeeks> categories, double falseAlarmsAYear = AlarmBudget.FalseAlarmsAYear)
    {
        var watch = new CategoryWatch(categories, falseAlarmsAYear);
        var alarms = new List<RiseAlarm>();
        while (categories is not [] && watch.Week + 1 < categories[0].Weeks.Count) alarms.AddRange(watch.Judge());
        return alarms;
    }
}
