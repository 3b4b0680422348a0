namespace Improvement.Bot.Statistics;

/// <summary>What made somebody order a fix, in a simulation.</summary>
internal enum AlarmTrigger
{
    /// <summary>The control chart of one category: <see cref="RiseChart"/>.</summary>
    Ewma,

    /// <summary>Somebody looked: the last four weeks had at least twice what was usual in the 26 weeks before them.</summary>
    TwiceNormal,
}

/// <summary>Finds the first alarm in a series that only chance moves.</summary>
internal static class SimulatedAlarm
{
    private const int WeeksSeen = 4;
    private const int WeeksUsual = 26;

    /// <summary>Index of the week of the first alarm from a week on; null without one.</summary>
    /// <param name="trigger">Which alarm.</param>
    /// <param name="weeks">Weekly counts.</param>
    /// <param name="from">Index of the first week that may have it; 30 or more.</param>
    public static int? First(AlarmTrigger trigger, int[] weeks, int from) =>
        trigger is AlarmTrigger.Ewma ? FirstOfChart(weeks, from) : FirstTwiceNormal(weeks, from);

    private static int? FirstOfChart(int[] weeks, int from)
    {
        var chart = new RiseChart(weeks);
        var limitWidth = AlarmBudget.LimitWidth(1);
        for (var week = RiseBaseline.FirstJudged; week < weeks.Length; week++)
        {
            var usual = chart.Baseline(week);
            if (chart.Judge(week, usual, TeamScatter.Of([usual]), limitWidth) && week >= from) return week;
        }
        return null;
    }

    private static int? FirstTwiceNormal(int[] weeks, int from)
    {
        for (var week = from; week < weeks.Length; week++)
        {
            var seen = weeks.AsSpan(week + 1 - WeeksSeen, WeeksSeen);
            var usual = weeks.AsSpan(week + 1 - WeeksSeen - WeeksUsual, WeeksUsual);
            if (Sum(seen) is > 0 and var sum && sum * WeeksUsual >= 2 * Sum(usual) * WeeksSeen) return week;
        }
        return null;
    }

    private static int Sum(ReadOnlySpan<int> counts)
    {
        var sum = 0;
        foreach (var count in counts) sum += count;
        return sum;
    }
}
