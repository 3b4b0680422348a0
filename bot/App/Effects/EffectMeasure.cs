using Improvement.Bot.Effects.Figures;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Effects;

/// <summary>A week of what is measured.</summary>
/// <param name="Value">Null where none is known.</param>
internal sealed record MeasuredWeek(DateOnly Monday, double? Value, bool IsAfter);

/// <summary>Reads the figures that an effect is judged by, and judges it.</summary>
internal sealed class EffectMeasure(MetricSources sources, Session session)
{
    /// <summary>Periods of a comparison that are the base of an adopter, and their length in weeks.</summary>
    public const int BasePeriods = 3, WeeksOfPeriod = 4;

    private const int DaysOfWeek = 7;

    /// <summary>The weeks of what is to get better, for the picture; none in a comparison of units.</summary>
    public IReadOnlyList<MeasuredWeek> Weeks(TeamId team, EffectPlan plan) => plan.Design is EffectDesign.Compared ? [] :
    [
        .. sources.Weeks(team, plan.Change.Metric, plan.First, plan.Weeks).Select((value, week) =>
            new MeasuredWeek(plan.First.AddDays(DaysOfWeek * week), value, week >= plan.WeeksBefore)),
    ];

    /// <summary>What the figures say of what is to get better.</summary>
    public EffectFinding Of(TeamId team, EffectPlan plan) =>
        plan.Design is EffectDesign.Compared
            ? Compared(team, plan)
            : Series(team, plan, plan.Change.Metric, plan.Design, plan.Change.Promise);

    /// <summary>What they say of what must not get worse; in a comparison, before and after the first start.</summary>
    public EffectFinding OfBalance(TeamId team, EffectPlan plan)
    {
        var design = plan.Design is EffectDesign.Compared ? EffectDesign.BeforeAfter : plan.Design;
        return EffectRule.OfBalance(promise => Series(team, plan, plan.Balance.Metric, design, promise), plan.Balance.Promise);
    }

    /// <summary>How often something had a value until now.</summary>
    /// <param name="today">The day it is for the team.</param>
    public Cadence CadenceOf(TeamId team, MetricRef metric, DateOnly today) => Cadence.Of(sources.Weeks(
        team, metric, CalendarWeek.MondayOf(today).AddDays(-DaysOfWeek * EffectChoices.MostWeeksBefore), EffectChoices.MostWeeksBefore));

    /// <summary>
    /// Weeks before the start with a value, as many as there will be by then: those that are known, and those that are still to come if it
    /// goes on as before.
    /// </summary>
    /// <param name="today">The day it is for the team.</param>
    public int WeeksBefore(TeamId team, EffectPlan plan, MetricRef metric, DateOnly today)
    {
        var toCome = WeeksToCome(plan, today);
        var known = plan.WeeksBefore - toCome;
        return CadenceOf(team, metric, today).ValuesIn(toCome)
            + (known is 0 ? 0 : sources.Weeks(team, metric, plan.First, known).Count(value => value is not null));
    }

    /// <summary>The units of a comparison that will have values enough in their base.</summary>
    /// <param name="today">The day it is for the team.</param>
    public IReadOnlyList<string> UnitsBefore(TeamId team, EffectPlan plan, DateOnly today)
    {
        var toCome = WeeksToCome(plan, today);
        var units = FigureMetrics.ByUnit(session, new(team, plan.Change.Metric.Code, plan.First, plan.WeeksBefore));
        return
        [
            .. units.Where(unit => toCome + unit.Value.SkipLast(toCome).Count(value => value is not null) >= InterruptedSeries.FewestPoints)
                .Select(unit => unit.Key).Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The units of a comparison as they are by now.</summary>
    /// <remarks>
    /// A unit of which a period is missing is left out. Where those before the base are missing, nobody can tell whether groups drift.
    /// </remarks>
    public IReadOnlyList<AdoptingUnit> Units(TeamId team, EffectPlan plan)
    {
        var first = plan.Start.AddDays(-DaysOfWeek * WeeksOfPeriod * 2 * BasePeriods);
        var weeks = (plan.End.DayNumber - first.DayNumber) / DaysOfWeek;
        var units = FigureMetrics.ByUnit(session, new(team, plan.Change.Metric.Code, first, weeks));
        var periods = units.ToDictionary(unit => unit.Key, unit => unit.Value.Chunk(WeeksOfPeriod).Select(Mean).ToArray());
        var complete = periods.Where(unit => unit.Value.Skip(BasePeriods).All(value => value is not null)).ToList();
        var skipped = complete.TrueForAll(unit => unit.Value.All(value => value is not null)) ? 0 : BasePeriods;
        return
        [
            .. complete.OrderBy(unit => unit.Key, StringComparer.Ordinal).Select(unit => new AdoptingUnit(
                [.. unit.Value.Skip(skipped).Select(value => value!.Value)],
                plan.Adopters.FirstOrDefault(each => each.Unit == unit.Key) is { } adopter
                    ? ((adopter.Start.DayNumber - first.DayNumber) / DaysOfWeek / WeeksOfPeriod) - skipped
                    : null)),
        ];
    }

    /// <summary>Figures of before the start that were sent or changed after it, of the team's own.</summary>
    /// <param name="began">The moment of the start.</param>
    public int SentLate(TeamId team, EffectPlan plan, DateTimeOffset began) => ((MetricRef[])[plan.Change.Metric, plan.Balance.Metric])
        .Distinct()
        .Where(metric => metric.Source == FigureMetrics.Source.Name)
        .Select(metric => FigureCode.Read(metric.Code))
        .OfType<FigureCode>()
        .Sum(code => FigureRows.SentLate(session, code.Series, code.Unit, plan.First, plan.Start, began));

    /// <summary>Weeks of the time before the start that are not over, the present one among them.</summary>
    private static int WeeksToCome(EffectPlan plan, DateOnly today) =>
        Math.Clamp((plan.Start.DayNumber - CalendarWeek.MondayOf(today).DayNumber) / DaysOfWeek, 0, plan.WeeksBefore);

    private EffectFinding Series(TeamId team, EffectPlan plan, MetricRef metric, EffectDesign design, EffectPromise promise)
    {
        var weeks = sources.Weeks(team, metric, plan.First, plan.WeeksBefore + plan.WeeksAfter);
        double?[] before = [.. weeks.Take(plan.WeeksBefore)], after = [.. weeks.Skip(plan.WeeksBefore)];
        if (design is EffectDesign.Interrupted) return EffectRule.Interrupted(before, after, promise);
        return sources.IsCount(metric)
            ? EffectRule.OfCounts(Counts(before), Counts(after), promise)
            : EffectRule.BeforeAfter(before, after, promise);
    }

    private EffectFinding Compared(TeamId team, EffectPlan plan) =>
        EffectRule.Compared(Units(team, plan), BasePeriods, plan.WeeksAfter / WeeksOfPeriod, plan.Change.Promise);

    private static int[] Counts(double?[] weeks) => [.. weeks.OfType<double>().Select(count => (int)count)];

    private static double? Mean(double?[] weeks) => weeks.Average();
}
