using FluentAssertions;
using Improvement.Bot.Actions;
using Xunit;

namespace Improvement.Bot.Tests.Actions;

/// <summary>When the owner of an action item is reminded.</summary>
public sealed class ReminderTimesTests
{
    private static readonly DateOnly Due = new(2026, 3, 30);
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public void Two_days_before_on_the_day_and_then_every_week_from_the_begin_of_the_day_of_its_team()
    {
        var times = new List<string>();
        var after = Utc("2026-03-01 00:00");
        for (var i = 0; i < 5; i++) times.Add($"{after = ReminderTimes.Next(Due, Berlin, after):yyyy-MM-dd HH:mm}");

        times.Should().Equal(
            ["2026-03-27 23:00", "2026-03-29 22:00", "2026-04-05 22:00", "2026-04-12 22:00", "2026-04-19 22:00"],
            "the clocks go forward on the 29th");
    }

    [Theory]
    [InlineData("2026-03-27 23:00", "2026-03-29 22:00")]
    [InlineData("2026-03-29 21:00", "2026-03-29 22:00")]
    [InlineData("2026-03-29 22:00", "2026-04-05 22:00")]
    [InlineData("2026-05-01 12:00", "2026-05-03 22:00")]
    public void The_next_one_is_always_still_to_come(string after, string next) =>
        ReminderTimes.Next(Due, Berlin, Utc(after)).Should().Be(Utc(next));

    [Fact]
    public void It_is_due_at_the_end_of_the_working_day() => ReminderTimes.DueAt(Due, Berlin).Should().Be(Utc("2026-03-30 15:00"));

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text + "Z");
}
