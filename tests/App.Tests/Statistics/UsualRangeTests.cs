using FluentAssertions;
using Improvement.Bot.Statistics;
using Improvement.Bot.Tests.Errors;
using Xunit;

namespace Improvement.Bot.Tests.Statistics;

/// <summary>Whether the number of a week is as usual.</summary>
public sealed class UsualRangeTests
{
    [SharedDataFact(KnownAnswers.File)]
    public void The_limits_are_those_that_other_programs_give()
    {
        foreach (var known in KnownAnswers.Of("xmr"))
        {
            var series = known.Inputs.GetProperty("series").EnumerateArray().Select(each => each.GetDouble()).ToList();
            if (series.Count < 2) continue; // without a moving range there is no chart
            var found = UsualRange.Of(series);
            known.Check("mean", found?.Mean);
            known.Check("mr", found?.MovingRange);
            known.Check("lower", found?.Lower);
            known.Check("upper", found?.Upper);
            known.Check("mr_upper", found?.RangeLimit);
        }
    }

    [Theory]
    [InlineData(nameof(Variation.TooFew), new int[0])]
    [InlineData(nameof(Variation.TooFew), new[] { 90 })]
    [InlineData(nameof(Variation.TooFew), new[] { 5, 7, 6, 4, 6, 90 })]
    [InlineData(nameof(Variation.AsUsual), new[] { 5, 7, 6, 4, 6, 5, 9 })]
    [InlineData(nameof(Variation.More), new[] { 5, 7, 6, 4, 6, 5, 90 })]
    [InlineData(nameof(Variation.Fewer), new[] { 50, 51, 52, 51, 50, 51, 3 })]
    [InlineData(nameof(Variation.TooFew), new[] { 5, 5, 5, 5, 5, 5, 9 })]
    public void The_last_week_is_judged_by_those_before_it(string expected, int[] weeks) =>
        UsualRange.OfLast(weeks).ToString().Should().Be(expected);
}
