using System.Text.Json;
using FluentAssertions;
using Improvement.Bot.Statistics;
using Improvement.Bot.Tests.Errors;

namespace Improvement.Bot.Tests.Statistics;

/// <summary>Every calculation on an effect gives what other programs give.</summary>
public sealed class EffectKnownAnswersTests
{
    [SharedDataFact(KnownAnswers.File)]
    public void Interrupted_time_series()
    {
        foreach (var known in KnownAnswers.Of("its_segmented"))
        {
            var series = Doubles(known.Inputs.GetProperty("series"));
            var split = known.Int("points_before");
            var found = InterruptedSeries.Of(Maybe(series.Take(split)), Maybe(series.Skip(split)))!;
            known.Check("level_before", found.LevelBefore);
            known.Check("slope_before", found.SlopeBefore);
            known.Check("level_change", found.Jump);
            known.Check("slope_change", found.SlopeChange);
            known.Check("se_level_change", found.StandardError);
            known.Check("durbin_watson", found.Dependence?.DurbinWatson);
            known.Check("lag1", found.Dependence?.Lag1);
            known.Check("r_used", found.R);
            known.Check("lower", found.Interval.Lower);
            known.Check("upper", found.Interval.Upper);
            found.Interval.IsExact.Should().Be(found.Dependence is null, known.Id);
        }
    }

    [SharedDataFact(KnownAnswers.File)]
    public void Whether_points_hang_together()
    {
        foreach (var known in KnownAnswers.Of("durbin_watson"))
        {
            known.Check("dw", SerialDependence.Of(Doubles(known.Inputs.GetProperty("residuals")))?.DurbinWatson);
        }
    }

    [SharedDataFact(KnownAnswers.File)]
    public void Units_that_adopt_at_different_times()
    {
        foreach (var known in KnownAnswers.Of("did_not_yet_treated"))
        {
            var found = StaggeredEffect.Of(Units(known), known.Int("base_periods"), Window(known));
            known.Check("att", found.Effect);
            known.Check("cells", found.Cells);
            known.Check("min_controls", found.FewestComparisons);
        }
    }

    [SharedDataFact(KnownAnswers.File)]
    public void Whether_chance_deals_it_out_like_this()
    {
        foreach (var known in KnownAnswers.Of("did_placebo"))
        {
            var found = PlaceboTest.Of(Units(known), known.Int("base_periods"), Window(known));
            known.Check("att", found.Interval?.Change);
            known.Check("arrangements", found.Arrangements);
            known.Check("p", found.P);
        }
    }

    private static AdoptingUnit[] Units(KnownAnswer known)
    {
        var adopted = known.Inputs.GetProperty("adopted_at_zero_based");
        return
        [
            .. known.Inputs.GetProperty("series").EnumerateObject().Select(unit => new AdoptingUnit(
                Doubles(unit.Value),
                adopted.GetProperty(unit.Name) is { ValueKind: JsonValueKind.Number } start ? start.GetInt32() : null)),
        ];
    }

    private static int? Window(KnownAnswer known) =>
        known.Inputs.GetProperty("window") is { ValueKind: JsonValueKind.Number } window ? window.GetInt32() : null;

    private static double[] Doubles(JsonElement numbers) => [.. numbers.EnumerateArray().Select(each => each.GetDouble())];

    private static double?[] Maybe(IEnumerable<double> values) => [.. values.Select(each => (double?)each)];
}
