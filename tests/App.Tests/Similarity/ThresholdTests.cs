using FluentAssertions;
using Improvement.Bot.Similarity;
using Xunit;

namespace Improvement.Bot.Tests.Similarity;

public sealed class ThresholdTests
{
    [Fact]
    public void Without_records_it_is_what_it_is_at_first() => Threshold.Of([]).Should().Be(Threshold.AtFirst);

    [Fact]
    public void It_comes_to_lie_above_what_nearly_all_find() =>
        Threshold.Of([.. Enumerable.Range(0, 64).Select(at => at * 0.002)]).Should().BeInRange(0.12, 0.15);

    [Fact]
    public void A_few_records_move_it_little_and_it_never_leaves_its_bounds()
    {
        Threshold.Of([.. Enumerable.Repeat(0.0, 8)]).Should().Be(0.1);
        Threshold.Of([.. Enumerable.Repeat(0.0, 64)]).Should().Be(0.05);
        Threshold.Of([.. Enumerable.Repeat(0.9, 64)]).Should().Be(0.4);
    }

    [Theory]
    [InlineData(11, 0, false)]
    [InlineData(12, 0, true)]
    [InlineData(12, 12, false)]
    [InlineData(15, 12, true)]
    [InlineData(1_249, 1_000, false)]
    [InlineData(1_250, 1_000, true)]
    public void It_is_learnt_from_a_dozen_on_and_whenever_there_are_a_quarter_more(long records, long learntAt, bool isDue) =>
        Threshold.IsDue(records, learntAt).Should().Be(isDue);
}
