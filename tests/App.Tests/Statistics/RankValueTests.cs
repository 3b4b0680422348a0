using FluentAssertions;
using Improvement.Bot.Statistics;
using Xunit;

namespace Improvement.Bot.Tests.Statistics;

public sealed class RankValueTests
{
    private static readonly RankFactor Expected = new(2.5, 1, 5), Loss = new(8, 4, 16), Works = new(0.5, 0.3, 0.7), Effort = new(10, 5, 20);

    [Fact]
    public void It_rises_with_what_is_lost_and_falls_with_the_effort()
    {
        var random = new Random(5);
        for (var run = 0; run < 1_000; run++)
        {
            var (factors, by) = (new[] { Any(random), Any(random), Any(random), Any(random) }, 1 + random.NextDouble());
            var before = Of(factors);
            for (var which = 0; which < factors.Length; which++)
            {
                var after = Of([.. factors.Select((each, at) => at == which ? Times(each, by) : each)]);
                var isMore = after.LowerQuartile > before.LowerQuartile;
                isMore.Should().Be(which < 3, $"factor {which} of {string.Join(", ", factors.AsEnumerable())} grows {by} times");
                after.LogDeviation.Should().BeApproximately(before.LogDeviation, 1e-9, "it is known as well as before");
            }
        }
    }

    [Fact]
    public void What_is_only_assumed_stands_behind_what_was_measured_with_the_same_mean()
    {
        var measured = RankValue.Of(Expected, Loss, Works, Effort);
        foreach (var assumed in new[]
        {
            RankValue.Of(RankFactor.Of(Expected.Mean), Loss, Works, Effort),
            RankValue.Of(Expected, RankFactor.Of(Loss.Mean), Works, Effort),
            RankValue.Of(Expected, Loss, RankFactor.Of(Works.Mean), Effort),
            RankValue.Of(Expected, Loss, Works, RankFactor.Of(Effort.Mean)),
        })
        {
            assumed.Value.Should().Be(measured.Value);
            assumed.LowerQuartile.Should().BeLessThan(measured.LowerQuartile);
        }
    }

    [Fact]
    public void The_chances_of_two_add_up_to_one_and_the_same_thing_is_about_equal_to_itself()
    {
        var (one, other) = (RankValue.Of(Expected, Loss, Works, Effort), RankValue.Of(Expected, Loss, Works, RankFactor.Of(1)));
        (one.ChanceAbove(other) + other.ChanceAbove(one)).Should().BeApproximately(1, 1e-12);
        other.ChanceAbove(one).Should().BeGreaterThan(0.8);
        one.IsAboutEqualTo(other).Should().BeFalse();
        one.IsAboutEqualTo(one).Should().BeTrue();

        var sure = RankValue.Of(new(1, 1, 1), new(1, 1, 1), new(1, 1, 1), new(1, 1, 1));
        sure.ChanceAbove(sure).Should().Be(0.5);
        sure.ChanceAbove(sure with { Value = 2 }).Should().Be(0);
        (sure with { Value = 2 }).ChanceAbove(sure).Should().Be(1);
    }

    [Fact]
    public void A_lower_limit_near_nothing_widens_no_more_than_a_thousandth_of_the_mean() =>
        RankValue.Of(new(1, 0, 1), new(1, 1, 1), new(1, 1, 1), new(1, 1, 1)).LogDeviation
            .Should().Be(RankValue.Of(new(1, 0.001, 1), new(1, 1, 1), new(1, 1, 1), new(1, 1, 1)).LogDeviation);

    private static RankValue Of(RankFactor[] factors) => RankValue.Of(factors[0], factors[1], factors[2], factors[3]);

    private static RankFactor Times(RankFactor factor, double by) => new(factor.Mean * by, factor.Lower * by, factor.Upper * by);

    private static RankFactor Any(Random random)
    {
        var mean = Math.Pow(10, 4 * random.NextDouble() - 2);
        return new(mean, mean * (0.05 + 0.95 * random.NextDouble()), mean * (1 + 9 * random.NextDouble()));
    }
}
