using FluentAssertions;
using Improvement.Bot.Statistics;
using Xunit;

namespace Improvement.Bot.Tests.Statistics;

/// <summary>
/// The rules keep what they promise on counts that only chance moves. Small, so with room to spare; the commands <c>simulate-verdicts</c>,
/// <c>simulate-alarms</c> and <c>simulate-effects</c> play the whole tables.
/// </summary>
public sealed class SimulationTests
{
    private const int Runs = 200;
    private const int Seed = 20261127;

    public static TheoryData<string, double, double, double> Cells => new()
    {
        { nameof(AlarmTrigger.Ewma), 1, 3, 0.25 },
        { nameof(AlarmTrigger.Ewma), 5, 1, 0.95 },
        { nameof(AlarmTrigger.TwiceNormal), 0.5, 2, 0.1 },
        { nameof(AlarmTrigger.TwiceNormal), 2, 3, 0.55 },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_fix_without_effect_is_seldom_called_a_success(string trigger, double rate, double dispersion, double quarteredFound)
    {
        var figures = new VerdictSimulation(Runs, Seed).Play(new(Enum.Parse<AlarmTrigger>(trigger), rate, dispersion));
        figures.Runs.Should().Be(Runs);
        figures.Coverage.Should().BeGreaterThanOrEqualTo(0.92);
        figures.FalseWorked.Should().BeLessThanOrEqualTo(0.06);
        figures.FalseSuccess.Should().BeLessThanOrEqualTo(0.06);
        figures.QuarteredFound.Should().BeGreaterThan(quarteredFound).And.BeGreaterThanOrEqualTo(figures.HalvedFound);
    }

    [Theory]
    [InlineData(nameof(EffectDesign.BeforeAfter), 12, 0.3, 0.3)]
    [InlineData(nameof(EffectDesign.Interrupted), 12, 0, 0.3)]
    [InlineData(nameof(EffectDesign.Interrupted), 26, 0.6, 0.005)]
    [InlineData(nameof(EffectDesign.Compared), 6, 0.6, 0.3)]
    public void A_change_without_effect_is_seldom_called_improved(string design, int points, double dependence, double found)
    {
        var figures = new EffectSimulation(Runs, Seed).Play(new(Enum.Parse<EffectDesign>(design), points, dependence));
        figures.FalseImproved.Should().BeLessThanOrEqualTo(0.06);
        figures.FalseWorse.Should().BeLessThanOrEqualTo(0.06);
        figures.Found.Should().BeGreaterThan(found);
    }

    [Fact]
    public void The_same_seed_gives_the_same_figures()
    {
        var which = new VerdictCase(AlarmTrigger.Ewma, 2, 2);
        new VerdictSimulation(20, Seed).Play(which).Should().Be(new VerdictSimulation(20, Seed).Play(which));
    }

    [Fact]
    public void What_chance_cannot_raise_has_no_runs() =>
        new VerdictSimulation(1, Seed).Play(new(AlarmTrigger.TwiceNormal, 30, 1)).Runs.Should().Be(0);

    [Fact]
    public void Ten_categories_keep_their_budget_of_false_alarms() =>
        new AlarmSimulation(Runs, Seed).WithoutRise(10, 1.5).AlarmsAYear.Should().BeInRange(0.1, 0.8);

    [Fact]
    public void A_rise_is_found()
    {
        var figures = new AlarmSimulation(Runs, Seed).WithRise(5, 1);
        figures.DoublingFound.Should().BeInRange(0.75, 0.97);
        figures.TriplingFound.Should().BeGreaterThan(0.97);
    }
}
