namespace Improvement.Bot.Statistics;

/// <summary>The rule by which a category is watched in the week that follows.</summary>
/// <param name="Category">Its name.</param>
/// <param name="Usual">What is usual for it.</param>
/// <param name="Rare">The rule "n-th in 30 days"; null for one that is watched by the week.</param>
internal sealed record CategoryRule(string Category, RiseBaseline Usual, RareRule? Rare);

/// <summary>
/// The watch over all categories of a team, week by week: which of them goes by the week and which by "n-th in 30 days", and what the
/// former say. Statistical process control with hysteresis: a category that was watched by the week stays so until it falls well below the
/// rate from which it is, so that one near the border is not between the two rules half of the time.
/// </summary>
internal sealed class CategoryWatch
{
    /// <summary>Reports a week, in the baseline, from which a category is watched by the week.</summary>
    public const double FewestAWeek = 1;

    /// <summary>Reports a week, in the baseline, down to which one that is watched by the week stays so.</summary>
    public const double FewestToStay = 0.5;

    /// <summary>Weeks over which an alarm says what was seen.</summary>
    public const int WeeksTold = 4;

    private readonly List<Watched> _all;
    private readonly double _falseAlarmsAYear;
    private readonly double _fewestToStay;

    /// <param name="categories">All categories of the team, over the same weeks.</param>
    /// <param name="falseAlarmsAYear">A, the budget of the team; above 0.</param>
    /// <param name="fewestToStay">Another border than <see cref="FewestToStay"/>, to compare with.</param>
    public CategoryWatch(IReadOnlyList<CategoryWeeks> categories, double falseAlarmsAYear, double fewestToStay = FewestToStay)
    {
        if (categories.Any(each => each.Weeks.Count != categories[0].Weeks.Count))
        {
            throw new ArgumentException("The categories of a team have the same weeks.", nameof(categories));
        }

        (_all, _falseAlarmsAYear, _fewestToStay) = ([.. categories.Select(each => new Watched(each))], falseAlarmsAYear, fewestToStay);
    }

    /// <summary>Index of the week that was judged last; one before the first that can be until then.</summary>
    public int Week { get; private set; } = RiseBaseline.FirstJudged - 1;

    /// <summary>Categories in which anything was reported in the baseline or since; each has the same share of the budget.</summary>
    public int Alive { get; private set; }

    /// <summary>Judges the next week and gives its alarms, in the order of the categories.</summary>
    /// <param name="isQuiet">Whether a category has no alarm in this week; null for none of them.</param>
    public IReadOnlyList<RiseAlarm> Judge(Predicate<string>? isQuiet = null)
    {
        Advance();
        var team = TeamScatter.Of([.. _all.Where(each => each.IsByWeek).Select(each => each.Usual!)]);
        var limitWidth = AlarmBudget.LimitWidth(Math.Max(1, Alive), _falseAlarmsAYear);
        var alarms = new List<RiseAlarm>();
        foreach (var each in _all)
        {
            var isWatched = each.IsByWeek && isQuiet?.Invoke(each.Name) is not true;
            if (!each.Chart.Judge(Week, each.Usual!, team, limitWidth, isWatched)) continue;
            alarms.Add(new(Week, each.Name, WeeksTold * each.Usual!.MeanCount, each.Seen(Week)));
        }
        return alarms;
    }

    /// <summary>Takes in the next week, of which it is known already what was raised.</summary>
    /// <param name="wasRaised">Whether a category had an alarm in this week.</param>
    public void Follow(Predicate<string> wasRaised)
    {
        Advance();
        foreach (var each in _all) each.Chart.Follow(Week, each.Usual!, wasRaised(each.Name));
    }

    /// <summary>The rules after the week that was judged last; none before there is a baseline.</summary>
    public IReadOnlyList<CategoryRule> Rules()
    {
        if (Week < RiseBaseline.FirstJudged) return [];
        var dispersion = Dispersion.OfBaselines([.. _all.Select(each => each.Usual!)]).Phi;
        var budget = AlarmBudget.OfCategory(Math.Max(1, Alive), _falseAlarmsAYear);
        return [.. _all.Select(each => new CategoryRule(each.Name, each.Usual!, each.IsByWeek ? null : RuleOf(each, dispersion, budget)))];
    }

    private static RareRule RuleOf(Watched each, double dispersion, double budget) =>
        RareRule.Estimated(new(each.Usual!.Total, each.Usual.Weeks), dispersion, budget);

    private void Advance()
    {
        Week++;
        foreach (var each in _all) each.LookBack(Week, _fewestToStay);
        Alive = _all.Count(each => each.Usual!.Total > 0 || each.Seen(Week) > 0);
    }

    /// <summary>One category, its chart, and by which rule it goes at the moment.</summary>
    private sealed class Watched(CategoryWeeks category)
    {
        public string Name => category.Category;

        public RiseChart Chart { get; } = new(category.Weeks);

        public RiseBaseline? Usual { get; private set; }

        public bool IsByWeek { get; private set; }

        public void LookBack(int week, double fewestToStay)
        {
            Usual = Chart.Baseline(week);
            IsByWeek = Usual.MeanCount >= (IsByWeek ? fewestToStay : FewestAWeek);
        }

        public int Seen(int week)
        {
            var seen = 0;
            for (var at = week + 1 - WeeksTold; at <= week; at++) seen += category.Weeks[at];
            return seen;
        }
    }
}
