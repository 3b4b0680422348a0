namespace Improvement.Bot.Statistics;

/// <summary>An alarm of either rule.</summary>
/// <param name="Week">Index of the week, from 0.</param>
/// <param name="Category">The category.</param>
/// <param name="IsRare">Whether it is of "n-th in 30 days", and not of the weekly rule.</param>
internal sealed record CategoryAlarm(int Week, string Category, bool IsRare);

/// <summary>
/// All alarms that a team would have had, by both rules, as they are raised in the bot: the rare categories on the day of a report, the
/// others when a week is over. For simulations and for histories that are known as weeks.
/// </summary>
internal static class AlarmHistory
{
    private const int DaysOfWeek = 7;

    /// <summary>The alarms, by week.</summary>
    /// <param name="categories">All categories of the team, over the same weeks.</param>
    /// <param name="falseAlarmsAYear">A, the budget of the team; above 0.</param>
    /// <param name="random">Puts the reports of a week on its days.</param>
    /// <param name="fewestToStay">As <see cref="CategoryWatch"/> has it.</param>
    public static IReadOnlyList<CategoryAlarm> Alarms(
        IReadOnlyList<CategoryWeeks> categories, double falseAlarmsAYear, Random random,
        double fewestToStay = CategoryWatch.FewestToStay)
    {
        var alarms = new List<CategoryAlarm>();
        var watch = new CategoryWatch(categories, falseAlarmsAYear, fewestToStay);
        var days = categories.ToDictionary(each => each.Category, each => DaysOf(each.Weeks, random), StringComparer.Ordinal);
        var silentTo = new Dictionary<string, int>(StringComparer.Ordinal);
        while (watch.Week + 1 < (categories is [] ? 0 : categories[0].Weeks.Count))
        {
            var week = watch.Week + 1;
            foreach (var rule in watch.Rules().Where(rule => rule.Rare is not null))
            {
                if (!Reaches(rule.Rare!, days[rule.Category], week)) continue;
                alarms.Add(new(week, rule.Category, IsRare: true));
                silentTo[rule.Category] = week + RiseChart.SilentWeeks;
            }

            var raised = watch.Judge(category => silentTo.GetValueOrDefault(category, -1) >= week);
            alarms.AddRange(raised.Select(alarm => new CategoryAlarm(week, alarm.Category, IsRare: false)));
        }
        return alarms;
    }

    /// <summary>
    /// Whether the n-th report in 30 days comes in a week; the counted ones are then taken out, so that the days start anew.
    /// </summary>
    private static bool Reaches(RareRule rule, int[] days, int week)
    {
        for (var today = week * DaysOfWeek; today < (week + 1) * DaysOfWeek; today++)
        {
            if (days[today] is 0) continue;
            var from = Math.Max(0, today + 1 - RareRule.Days);
            if (days.AsSpan(from, today + 1 - from) is var recent && Sum(recent) < rule.Number) continue;
            recent.Clear();
            return true;
        }
        return false;
    }

    private static int Sum(ReadOnlySpan<int> days)
    {
        var sum = 0;
        foreach (var day in days) sum += day;
        return sum;
    }

    private static int[] DaysOf(IReadOnlyList<int> weeks, Random random)
    {
        var days = new int[weeks.Count * DaysOfWeek];
        for (var week = 0; week < weeks.Count; week++)
        {
            for (var report = 0; report < weeks[week]; report++) days[week * DaysOfWeek + random.Next(DaysOfWeek)]++;
        }
        return days;
    }
}
