using Improvement.Bot.Effects.Figures;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Effects;

/// <summary>Whether what somebody wants to fix can prove anything, before it is fixed.</summary>
internal sealed class EffectCheck(EffectMeasure measure, MetricSources sources)
{
    private const int DaysOfWeek = 7;

    /// <summary>
    /// The plan. It looks farther back than usual where only that finds values enough, as of what has a value once a month.
    /// </summary>
    /// <param name="today">The day it is for the team.</param>
    public EffectPlan PlanOf(TeamId team, EffectChoices choices, Adopter[] adopters, DateOnly today)
    {
        var plan = choices.Plan(adopters);
        if (plan.Design is EffectDesign.Compared || HasEnoughBefore(plan)) return plan;
        return choices.Plan(adopters, EffectChoices.MostWeeksBefore) is var wide && HasEnoughBefore(wide) ? wide : plan;

        bool HasEnoughBefore(EffectPlan each) => ((MetricRef[])[each.Change.Metric, each.Balance.Metric])
            .All(metric => measure.WeeksBefore(team, each, metric, today) >= InterruptedSeries.FewestPoints);
    }

    /// <summary>Why it cannot be fixed like this, and what to do; null where it can.</summary>
    /// <param name="today">The day it is for the team.</param>
    public string? WhyNot(Team team, EffectPlan plan, DateOnly today)
    {
        if (plan.Start <= today) return Say(EffectTexts.StartPast, PlainDay(plan.Start));
        MetricRef[] metrics = plan.Design is EffectDesign.Compared ? [plan.Balance.Metric] : [plan.Change.Metric, plan.Balance.Metric];
        return metrics.Select(metric => TooFewBefore(team, plan, metric, today)).FirstOrDefault(why => why is not null)
            ?? metrics.Select(metric => TooFewAfter(team, plan, metric, today)).FirstOrDefault(why => why is not null)
            ?? (plan.Design is EffectDesign.Compared ? WhyNotCompared(team, plan, today) : null);
    }

    private string? TooFewBefore(Team team, EffectPlan plan, MetricRef metric, DateOnly today)
    {
        var values = measure.WeeksBefore(team.Id, plan, metric, today);
        if (values >= InterruptedSeries.FewestPoints) return null;
        var wanting = measure.CadenceOf(team.Id, metric, today).WeeksFor(InterruptedSeries.FewestPoints - values);
        return Say(
            EffectTexts.TooFewBefore, sources.WordsOf(team.Id, metric), values, PlainDay(plan.Start), InterruptedSeries.FewestPoints,
            PlainDay(plan.Start.AddDays(DaysOfWeek * wanting)));
    }

    /// <summary>What has a value more rarely than each week needs more weeks, which is known before it begins.</summary>
    private string? TooFewAfter(Team team, EffectPlan plan, MetricRef metric, DateOnly today)
    {
        var cadence = measure.CadenceOf(team.Id, metric, today);
        if (cadence.ValuesIn(plan.WeeksAfter) is var values && values >= InterruptedSeries.FewestPoints) return null;
        var enough = EffectChoices.WeeksOffered.FirstOrDefault(weeks => cadence.ValuesIn(weeks) >= InterruptedSeries.FewestPoints);
        var words = sources.WordsOf(team.Id, metric);
        return enough is 0
            ? Say(EffectTexts.TooRare, words, cadence.Known, cadence.Weeks, InterruptedSeries.FewestPoints)
            : Say(
                EffectTexts.TooFewAfter, words, cadence.Known, cadence.Weeks, plan.WeeksAfter, values, InterruptedSeries.FewestPoints,
                enough);
    }

    private string? WhyNotCompared(Team team, EffectPlan plan, DateOnly today)
    {
        if (plan.Change.Metric.Source != FigureMetrics.Source.Name || FigureCode.Read(plan.Change.Metric.Code) is not { Unit: null })
        {
            return EffectTexts.ComparedNeedsUnits;
        }
        var units = measure.UnitsBefore(team.Id, plan, today);
        if (plan.Adopters.FirstOrDefault(each => !units.Contains(each.Unit)) is { } unknown)
        {
            return Say(EffectTexts.TooFewOfUnit, unknown.Unit, PlainDay(plan.Start), InterruptedSeries.FewestPoints);
        }
        var dates = units.Select(unit => plan.Adopters.FirstOrDefault(each => each.Unit == unit)?.Start.DayNumber ?? int.MaxValue);
        return DateArrangements.Number([.. dates]) < PlaceboTest.FewestArrangements
            ? Say(EffectTexts.TooFewUnits, units.Count, plan.Adopters.Length)
            : null;
    }
}
