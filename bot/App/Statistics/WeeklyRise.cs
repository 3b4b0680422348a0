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
    /// <summary>Reports a week, in the baseline, from which a category is watched by the week.</summary>
    public const double FewestAWeek = 1;

    /// <summary>Weeks over which an alarm says what was seen.</summary>
    private const int WeeksTold = 4;

    /// <summary>All alarms in the history of a team, by week, then in the order of the categories.</summary>
    /// <param name="categories">All categories of the team, over the same weeks.</param>
    /// <param name="falseAlarmsAYear">A, the budget of the team; above 0.</param>
    public static IReadOnlyList<RiseAlarm> Alarms(
        IReadOnlyList<CategoryWeeks> categories, double falseAlarmsAYear = AlarmBudget.FalseAlarmsAYear)
    {
        if (categories is []) return [];
        if (categories.Any(each => each.Weeks.Count != categories[0].Weeks.Count))
        {
            throw new ArgumentException("The categories of a team have the same weeks.", nameof(categories));
        }

        var charts = categories.Select(each => new RiseChart(each.Weeks)).ToList();
        var alarms = new List<RiseAlarm>();
        for (var week = RiseBaseline.FirstJudged; week < categories[0].Weeks.Count; week++)
        {
            Judge(week, categories, charts, falseAlarmsAYear, alarms);
        }
        return alarms;
    }

    private static void Judge(
        int week, IReadOnlyList<CategoryWeeks> categories, List<RiseChart> charts, double falseAlarmsAYear, List<RiseAlarm> alarms)
    {
        var baselines = charts.ConvertAll(chart => chart.Baseline(week));
        var watched = baselines.FindAll(IsWatched);
        var team = TeamScatter.Of(watched);
        var limitWidth = AlarmBudget.LimitWidth(Math.Max(1, watched.Count), falseAlarmsAYear);
        for (var at = 0; at < charts.Count; at++)
        {
            if (!charts[at].Judge(week, baselines[at], team, limitWidth, IsWatched(baselines[at]))) continue;
            var seen = categories[at].Weeks.Skip(week + 1 - WeeksTold).Take(WeeksTold).Sum();
            alarms.Add(new(week, categories[at].Category, WeeksTold * baselines[at].MeanCount, seen));
        }
    }

    private static bool IsWatched(RiseBaseline usual) => usual.MeanCount >= FewestAWeek;
}
