using FluentAssertions;
using Improvement.Bot.Statistics;
using Xunit;

namespace Improvement.Bot.Tests.Statistics;

/// <summary>Adoption dates dealt out by chance, and the interval that belongs to them.</summary>
public sealed class PlaceboTests
{
    private const int Seed = 20261128;

    private static readonly PeriodsSince Since = new(0, int.MaxValue);

    [Fact]
    public void The_interval_is_what_the_test_does_not_rule_out()
    {
        var units = Units(8, seed: Seed, effect: -3);
        var found = PlaceboTest.Of(units, 2, null).Interval!;
        found.Lower.Should().BeLessThan(found.Change);
        found.Upper.Should().BeGreaterThan(found.Change);
        foreach (var (limit, outwards) in ((double, int)[])[(found.Lower, -1), (found.Upper, 1)])
        {
            PlaceboTest.Of(Without(units, limit - (outwards * 1e-6)), 2, null).P.Should().BeGreaterThan(0.05);
            PlaceboTest.Of(Without(units, limit + (outwards * 1e-6)), 2, null).P.Should().BeLessThanOrEqualTo(0.05);
        }
    }

    [Fact]
    public void Every_arrangement_comes_once()
    {
        int[] dates = [3, int.MaxValue, 5, int.MaxValue, 3, int.MaxValue];
        var all = DateArrangements.Of(dates, most: 1_000, Seed).Select(each => string.Join(' ', each)).ToList();
        all.Should().OnlyHaveUniqueItems().And.HaveCount(60).And.Contain(string.Join(' ', dates));
        DateArrangements.Number(dates).Should().Be(60);
    }

    [Fact]
    public void Of_too_many_some_are_drawn_the_observed_one_first_and_each_time_the_same()
    {
        int[] dates = [.. Enumerable.Range(0, 20)];
        var drawn = DateArrangements.Of(dates, most: 100, Seed).Select(each => string.Join(' ', each)).ToList();
        drawn.Should().HaveCount(100);
        drawn[0].Should().Be(string.Join(' ', dates));
        drawn.Should().Equal(DateArrangements.Of(dates, most: 100, Seed).Select(each => string.Join(' ', each)));
    }

    [Theory]
    [InlineData(19, 1, true)]
    [InlineData(18, 1, false)]
    [InlineData(5, 2, true)]
    [InlineData(4, 2, false)]
    [InlineData(3, 3, true)]
    [InlineData(2, 3, false)]
    public void So_many_others_one_two_or_three_adopters_need(int others, int adopters, bool isEnough) =>
        (DateArrangements.Number([.. Enumerable.Repeat(9, others), .. Enumerable.Repeat(3, adopters)])
            >= PlaceboTest.FewestArrangements).Should().Be(isEnough);

    [Fact]
    public void Groups_that_drifted_apart_before_prove_nothing()
    {
        var units = Units(8, Seed, effect: -3);
        EffectRule.Compared(units, 2, null, new(LowerIsBetter: true, 1)).Verdict.Should().Be(EffectVerdict.Improved);
        List<AdoptingUnit> drifting =
        [
            .. units.Select(unit => unit.AdoptedAt is null
                ? unit : unit with { Values = [.. unit.Values.Select((value, period) => value - (3.0 * period))] }),
        ];
        EffectRule.Compared(drifting, 2, null, new(LowerIsBetter: true, 1))
            .Should().BeEquivalentTo(new { Verdict = EffectVerdict.TooFewData, Reason = EffectReason.Drifting });
    }

    [Fact]
    public void Whoever_adopted_before_there_was_a_base_is_left_out()
    {
        AdoptingUnit early = new([1, 2, 3, 4], 1), late = new([1, 2, 3, 9], 3), never = new([0, 0, 0, 0], null);
        StaggeredEffect.Of([early, late, never], 2, null).Should().Be(StaggeredEffect.Of([late, never], 2, null));
        new StaggeredAdoption([early, never], 2).Effect(Since).Effect.Should().BeNull();
    }

    [Fact]
    public void Units_with_different_numbers_of_periods_are_refused() =>
        FluentActions.Invoking(() => StaggeredEffect.Of([new([1, 2], null), new([1], null)], 1, null)).Should().Throw<ArgumentException>();

    private static List<AdoptingUnit> Units(int number, int seed, double effect)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, number).Select(unit =>
            {
                int? start = unit % 2 is 0 ? null : unit % 4 is 1 ? 4 : 5;
                return new AdoptingUnit(
                    [.. Enumerable.Range(0, 9).Select(period => random.NextDouble() + unit + (period >= start ? effect : 0))], start);
            }),
        ];
    }

    private static List<AdoptingUnit> Without(List<AdoptingUnit> units, double effect) =>
    [
        .. units.Select(unit => unit with
        {
            Values = [.. unit.Values.Select((value, period) => period >= unit.AdoptedAt ? value - effect : value)],
        }),
    ];
}
