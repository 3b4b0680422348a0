using FluentAssertions;
using Improvement.Bot.Statistics;
using Xunit;

namespace Improvement.Bot.Tests.Statistics;

/// <summary>The table of verdicts, row by row.</summary>
public sealed class VerdictRuleTests
{
    private const int Trigger = 60;
    private const int Effective = 69;

    [Fact]
    public void Too_early_until_the_last_week_of_the_window_is_over()
    {
        var counts = Counts(before: 5, rise: 5, since: 1, window: 13);
        VerdictRule.On(counts with { Weeks = [.. counts.Weeks.SkipLast(1)] }).Should().Be(new FixVerdict(Verdict.TooEarly));
        VerdictRule.On(counts).Verdict.Should().NotBe(Verdict.TooEarly);
    }

    [Fact]
    public void Worked_if_the_rate_fell_beyond_chance()
    {
        var verdict = VerdictRule.On(Counts(before: 5, rise: 5, since: 1, window: 13));
        (verdict.Verdict, verdict.Reason).Should().Be((Verdict.Worked, null));
        verdict.RateBefore.Should().BeApproximately(5, 0.1);
        verdict.RateAfter.Should().BeApproximately(1, 0.1);
        verdict.Change!.Ratio.Should().BeApproximately(verdict.RateAfter!.Value / verdict.RateBefore!.Value, 1e-9);
        verdict.Change.Upper.Should().BeLessThan(1);
    }

    [Fact]
    public void Back_to_normal_if_a_real_rise_is_over() =>
        VerdictRule.On(Counts(before: 2, rise: 9, since: 2, window: 26)).Verdict.Should().Be(Verdict.BackToNormal);

    [Fact]
    public void Worse_if_the_rate_rose_beyond_chance() =>
        VerdictRule.On(Counts(before: 5, rise: 5, since: 12, window: 13)).Verdict.Should().Be(Verdict.Worse);

    [Fact]
    public void Did_not_work_if_the_reduction_that_counts_can_be_ruled_out() =>
        VerdictRule.On(Counts(before: 20, rise: 20, since: 20, window: 26)).Verdict.Should().Be(Verdict.DidNotWork);

    [Fact]
    public void Which_reduction_counts_is_the_proposals_matter() =>
        VerdictRule.On(Counts(before: 20, rise: 20, since: 20, window: 26) with { SmallestEffect = 0.95 })
            .Reason.Should()
            .Be(CannotTellReason.FitsAnything);

    [Fact]
    public void Cannot_tell_if_the_counts_fit_anything()
    {
        var verdict = VerdictRule.On(Counts(before: 1, rise: 1, since: 1, window: 8));
        (verdict.Verdict, verdict.Reason).Should().Be((Verdict.CannotTell, CannotTellReason.FitsAnything));
        verdict.Change!.Lower.Should().BeLessThan(0.75);
        verdict.Change.Upper.Should().BeGreaterThan(1);
    }

    [Theory]
    [InlineData(15, CannotTellReason.NoBaseline)]
    [InlineData(16, CannotTellReason.FitsAnything)]
    public void A_baseline_has_eight_weeks(int trigger, object reason) =>
        VerdictRule.On(new([.. Around(1, 40)], trigger, trigger + 9, 8)).Reason.Should().Be((CannotTellReason)reason);

    [Fact]
    public void No_baseline_is_said_at_once() =>
        VerdictRule.On(new([.. Around(1, 20)], 12, 20, 8)).Reason.Should().Be(CannotTellReason.NoBaseline);

    [Fact]
    public void Nothing_counted_in_a_comparison_says_nothing()
    {
        VerdictRule.On(Counts(before: 0, rise: 0, since: 0, window: 8)).Reason.Should().Be(CannotTellReason.NothingCounted);

        var onlyTheAlarm = new int[Effective + 8];
        onlyTheAlarm[Trigger] = 3;
        VerdictRule.On(new(onlyTheAlarm, Trigger, Effective, 8)).Reason.Should().Be(CannotTellReason.NothingCounted);
    }

    [Fact]
    public void Without_dispersion_there_is_no_verdict()
    {
        int[] onlyOneWeek = [.. new int[Effective], 4];
        VerdictRule.On(new(onlyOneWeek, Trigger, Effective, 1)).Reason.Should().Be(CannotTellReason.NoDispersion);
    }

    [Theory]
    [InlineData(30, 20, null)]
    [InlineData(30, 19, CannotTellReason.ReportingChanged)]
    [InlineData(30, 60, null)]
    public void A_fall_of_all_reports_by_more_than_a_third_leaves_no_verdict(int before, int since, object? reason)
    {
        int[] reports = [.. Enumerable.Repeat(before, Effective), .. Enumerable.Repeat(since, 13)];
        var verdict = VerdictRule.On(Counts(before: 5, rise: 5, since: 1, window: 13) with { TeamReports = reports });
        verdict.Reason.Should().Be((CannotTellReason?)reason);
        verdict.Change.Should().NotBeNull("the figures are shown all the same");
    }

    [Fact]
    public void Weeks_before_the_year_and_after_the_window_do_not_count()
    {
        int[] year = [.. Counts(before: 5, rise: 5, since: 1, window: 13).Weeks];
        var verdict = VerdictRule.On(new([.. year], Trigger, Effective, 13));
        VerdictRule.On(new([99, 0, .. year[..^13], .. year[^13..], 99], Trigger + 2, Effective + 2, 13)).Should().Be(verdict);
    }

    [Theory]
    [InlineData(7, Verdict.Worked, "compared with the rise alone, 10, it is less")]
    [InlineData(10, Verdict.Worse, "compared with the baseline alone, 6.6, it is more")]
    public void Neither_the_quiet_time_nor_the_rise_decides_alone(int since, object decidedAlone, string because)
    {
        var halfAYear = VerdictRule.WeeksWithRise;
        int[] weeks = [.. Around(5, Trigger + 1 - halfAYear), .. Around(10, halfAYear), .. Around(since, halfAYear)];
        VerdictRule.On(new(weeks, Trigger, Trigger + 1, halfAYear)).Verdict.Should().NotBe((Verdict)decidedAlone, because);
    }

    [Fact]
    public void The_reports_of_the_team_are_of_the_same_weeks()
    {
        var counts = Counts(before: 5, rise: 5, since: 1, window: 13) with { TeamReports = [1, 2] };
        ((Action)(() => VerdictRule.On(counts))).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_fix_comes_after_its_alarm() =>
        ((Action)(() => VerdictRule.On(new([.. Around(1, 90)], 60, 60, 8)))).Should().Throw<ArgumentException>();

    private static FixCounts Counts(int before, int rise, int since, int window)
    {
        int[] weeks = [.. Around(before, Effective), .. Around(since, window)];
        Around(rise, Effective - Trigger - 1).CopyTo(weeks, Trigger + 1);
        return new(weeks, Trigger, Effective, window);
    }

    /// <summary>Weeks that go around a mean.</summary>
    private static int[] Around(int mean, int weeks) =>
        [.. Enumerable.Range(0, weeks).Select(week => mean is 0 ? 0 : mean - 1 + week % 3)];
}
