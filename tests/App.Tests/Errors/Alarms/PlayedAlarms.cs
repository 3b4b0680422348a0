using Improvement.Bot.Errors.Alarms;
using Improvement.Bot.Statistics;

namespace Improvement.Bot.Tests.Errors.Alarms;

/// <summary>The alarms of a team as its job raises them, from week to week and on each day with a report, without a database.</summary>
internal sealed class PlayedAlarms
{
    /// <summary>The Monday of the first week.</summary>
    public static readonly DateOnly First = new(2020, 1, 6);

    private readonly Dictionary<string, IReadOnlyDictionary<DateOnly, int>> _days;
    private readonly List<FormerAlarm> _former = [];
    private readonly double _budget;

    public PlayedAlarms(IEnumerable<CategoryWeeks> categories, Random? random = null, double budget = 1)
    {
        _days = categories.ToDictionary(each => each.Category, each => (IReadOnlyDictionary<DateOnly, int>)DaysOf(each.Weeks, random));
        _budget = budget;
    }

    /// <summary>What was raised so far.</summary>
    public List<NewAlarm> Raised { get; } = [];

    /// <summary>When the leads last said that they know, it is until then.</summary>
    public DateTimeOffset? KnownUntil { get; set; }

    /// <summary>The job in a week and at its end.</summary>
    public void Week(int week)
    {
        var ended = First.AddDays(7 * (week - 1));
        var judgement = Judgement(ended, isJudged: false, out _);
        foreach (var today in Enumerable.Range(7, 7).Select(ended.AddDays))
        {
            foreach (var (category, days) in _days.Where(each => each.Value.ContainsKey(today)))
            {
                if (judgement.InThirtyDays(category, today, At(today)) is not { } alarm) continue;
                Raise(alarm);
                judgement = Judgement(ended, isJudged: false, out _);
            }
        }

        End(week);
    }

    /// <summary>The job once a week is over.</summary>
    public void End(int week)
    {
        Judgement(First.AddDays(7 * week), isJudged: true, out var alarms);
        foreach (var alarm in alarms) Raise(alarm);
    }

    private static DateTimeOffset At(DateOnly day) => new(day, new(12, 0), TimeSpan.Zero);

    private TeamJudgement Judgement(DateOnly ended, bool isJudged, out IReadOnlyList<NewAlarm> alarms)
    {
        var earliest = ended.AddDays(-7 * (TeamSeries.MostWeeks - 1));
        var first = earliest > First ? earliest : First;
        var days = _days.ToDictionary(
            each => each.Key, each => (IReadOnlyDictionary<DateOnly, int>)each.Value.Where(day => day.Key >= first).ToDictionary());
        var former = _former.Where(alarm => alarm.Period >= first).Select(alarm => alarm with { KnownUntil = KnownUntil }).ToList();
        var judgement = new TeamJudgement(new(first, ended, days), former, _budget);
        alarms = judgement.Weekly(isJudged, At(ended.AddDays(7)));
        return judgement;
    }

    private void Raise(NewAlarm alarm)
    {
        Raised.Add(alarm);
        _former.Add(new(alarm.Category, alarm.Rule, alarm.Period, null));
    }

    private static Dictionary<DateOnly, int> DaysOf(IReadOnlyList<int> weeks, Random? random)
    {
        var days = new Dictionary<DateOnly, int>();
        for (var week = 0; week < weeks.Count; week++)
        {
            for (var report = 0; report < weeks[week]; report++)
            {
                var day = First.AddDays((7 * week) + (random?.Next(7) ?? report % 7));
                days[day] = days.GetValueOrDefault(day) + 1;
            }
        }
        return days;
    }
}
