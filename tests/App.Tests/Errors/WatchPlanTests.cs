using FluentAssertions;
using Improvement.Bot.Errors.Verification;
using Improvement.Bot.Statistics;
using Xunit;

namespace Improvement.Bot.Tests.Errors;

/// <summary>How long a fix is watched, which weeks its verdict is read from, and how they are drawn.</summary>
public sealed class WatchPlanTests
{
    private static readonly DateOnly Start = new(2025, 1, 6);

    [Theory]
    [InlineData(16, false)] // the week of the first report, then 15: seven lie before the nine that may hold the rise
    [InlineData(17, true)]
    public void A_baseline_takes_eight_weeks_that_end_nine_before_the_decision(int weeks, bool has) =>
        (WatchPlan.For(Series([.. Enumerable.Repeat(3, weeks), 0]), Week(weeks)).Window is not null).Should().Be(has);

    [Fact]
    public void What_is_frequent_is_watched_as_long_as_it_takes_and_what_is_rare_not_at_all()
    {
        WatchPlan.For(Series([.. Enumerable.Repeat(10, 60), 0]), Week(60)).Weeks.Should().BeInRange(WatchWindow.Fewest, 10);
        WatchPlan.For(Series([1, .. Enumerable.Repeat(0, 58), 1, 0]), Week(60)).Weeks.Should().Be(0);
        WatchPlan.For(Series([1, 1, 0]), Week(2)).Weeks.Should().Be(0, "it is new");
    }

    [Fact]
    public void The_plan_looks_at_no_week_after_the_decision()
    {
        int[] before = [.. Enumerable.Repeat(4, 40)];
        var then = WatchPlan.For(Series([.. before, 0]), Week(40));

        WatchPlan.For(Series([.. before, .. Enumerable.Repeat(90, 12), 0]), Week(40)).Should().Be(then);
    }

    [Fact]
    public void The_verdict_compares_with_the_week_after_the_first_report_on_and_leaves_the_present_week_out()
    {
        var counts = WatchedWeeks.Of(
            Series([0, 0, 7, 1, 2, 3, 9]), new(Start, [50, 50, 50, 50, 50, 50, 50]), trigger: Week(4), first: Week(5), window: 8);

        counts.Weeks.Should().Equal(1, 2, 3);
        (counts.Trigger, counts.Effective).Should().Be((1, 2));
        counts.TeamReports.Should().Equal(50, 50, 50);
    }

    [Fact]
    public void A_team_that_reports_little_besides_is_not_asked_whether_it_reports_less()
    {
        int[] weeks = [.. Enumerable.Repeat(5, 40), .. Enumerable.Repeat(0, 8), 0];
        int[] others = [.. Enumerable.Repeat(0, 39), 1, .. Enumerable.Repeat(0, 9)];

        WatchedWeeks.Of(Series(weeks), new(Start, others), Week(30), Week(40), 8).TeamReports.Should().BeNull();
    }

    [Fact]
    public void A_success_that_is_complete_is_no_change_of_reporting_as_the_error_itself_is_not_counted_there()
    {
        int[] weeks = [.. Enumerable.Repeat(5, 40), .. Enumerable.Repeat(0, 8), 0];
        int[] others = [.. Enumerable.Repeat(2, 49)];

        var verdict = VerdictRule.On(WatchedWeeks.Of(Series(weeks), new(Start, others), Week(30), Week(40), 8));

        verdict.Verdict.Should().Be(Verdict.Worked);
    }

    [Fact]
    public void The_picture_has_half_a_year_before_the_fix_and_the_window_with_what_would_be_expected()
    {
        int[] weeks = [.. Enumerable.Repeat(4, 50), 1, 0, 2, 0, 0];

        var picture = WeeksPicture.Of(Series(weeks), Week(46), Week(50), window: 12)!;

        picture.Weeks.Should().HaveCount(WeeksPicture.MostBefore + 4, "four of the twelve weeks are over");
        picture.Weeks.Select(week => week.Period).Distinct().Should().Equal(WeekPeriod.Before, WeekPeriod.Between, WeekPeriod.Since);
        picture.Weeks[0].Monday.Should().Be(Week(24));
        picture.Weeks.Count(week => week.Period is WeekPeriod.Between).Should().Be(3);
        picture.Weeks.Where(week => week.Period is WeekPeriod.Since).Select(week => week.Count).Should().Equal(1, 0, 2, 0);
        (picture.Low, picture.High).Should().Be((1, 8), "so spread Poisson counts with a mean of 4");
        WeeksPicture.Of(Series([3, 0]), Week(0), Week(1), window: 12).Should().BeNull("there is no week to compare with");
    }

    private static WeeklyOccurrences Series(int[] counts)
    {
        var first = Array.FindIndex(counts, count => count > 0);
        return new(Start, counts) { FirstMet = first < 0 ? null : Week(first) };
    }

    private static DateOnly Week(int at) => Start.AddDays(7 * at);
}
