using FluentAssertions;
using Improvement.Bot.Statistics;
using Xunit;

namespace Improvement.Bot.Tests.Statistics;

public sealed class RateRatioTests
{
    private static readonly int[] Events = [0, 1, 2, 5, 40, 1_000, 100_000];

    [Fact]
    public void Every_pair_of_counts_has_an_interval_around_its_ratio()
    {
        foreach (var (before, after) in Events.SelectMany(before => Events, (before, after) => (before, after)))
        {
            foreach (var freedom in new int?[] { null, 1, 2, 30 })
            {
                var found = RateRatio.Of(new(before, 26), new(after, 8), 1.7, freedom);
                if (before + after is 0)
                {
                    found.Should().BeNull();
                    continue;
                }
                found!.Lower.Should().BeInRange(0, found.Ratio ?? double.MaxValue);
                found.Upper.Should().BeGreaterThan(found.Ratio ?? found.Lower);
                found.P.Should().BeInRange(0, 1);
                (found.Ratio is null).Should().Be(before is 0);
                double.IsPositiveInfinity(found.Upper).Should().Be(before is 0);
            }
        }
    }

    [Fact]
    public void Exchanging_before_and_after_turns_the_interval_round()
    {
        var (there, back) = (RateRatio.Of(new(30, 26), new(4, 8), 1.3, 20)!, RateRatio.Of(new(4, 8), new(30, 26), 1.3, 20)!);
        back.Lower.Should().BeApproximately(1 / there.Upper, 1e-9);
        back.Upper.Should().BeApproximately(1 / there.Lower, 1e-9);
        back.P.Should().BeApproximately(there.P, 1e-9);
    }

    [Fact]
    public void More_scatter_and_less_knowledge_of_it_widen_the_interval()
    {
        var widths = new[] { Width(1, null), Width(1, 30), Width(2, 30), Width(2, 4) };
        widths.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();

        static double Width(double dispersion, int? freedom) =>
            RateRatio.Of(new(30, 26), new(10, 13), dispersion, freedom) is { } found ? found.Upper - found.Lower : 0;
    }

    [Fact]
    public void The_wider_dispersion_decides_at_each_end()
    {
        int[] before = [9, 9, 9, 9, 1, 1, 1, 1, 9, 9, 9, 9, 1, 1, 1, 1, 9, 9, 9, 9];
        int[] after = [9, 9, 9, 9, 1, 1, 1, 1];
        var change = RateChange.Between(before, after)!;
        change.PhiOfBlocks.Should().BeGreaterThan(change.PhiOfWeeks);
        var byWeeks = RateRatio.Of(WeeklyCount.Of(before), WeeklyCount.Of(after), change.PhiOfWeeks, 26)!;
        change.Lower.Should().BeLessThan(byWeeks.Lower);
        change.Upper.Should().BeGreaterThan(byWeeks.Upper);
    }

    [Fact]
    public void Nothing_after_or_before_is_no_comparison()
    {
        RateChange.Between([], [1, 2]).Should().BeNull();
        RateChange.Between([1, 2], []).Should().BeNull();
        RateChange.Between([3], [4]).Should().BeNull("one week on either side does not scatter");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1.5)]
    public void Only_a_fall_can_be_promised(double ratio) =>
        ((Action)(() => WatchWindow.For(new(26, 26), 1, ratio))).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void Much_is_watched_for_eight_weeks_and_little_for_half_a_year()
    {
        WatchWindow.For(new(5_000, 26), 1, 0.5).Should().BeEquivalentTo(new { Weeks = 8, IsReachable = true });
        WatchWindow.For(new(3, 26), 1, 0.5).Should().Be(new WatchWindow(26, false, null));
    }
}
