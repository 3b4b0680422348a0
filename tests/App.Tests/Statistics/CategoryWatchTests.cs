using FluentAssertions;
using Improvement.Bot.Statistics;
using Xunit;

namespace Improvement.Bot.Tests.Statistics;

/// <summary>Which rule watches a category, and whether both together keep one budget.</summary>
public sealed class CategoryWatchTests
{
    private const int Runs = 200;
    private const int Seed = 20261127;

    [Fact]
    public void A_category_is_watched_by_the_week_from_one_a_week_on_and_stays_so_until_half_of_it()
    {
        IsByWeek(Enumerable.Repeat(1, 20)).Should().BeTrue();
        IsByWeek(Enumerable.Range(0, 40).Select(week => week % 9 is 0 ? 0 : 1)).Should().BeFalse("it never had one a week");
        IsByWeek([.. Enumerable.Repeat(2, 20), .. Alternating(30)]).Should().BeTrue("it had");
        IsByWeek([.. Enumerable.Repeat(1, 20), .. Enumerable.Repeat(0, 60)]).Should().BeFalse("nothing is left of it");
    }

    [Fact]
    public void Following_what_was_raised_leaves_the_same_state_as_judging()
    {
        var random = new Random(Seed);
        for (var run = 0; run < 50; run++)
        {
            var team = Team(random, 70, 0.3, 1, 2, 6);
            var (judging, following) = (new CategoryWatch(team, 3), new CategoryWatch(team, 3));
            for (var week = RiseBaseline.FirstJudged; week < 70; week++)
            {
                var raised = judging.Judge().Select(alarm => alarm.Category).ToHashSet();
                if (week < 69) following.Follow(raised.Contains);
                else following.Judge().Select(alarm => alarm.Category).Should().BeEquivalentTo(raised);
            }

            following.Rules().Should().BeEquivalentTo(judging.Rules());
        }
    }

    [Fact]
    public void Every_category_has_the_same_share_of_the_budget_whatever_rule_it_goes_by()
    {
        var watch = new CategoryWatch(Team(new(Seed), 60, 0.1, 0.3, 2, 5), 1);
        while (watch.Week < 59) watch.Judge();
        var rare = watch.Rules().Select(rule => rule.Rare).OfType<RareRule>().ToList();
        rare.Should().HaveCount(2).And.OnlyContain(rule => rule.FalseAlarmsAYear <= 0.25);
        AlarmBudget.ExpectedAYear(2, rare, 4).Should().BeLessThanOrEqualTo(1);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 1)]
    [InlineData(5, 2)]
    [InlineData(30, 3)]
    public void A_number_from_estimates_is_never_lower_than_one_from_what_is_known(int events, double dispersion)
    {
        var baseline = new WeeklyCount(events, 52);
        var known = RareRule.For(RareRule.Rate(baseline), dispersion);
        var estimated = RareRule.Estimated(baseline, dispersion, AlarmBudget.OfRareCategory);
        estimated.Number.Should().BeGreaterThanOrEqualTo(known.Number);
        estimated.FalseAlarmsAYear.Should().BeLessThanOrEqualTo(AlarmBudget.OfRareCategory);
        RareRule.Estimated(new(events, 12), dispersion,
            AlarmBudget.OfRareCategory).Number.Should().BeGreaterThanOrEqualTo(estimated.Number);
    }

    [Theory]
    [InlineData(5, 1.5)]
    [InlineData(10, 1)]
    [InlineData(10, 3)]
    [InlineData(20, 2)]
    public void Both_rules_together_keep_the_budget_of_one_false_alarm_a_year(int categories, double dispersion)
    {
        var found = new AlarmSimulation(Runs, Seed).WithoutRise(categories, dispersion, withRare: true);
        found.ByWeek.Should().BeGreaterThan(0);
        found.Rare.Should().BeGreaterThan(0);
        found.AlarmsAYear.Should().BeLessThan(1);
    }

    [Fact]
    public void At_the_border_between_the_rules_more_doublings_are_found_than_without_hysteresis()
    {
        var without = new AlarmSimulation(2 * Runs, Seed, CategoryWatch.FewestAWeek).WithRise(1, 3);
        var with = new AlarmSimulation(2 * Runs, Seed).WithRise(1, 3);
        with.DoublingFound.Should().BeGreaterThan(without.DoublingFound).And.BeGreaterThan(0.09);
        with.TriplingFound.Should().BeGreaterThan(without.TriplingFound);
    }

    private static bool IsByWeek(IEnumerable<int> counts)
    {
        int[] weeks = [.. counts];
        var watch = new CategoryWatch([new("one", weeks)], 1);
        while (watch.Week + 1 < weeks.Length) watch.Judge();
        return watch.Rules().Single().Rare is null;
    }

    private static IEnumerable<int> Alternating(int weeks) => Enumerable.Range(0, weeks).Select(week => week % 2);

    private static List<CategoryWeeks> Team(Random random, int weeks, params double[] rates) =>
        [.. rates.Select((rate, at) => new CategoryWeeks($"{at}", new CountDistribution(rate, 1.5).Draw(weeks, random)))];
}
