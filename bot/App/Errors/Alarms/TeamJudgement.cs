using Improvement.Bot.Statistics;

namespace Improvement.Bot.Errors.Alarms;

/// <summary>
/// Which alarms a team has at a moment, from its occurrences and the alarms that were raised before: the state of the control charts is
/// found again by going through the weeks, so that nothing is kept that could differ from the counts.
/// </summary>
/// <param name="series">The occurrences.</param>
/// <param name="former">Alarms of before, as far back as the series.</param>
/// <param name="falseAlarmsAYear">A, the budget of the team; above 0.</param>
internal sealed class TeamJudgement(TeamSeries series, IReadOnlyList<FormerAlarm> former, double falseAlarmsAYear)
{
    private readonly CategoryWatch _watch = new(series.ByWeek(), falseAlarmsAYear);
    private IReadOnlyList<CategoryRule>? _rules;

    /// <summary>Whether there are weeks enough to say what is usual.</summary>
    public bool HasBaseline => series.Weeks > RiseBaseline.FirstJudged;

    /// <summary>False alarms a year that are to be expected of all rules; null without a baseline.</summary>
    public double? ExpectedAYear => !HasBaseline ? null : AlarmBudget.ExpectedAYear(
        Rules.Count(rule => rule.Rare is null && rule.Usual.Total > 0), Rules.Select(rule => rule.Rare).OfType<RareRule>(),
        Math.Max(1, _watch.Alive), falseAlarmsAYear);

    private IReadOnlyList<CategoryRule> Rules => _rules ??= _watch.Rules();

    /// <summary>
    /// Goes through the weeks that are over and gives the alarms of the last one, which is judged, or follows it as the others.
    /// </summary>
    /// <param name="isJudged">Whether the last week is judged: it is once. No week before it ever is, so nothing that is counted late, and
    /// nothing imported, raises an alarm for the past.</param>
    public IReadOnlyList<NewAlarm> Weekly(bool isJudged, DateTimeOffset now)
    {
        if (!HasBaseline) return [];
        while (_watch.Week < series.Weeks - (isJudged ? 2 : 1)) _watch.Follow(category => WasRaised(category, _watch.Week));
        if (!isJudged) return [];
        return [.. _watch.Judge(category => IsKnown(category, now) || IsSilent(category)).Select(alarm => new NewAlarm(
            alarm.Category, AlarmRule.ByWeek, series.Ended, series.Ended.AddDays(-7 * (CategoryWatch.WeeksTold - 1)), alarm.Expected,
            alarm.Seen))];
    }

    /// <summary>The alarm of a rare category that has its n-th report in thirty days; null for none. After <see cref="Weekly"/>.</summary>
    /// <param name="today">The day it is for the team.</param>
    public NewAlarm? InThirtyDays(string category, DateOnly today, DateTimeOffset now)
    {
        if (!HasBaseline || IsKnown(category, now)) return null;
        if (Rules.FirstOrDefault(rule => rule.Category == category) is not { Rare: { } rare } found) return null;
        var before = today.AddDays(-RareRule.Days);
        // after an alarm the thirty days start anew
        var last = former.Where(alarm => alarm.Category == category).Select(alarm => EndOf(alarm)).DefaultIfEmpty(before).Max();
        var seen = series.Between(category, last > before ? last : before, today);
        return seen < rare.Number ? null : new(
            category, AlarmRule.InThirtyDays, today, before.AddDays(1), found.Usual.MeanCount * RareRule.Days / 7, seen);
    }

    private static DateOnly EndOf(FormerAlarm alarm) => alarm.Rule is AlarmRule.ByWeek ? alarm.Period.AddDays(6) : alarm.Period;

    private bool WasRaised(string category, int week) => former.Any(alarm =>
        alarm.Rule is AlarmRule.ByWeek && alarm.Category == category && series.IndexOf(alarm.Period) == week);

    // the chart itself is silent after an alarm of its own
    private bool IsSilent(string category) => former.Any(alarm =>
        alarm.Category == category && series.IndexOf(alarm.Period) + RiseChart.SilentWeeks >= series.Weeks - 1);

    private bool IsKnown(string category, DateTimeOffset now) => former.Any(alarm => alarm.Category == category && alarm.KnownUntil > now);
}
