using System.Globalization;
using FluentAssertions;
using Improvement.Bot.Attention;
using Improvement.Bot.Digests;
using Improvement.Bot.People;
using Xunit;

namespace Improvement.Bot.Tests.Digests;

/// <summary>When a digest is due, in the time zone of its team.</summary>
public sealed class DigestCalendarTests
{
    private static readonly WorkingHours Work = new(TimeSpan.FromHours(9), TimeSpan.FromHours(17));
    private static readonly Team Berlin = TeamIn("Europe/Berlin", At("2026-01-01T00:00Z"));

    // 2026-03-29 is the Sunday on which clocks go forward in Berlin, 2026-10-25 that on which they go back
    [Theory]
    [InlineData("2026-03-17T00:00Z", "2026-03-23T08:00Z")]
    [InlineData("2026-03-23T08:00Z", "2026-03-30T07:00Z")]
    [InlineData("2026-03-23T07:59Z", "2026-03-23T08:00Z")]
    [InlineData("2026-10-19T07:00Z", "2026-10-26T08:00Z")]
    public void Nine_o_clock_stays_nine_o_clock_when_the_clocks_change(string after, string next) =>
        Calendar(Berlin, DigestSettings.Usual).Next(At(after)).At.Should().Be(At(next));

    [Fact]
    public void An_hour_that_the_clock_leaves_out_is_over_when_it_goes_on() =>
        Calendar(Berlin, DigestSettings.Usual with { Days = DigestDays.Sunday, At = new(2, 30) }).Next(At("2026-03-28T12:00Z")).At
            .Should().Be(At("2026-03-29T01:00Z"));

    [Fact]
    public void Every_working_day_is_every_day_on_which_the_team_works()
    {
        var calendar = Calendar(Berlin with { WorkingHours = "Sun-Thu 08:00-16:00" }, DigestSettings.Usual with
        {
            Days = DigestDays.EveryWorkingDay,
        });
        var (days, at) = (new List<DayOfWeek>(), At("2026-03-06T12:00Z"));
        for (var i = 0; i < 6; i++)
        {
            var next = calendar.Next(at);
            days.Add(next.Day.DayOfWeek);
            at = next.At;
        }

        days.Should().Equal(
            DayOfWeek.Sunday, DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Sunday);
    }

    [Fact]
    public void In_the_first_week_none_is_due_so_that_nothing_old_is_told_as_new()
    {
        var team = TeamIn("UTC", At("2026-03-04T12:00Z")); // a Wednesday
        var calendar = Calendar(team, DigestSettings.Usual);

        calendar.NextOf(team, At("2026-03-04T12:00Z")).At.Should().Be(At("2026-03-16T09:00Z"));
        calendar.ToPost(team, new(2026, 3, 4), At("2026-03-09T09:00Z")).Should().BeNull();
        calendar.ToPost(team, new(2026, 3, 4), At("2026-03-16T09:00Z"))!.Day.Should().Be(new DateOnly(2026, 3, 16));
    }

    [Theory]
    [InlineData("2026-03-16T09:00Z", "2026-03-16")]
    [InlineData("2026-03-19T08:59Z", "2026-03-16")]
    [InlineData("2026-03-19T09:01Z", null)]
    [InlineData("2026-03-30T12:00Z", "2026-03-30")]
    public void What_was_missed_is_made_up_for_within_three_days_and_of_several_only_the_last(string now, string? day)
    {
        var team = TeamIn("UTC", At("2026-01-01T00:00Z"));

        var found = Calendar(team, DigestSettings.Usual).ToPost(team, new(2026, 3, 9), At(now));

        found?.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture).Should().Be(day);
    }

    [Fact]
    public void It_tells_of_a_week_and_of_nothing_that_was_told_before()
    {
        DigestCalendar.FromOf(new(2026, 3, 16), new(2026, 3, 9)).Should().Be(new DateOnly(2026, 3, 9));
        DigestCalendar.FromOf(new(2026, 3, 16), new(2026, 3, 12)).Should().Be(new DateOnly(2026, 3, 12));
        DigestCalendar.FromOf(new(2026, 3, 16), new(2026, 1, 1)).Should().Be(new DateOnly(2026, 3, 9));
    }

    [Fact]
    public void Whatever_the_zone_the_settings_and_the_moment_are_the_next_is_later_at_that_hour_and_within_nine_days()
    {
        var random = new Random(1);
        string[] zones = ["UTC", "Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Auckland", "Australia/Lord_Howe"];
        for (var i = 0; i < 2_000; i++)
        {
            var zone = zones[random.Next(zones.Length)];
            var settings = DigestSettings.Usual with
            {
                Days = (DigestDays)random.Next(8), At = TimeOnly.MinValue.AddMinutes(30 * random.Next(48)),
            };
            var calendar = Calendar(TeamIn(zone, default), settings);
            var now = At("2026-01-01T00:00Z").AddMinutes(random.Next(0, 400 * 24 * 60));

            var (next, latest) = (calendar.Next(now), calendar.Latest(now));

            next.At.Should().BeAfter(now).And.BeBefore(now.AddDays(9));
            latest.At.Should().BeOnOrBefore(now).And.BeAfter(now.AddDays(-9));
            calendar.Latest(next.At).Should().Be(next);
            calendar.Next(latest.At).Should().Be(next, "none is between the two");
            var local = TimeZoneInfo.ConvertTime(next.At, calendar.Zone).DateTime;
            (TimeOnly.FromDateTime(local) - settings.At).Should().BeLessThan(TimeSpan.FromMinutes(61));
        }
    }

    private static DigestCalendar Calendar(Team team, DigestSettings settings) => DigestCalendar.Of(team, settings, Work);

    private static Team TeamIn(string zone, DateTimeOffset installed) => new(
        new(1), null, "19:team", "home", "Team", "https://channel.example/", "19:t", null, zone, null, false, null, installed, null);

    private static DateTimeOffset At(string moment) =>
        DateTimeOffset.ParseExact(moment, "yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
