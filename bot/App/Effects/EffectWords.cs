using System.Globalization;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Effects;

/// <summary>What is said of effects: what is fixed, and what the figures say.</summary>
internal static class EffectWords
{
    /// <summary>How it is measured.</summary>
    public static string Of(EffectDesign design) => Word($"Design.{design}");

    /// <summary>What is fixed, a line each.</summary>
    /// <param name="words">What people call something that is measured.</param>
    public static IEnumerable<string> Fixed(EffectPlan plan, Func<MetricRef, string> words)
    {
        var (change, balance) = (plan.Change, plan.Balance);
        yield return Say(
            change.LowerIsBetter ? EffectTexts.FixedLower : EffectTexts.FixedHigher, words(change.Metric), Number(change.Smallest));
        yield return Say(
            balance.LowerIsBetter ? EffectTexts.FixedBalanceLower : EffectTexts.FixedBalanceHigher, words(balance.Metric),
            Number(balance.Smallest));
        yield return Say(
            EffectTexts.FixedWindow, PlainDay(plan.Start), plan.WeeksAfter, PlainDay(plan.First),
            PlainDay(plan.End.AddDays(EffectPlan.DaysForLateFigures)));
        yield return Of(plan.Design);
        foreach (var adopter in plan.Adopters) yield return Say(EffectTexts.FixedUnit, adopter.Unit, PlainDay(adopter.Start));
    }

    /// <summary>The verdict alone.</summary>
    public static string Of(EffectVerdict verdict) => Word($"Verdict.{verdict}");

    /// <summary>What the figures say of what was to get better: the verdict first, then the figures with their interval.</summary>
    public static string Of(EffectLook look, EffectFinding found) =>
        Say(EffectTexts.Verdict, Of(found.Verdict), WithoutVerdict(look, found));

    /// <summary>The same for where the verdict stands already: the figures with their interval, and what they rest on.</summary>
    public static string WithoutVerdict(EffectLook look, EffectFinding found)
    {
        var plan = look.Effect.Plan;
        List<string> said = [Figures(look.Metric, plan.Design, found)];
        if (found.Reason is { } reason) said.Add(Word($"Reason.{reason}"));
        if (found.Verdict is EffectVerdict.NoClearChange) said.Add(Say(EffectTexts.RuledOut, Number(plan.Change.Smallest)));
        if (found is { Verdict: EffectVerdict.Improved, Change: { } change }
            && (plan.Change.LowerIsBetter ? change.Turned() : change).Lower < plan.Change.Smallest)
        {
            said.Add(Say(EffectTexts.MaybeSmall, Number(plan.Change.Smallest)));
        }
        return string.Join(' ', said);
    }

    /// <summary>What they say of what must not get worse.</summary>
    public static string OfBalance(EffectLook look, EffectFinding found)
    {
        var design = look.Effect.Plan.Design is EffectDesign.Compared ? EffectDesign.BeforeAfter : look.Effect.Plan.Design;
        var said = Say(Word($"Balance.{found.Verdict}"), Figures(look.Balance, design, found));
        return found.Reason is { } reason ? $"{said} {Word($"Reason.{reason}")}"
            : found.Verdict is EffectVerdict.NoClearChange ? $"{said} {RuledOutOf(look.Effect.Plan.Balance)}"
            : said;
    }

    /// <summary>What nobody may take it for.</summary>
    public static IEnumerable<string> Limits(EffectLook look)
    {
        var effect = look.Effect;
        yield return effect.Plan.Design is EffectDesign.Compared ? EffectTexts.LimitCompared : EffectTexts.LimitOneUnit;
        if (effect.Plan.Design is not EffectDesign.Compared && effect.Found is { Change: not null, HangsTogether: null })
        {
            yield return EffectTexts.LimitUnchecked;
        }
        if (effect.LateFigures > 0) yield return Counted(effect.LateFigures, EffectTexts.LateFigure, EffectTexts.LateFigures);
    }

    /// <summary>A figure as people read it.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.CurrentCulture);

    private static string RuledOutOf(MeasuredChange balance) =>
        Say(balance.LowerIsBetter ? EffectTexts.RiseRuledOut : EffectTexts.FallRuledOut, Number(balance.Smallest));

    private static string Figures(string metric, EffectDesign design, EffectFinding found)
    {
        if (found.Change is not { } change) return metric + EffectTexts.Stop;
        var moved = design switch
        {
            EffectDesign.Compared => Say(EffectTexts.MovedCompared, metric, Signed(change.Change)),
            EffectDesign.Interrupted => Say(EffectTexts.MovedInterrupted, metric, Signed(change.Change)),
            _ => Say(
                change.Change < 0 ? EffectTexts.Fell : change.Change > 0 ? EffectTexts.Rose : EffectTexts.Stayed, metric,
                Number(found.Before!.Value), Number(found.After!.Value)),
        };
        var fits = change.IsExact ? EffectTexts.Exact
            : double.IsInfinity(change.Lower) || double.IsInfinity(change.Upper) ? EffectTexts.AnyFits
            : Say(EffectTexts.Fits, Signed(change.Lower), Signed(change.Upper));
        return $"{moved} {fits}";
    }

    private static string Signed(double value) => value.ToString("+0.##;−0.##;0", CultureInfo.CurrentCulture);

    private static string Word(string key) => EffectTexts.ResourceManager.GetString(key)
        ?? throw new InvalidOperationException($"EffectTexts.resx has no words for “{key}”.");
}
