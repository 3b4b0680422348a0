using FluentAssertions;
using Improvement.Bot.Statistics;
using MathNet.Numerics.Distributions;
using Xunit;

namespace Improvement.Bot.Tests.Statistics;

/// <summary>What an effect is called, and that neither the origin of a scale nor its direction changes it.</summary>
public sealed class EffectRuleTests
{
    private const int Seed = 20261128;

    private static readonly EffectPromise Fewer = new(LowerIsBetter: true, 1);

    [Theory]
    [InlineData(-3, -0.1, nameof(EffectVerdict.Improved))]
    [InlineData(0.1, 3, nameof(EffectVerdict.Worse))]
    [InlineData(-0.9, 0.5, nameof(EffectVerdict.NoClearChange))]
    [InlineData(-0.9, 50, nameof(EffectVerdict.NoClearChange))]
    [InlineData(-1, 0.5, nameof(EffectVerdict.TooFewData))]
    [InlineData(0, 0, nameof(EffectVerdict.NoClearChange))]
    [InlineData(double.NegativeInfinity, double.PositiveInfinity, nameof(EffectVerdict.TooFewData))]
    public void By_its_interval(double lower, double upper, string verdict)
    {
        var change = new ChangeInterval(0, lower, upper);
        EffectRule.On(change, Fewer).ToString().Should().Be(verdict);
        EffectRule.On(change.Turned(), Fewer with { LowerIsBetter = false }).ToString().Should().Be(verdict);
    }

    [Theory]
    [InlineData(-3, -0.1, nameof(EffectVerdict.Improved))]
    [InlineData(0.1, 3, nameof(EffectVerdict.Worse))]
    [InlineData(-50, 0.9, nameof(EffectVerdict.NoClearChange))]
    [InlineData(-0.5, 1, nameof(EffectVerdict.TooFewData))]
    public void What_must_not_get_worse_is_looked_at_from_the_other_side(double lower, double upper, string verdict)
    {
        var change = new ChangeInterval(0, lower, upper);
        EffectRule.OfBalance(promise => new(EffectRule.On(change, promise), Reason: null), Fewer).Verdict.ToString().Should().Be(verdict);
    }

    [Theory]
    [InlineData(7, 30, nameof(EffectReason.FewBefore))]
    [InlineData(30, 7, nameof(EffectReason.FewAfter))]
    public void Seven_values_are_too_few(int before, int after, string reason)
    {
        foreach (var found in Of(Drawn(before, 0, 1), Drawn(after, -5, 2)))
        {
            found.Verdict.Should().Be(EffectVerdict.TooFewData);
            found.Reason.ToString().Should().Be(reason);
            found.Change.Should().BeNull();
        }
    }

    [Fact]
    public void Weeks_without_a_value_keep_their_place_and_count_as_none()
    {
        double?[] rising = [.. Enumerable.Range(1, 12).Select(week => week % 3 is 0 ? null : (double?)week)];
        double?[] on = [.. Enumerable.Range(13, 12).Select(week => week % 3 is 0 ? null : (double?)week)];
        var found = InterruptedSeries.Of(rising, on)!;
        found.Jump.Should().BeApproximately(0, 1e-9);
        found.SlopeBefore.Should().BeApproximately(1, 1e-9);
        EffectRule.Interrupted(rising[..11], on, Fewer).Change.Should().NotBeNull();
        EffectRule.Interrupted(rising[..10], on, Fewer).Reason.Should().Be(EffectReason.FewBefore);
    }

    [Fact]
    public void Neither_the_origin_nor_the_direction_of_a_scale_changes_a_verdict()
    {
        for (var seed = Seed; seed < Seed + 50; seed++)
        {
            double?[] before = Drawn(9 + (seed % 9), 0, seed), after = Drawn(8 + (seed % 7), seed % 4, seed + 1);
            foreach (var (plain, moved, turned) in Of(before, after).Zip(
                Of(Each(before, value => value + 40), Each(after, value => value + 40)),
                Of(Each(before, value => -value), Each(after, value => -value), Fewer with { LowerIsBetter = false })))
            {
                moved.Verdict.Should().Be(plain.Verdict);
                turned.Verdict.Should().Be(plain.Verdict);
                Same(moved.Change!, plain.Change!);
                Same(turned.Change!.Turned(), plain.Change!);
            }
        }
    }

    [Fact]
    public void Values_that_hang_together_prove_nothing_by_themselves()
    {
        double?[] before = [.. Enumerable.Range(0, 26).Select(week => 9 + (double?)Math.Sin(week / 5.0))];
        double?[] after = [.. Enumerable.Range(0, 26).Select(week => 1 + (double?)Math.Sin(week / 5.0))];
        var found = EffectRule.BeforeAfter(before, after, Fewer);
        found.Change!.Upper.Should().BeNegative();
        (found.Verdict, found.Reason, found.HangsTogether).Should().Be((EffectVerdict.TooFewData, EffectReason.HangsTogether, true));
    }

    [Fact]
    public void Counts_that_fall_from_four_a_week_to_one()
    {
        int[] before = [4, 3, 6, 4, 2, 5, 4, 3, 5, 4, 6, 2], after = [1, 0, 2, 1, 1, 0, 2, 1];
        var found = EffectRule.OfCounts(before, after, Fewer);
        found.Verdict.Should().Be(EffectVerdict.Improved);
        (found.Before, found.After).Should().Be((4, 1));
        found.Change!.Change.Should().BeApproximately(-3, 1e-9);
        EffectRule.OfCounts(after, before, Fewer).Verdict.Should().Be(EffectVerdict.Worse);
        EffectRule.OfCounts(new int[12], after, Fewer).Reason.Should().Be(EffectReason.NothingBefore);
        EffectRule.OfCounts(before[..7], after, Fewer).Reason.Should().Be(EffectReason.FewBefore);
    }

    private static EffectFinding[] Of(double?[] before, double?[] after, EffectPromise? promise = null) =>
        [EffectRule.BeforeAfter(before, after, promise ?? Fewer), EffectRule.Interrupted(before, after, promise ?? Fewer)];

    private static double?[] Drawn(int number, double fall, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, number).Select(_ => (double?)(Normal.Sample(random, 10, 1) - fall))];
    }

    private static double?[] Each(double?[] values, Func<double, double> change) =>
        [.. values.Select(value => value is { } known ? change(known) : default(double?))];

    private static void Same(ChangeInterval found, ChangeInterval expected)
    {
        found.Change.Should().BeApproximately(expected.Change, 1e-9);
        found.Lower.Should().BeApproximately(expected.Lower, 1e-9);
        found.Upper.Should().BeApproximately(expected.Upper, 1e-9);
    }
}
