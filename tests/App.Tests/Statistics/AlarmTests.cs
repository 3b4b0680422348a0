using FluentAssertions;
using Improvement.Bot.Statistics;
using Xunit;

namespace Improvement.Bot.Tests.Statistics;

public sealed class AlarmTests
{
    [Fact]
    public void A_rise_is_told_with_what_was_usual_and_what_was_seen()
    {
        var alarm = WeeklyRise.Alarms([new("steady", Around(4, 45)), new("rising", [.. Around(4, 40), 12, 12, 12, 12, 12])])
            .Should().ContainSingle().Subject;
        alarm.Category.Should().Be("rising");
        alarm.Week.Should().BeInRange(40, 43);
        alarm.Expected.Should().BeApproximately(16, 1);
        alarm.Seen.Should().BeGreaterThan(20);
    }

    [Fact]
    public void After_an_alarm_a_category_is_silent_for_eight_weeks()
    {
        var weeks = WeeklyRise.Alarms([new("rising", [.. Around(4, 40), .. Around(60, 30)])]).Select(alarm => alarm.Week).ToList();
        weeks.Should().HaveCountGreaterThan(1);
        weeks.Zip(weeks.Skip(1), (first, next) => next - first).Should().OnlyContain(between => between > RiseChart.SilentWeeks);
    }

    [Fact]
    public void Nothing_is_judged_before_the_thirteenth_week()
    {
        WeeklyRise.Alarms([new("early", [1, 1, 1, 1, 1, 1, 1, 1, 90, 90, 90, 90])]).Should().BeEmpty();
        WeeklyRise.Alarms([new("in time", [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 90])]).Should().ContainSingle().Which.Week.Should().Be(12);
        WeeklyRise.Alarms([new("new", [])]).Should().BeEmpty();
        WeeklyRise.Alarms([]).Should().BeEmpty();
    }

    [Fact]
    public void A_category_with_less_than_one_a_week_is_left_to_the_rule_for_rare_ones() =>
        WeeklyRise.Alarms([new("rare", [.. Enumerable.Range(0, 30).Select(week => week % 9 is 0 ? 0 : 1), 9, 9])]).Should().BeEmpty();

    [Fact]
    public void The_categories_of_a_team_have_the_same_weeks() =>
        ((Action)(() => WeeklyRise.Alarms([new("long", new int[20]), new("short", new int[19])]))).Should().Throw<ArgumentException>();

    [Fact]
    public void Weeks_that_hang_together_raise_the_limit()
    {
        int[] waves = [.. Enumerable.Range(0, 40).Select(week => week / 5 % 2 is 0 ? 2 : 8)];
        var chart = new RiseChart(waves);
        var usual = chart.Baseline(39);
        TeamScatter.Of([usual]).Correlation.Should().BeInRange(0.4, TeamScatter.HighestCorrelation);
        var team = new TeamScatter(1.5, 0);
        chart.Judge(39, usual, team, 2.9);
        var independent = chart.Limit;
        chart.Judge(39, usual, team with { Correlation = 0.5 }, 2.9);
        chart.Limit.Should().BeGreaterThan(independent!.Value);
    }

    [Fact]
    public void A_team_of_several_categories_borrows_their_variance()
    {
        var usual = new RiseChart(Around(5, 30)).Baseline(29);
        TeamScatter.Of([]).Should().Be(new TeamScatter(1.5, 0));
        TeamScatter.Of([usual]).Variance.Should().Be(1.5);
        TeamScatter.Of([usual, usual]).Variance.Should().BeInRange(usual.Variance, 1.5);
    }

    [Theory]
    [InlineData(1, 1, 2.5)]
    [InlineData(5, 1, 2.9)]
    [InlineData(10, 1, 3.2)]
    [InlineData(20, 1, 3.5)]
    [InlineData(10, 2, 2.9)]
    public void A_budget_of_false_alarms_sets_the_limit(int categories, double budget, double limitWidth) =>
        AlarmBudget.LimitWidth(categories, budget).Should().BeApproximately(limitWidth, 1e-9);

    [Theory]
    [InlineData(0.02, 2, 2)]
    [InlineData(0.05, 3, 4)]
    [InlineData(0.1, 4, 5)]
    [InlineData(0.15, 5, 7)]
    [InlineData(0.2, 6, 8)]
    [InlineData(0.3, 7, 10)]
    [InlineData(0.5, 9, 13)]
    [InlineData(1, 13, 18)]
    public void The_number_in_thirty_days_follows_from_the_rate(double rate, int number, int inBursts)
    {
        RareRule.For(rate).Number.Should().Be(number);
        RareRule.For(rate, 1.2).Number.Should().Be(number, "a little scatter is chance");
        RareRule.For(rate, 2).Number.Should().Be(inBursts);
    }

    [Fact]
    public void After_an_alarm_the_thirty_days_start_anew()
    {
        var rule = new RareRule(3, 0.05);
        rule.Alarms(Days(1, 15, 30, 31, 32, 33, 80, 109, 110)).Should().Equal(Days(30, 33));
        rule.Alarms(Days(1, 15, 31)).Should().BeEmpty("the first is 30 days old then");
        rule.Alarms(Days(5, 5, 5)).Should().Equal(Days(5));
    }

    [Fact]
    public void The_rate_of_a_category_without_reports_is_above_zero() =>
        RareRule.Rate(new(0, 26)).Should().BeApproximately(0.5 / 30, 1e-9);

    [Fact]
    public void The_false_alarms_of_all_rules_add_up()
    {
        AlarmBudget.ExpectedAYear(3, [new(2, 0.05), new(4, 0.1)], 5).Should().BeApproximately(0.75, 1e-9);
        AlarmBudget.ExpectedAYear(0, [new(2, 0.05)], 1).Should().BeApproximately(0.05, 1e-9);
        AlarmBudget.ExpectedAYear(10, [], 10, 2).Should().BeApproximately(2, 1e-9);
    }

    private static DateOnly[] Days(params int[] days) => [.. days.Select(day => new DateOnly(2026, 1, 1).AddDays(day - 1))];

    private static int[] Around(int mean, int weeks) => [.. Enumerable.Range(0, weeks).Select(week => mean - 1 + week % 3)];
}
