using FluentAssertions;
using Improvement.Bot.Errors.Alarms;
using Improvement.Bot.Errors.Verification;
using Improvement.Bot.Statistics;
using Improvement.Bot.Tests.Similarity;
using Xunit;

namespace Improvement.Bot.Tests.Errors.Alarms;

/// <summary>What the job decides, played over weeks: on simulated teams, and on the real weekly counts of Hadoop's reports.</summary>
public sealed class TeamJudgementTests
{
    private const int Seed = 20261127;
    private const int Year = 52;

    [Fact]
    public void A_simulated_team_keeps_its_budget_of_one_false_alarm_a_year()
    {
        const int Runs = 12;
        double[] rates = [0.1, 0.3, 0.6, 1, 2, 5];
        var (random, raised, rules) = (new Random(Seed), 0, new HashSet<AlarmRule>());
        for (var run = 0; run < Runs; run++)
        {
            List<CategoryWeeks> team =
                [.. rates.Select((rate, at) => new CategoryWeeks($"{at}", new CountDistribution(rate, 1.5).Draw(2 * Year, random)))];
            var played = new PlayedAlarms(team, random);
            for (var week = Year; week < 2 * Year; week++) played.Week(week);
            raised += played.Raised.Count;
            rules.UnionWith(played.Raised.Select(alarm => alarm.Rule));
        }

        ((double)raised / Runs).Should().BeInRange(0.1, 1.2, "a budget of 1, and the scatter of {0} years", Runs);
        rules.Should().HaveCount(2);
    }

    [SharedDataFact(HadoopReports.File)]
    public void On_the_real_counts_of_five_years_hardly_anything_is_told() => Played(Hadoop()).Should().HaveCountLessThanOrEqualTo(1);

    [SharedDataFact(HadoopReports.File)]
    public void Of_doublings_in_the_real_counts_most_are_found_within_eight_weeks()
    {
        var (counts, random, found, tried) = (Hadoop(), new Random(Seed), 0, 0);
        for (var start = 60; start + 8 <= counts.Length; start += 5)
        {
            var risen = counts[start..(start + 8)].Select(count => count + counts[start - 1 - random.Next(Year)]);
            int[] doubled = [.. counts[..start], .. risen];
            if (Played(doubled, from: start).Count > 0) found++;
            tried++;
        }

        ((double)found / tried).Should().BeGreaterThan(0.75, "the reference finds 90 % of {0}", tried);
    }

    [Fact]
    public void Week_by_week_the_job_raises_what_the_rule_raises_over_the_whole_history()
    {
        var random = new Random(Seed);
        for (var run = 0; run < 20; run++)
        {
            List<CategoryWeeks> team =
            [
                new("a", [.. new CountDistribution(3, 2).Draw(40, random), .. new CountDistribution(8, 2).Draw(30, random)]),
                new("b", new CountDistribution(6, 2).Draw(70, random)),
            ];
            var played = new PlayedAlarms(team);
            for (var week = RiseBaseline.FirstJudged; week < 70; week++) played.End(week);
            played.Raised.Select(alarm => (alarm.Category, Week: (alarm.Period.DayNumber - PlayedAlarms.First.DayNumber) / 7, alarm.Seen))
                .Should().Equal(WeeklyRise.Alarms(team).Select(alarm => (alarm.Category, alarm.Week, alarm.Seen)));
        }
    }

    [Fact]
    public void Weeks_that_were_missed_are_not_judged_any_more()
    {
        int[] risen = [.. Enumerable.Repeat(3, 30), 20, 20, 20, .. Enumerable.Repeat(3, 12)];
        new[] { 30, 31, 32 }.SelectMany(week => Only(risen, week)).Should().NotBeEmpty();
        Only(risen, 44).Should().BeEmpty("the rise is over");
    }

    [Fact]
    public void A_team_that_has_just_begun_has_no_alarms()
    {
        for (var week = 0; week < RiseBaseline.FirstJudged; week++)
        {
            var played = new PlayedAlarms([new("new", [.. Enumerable.Repeat(0, week), 90])]);
            played.Week(week);
            played.Raised.Should().BeEmpty();
        }
    }

    [Fact]
    public void What_is_known_is_not_told_by_either_rule_until_the_time_is_over()
    {
        var played = new PlayedAlarms([new("rising", [.. Enumerable.Repeat(3, 30), .. Enumerable.Repeat(30, 40)])])
        {
            KnownUntil = new DateTimeOffset(PlayedAlarms.First.AddDays(7 * 40), new(12, 0), TimeSpan.Zero),
        };
        played.End(30);
        played.Raised.Should().ContainSingle();
        for (var week = 31; week < 39; week++) played.End(week);
        played.Raised.Should().ContainSingle("it is known");
        played.End(39);
        played.Raised.Should().HaveCount(2, "the time is over, and it holds");
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(0.1, true)]
    [InlineData(12, true)]
    [InlineData(0.05, false)]
    [InlineData(-1, false)]
    [InlineData(13, false)]
    [InlineData(double.NaN, false)]
    public void A_budget_is_0_or_from_a_tenth_to_twelve(double budget, bool isGood) =>
        new AlarmSettings { FalseAlarmsAYear = budget }.Faults().Any().Should().Be(!isGood);

    private static List<NewAlarm> Only(int[] weeks, int week)
    {
        var played = new PlayedAlarms([new("one", weeks[..(week + 1)])]);
        played.End(week);
        return played.Raised;
    }

    private static List<NewAlarm> Played(int[] weeks, int from = RiseBaseline.FirstJudged)
    {
        var played = new PlayedAlarms([new("all", weeks)]);
        for (var week = from; week < weeks.Length; week++) played.End(week);
        return played.Raised;
    }

    private static int[] Hadoop()
    {
        var days = HadoopReports.Load().InOrder.Select(report => DateOnly.FromDateTime(report.Created)).ToList();
        var first = CalendarWeek.MondayOf(days[0]);
        var counts = new int[((days[^1].DayNumber - first.DayNumber) / 7) + 1];
        foreach (var day in days) counts[(day.DayNumber - first.DayNumber) / 7]++;
        return counts;
    }
}
