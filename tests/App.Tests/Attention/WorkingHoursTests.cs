using FluentAssertions;
using Improvement.Bot.Attention;
using Xunit;

namespace Improvement.Bot.Tests.Attention;

/// <summary>Working hours and quiet hours as they are written in settings and kept.</summary>
public sealed class WorkingHoursTests
{
    [Theory]
    [InlineData("Mon-Fri 09:00-17:00", "Mon-Fri 09:00-17:00")]
    [InlineData("sun-thu  08:30-16:30", "Sun-Thu 08:30-16:30")]
    [InlineData("Mon-Sun 00:00-24:00", "Mon-Sun 00:00-24:00")]
    [InlineData("Wed 10:00-12:00", "Wed-Wed 10:00-12:00")]
    public void What_can_be_read(string text, string kept)
    {
        WorkingHours.TryParse(text, out var hours).Should().BeTrue();
        hours!.ToString().Should().Be(kept);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Mon-Fri")]
    [InlineData("Mon-Fri 17:00-09:00")]
    [InlineData("Mon-Fri 09:00-09:00")]
    [InlineData("Mo-Fr 09:00-17:00")]
    [InlineData("Mon-Fri 9-17")]
    public void What_cannot_be_read(string? text) => WorkingHours.TryParse(text, out _).Should().BeFalse();

    [Fact]
    public void Days_may_go_round_the_end_of_the_week()
    {
        WorkingHours.TryParse("Sun-Thu 09:00-17:00", out var hours).Should().BeTrue();

        Enum.GetValues<DayOfWeek>().Where(hours!.Has).Should().Equal(
            DayOfWeek.Sunday, DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday);
    }

    [Theory]
    [InlineData("20:00-07:00", "19:59", false)]
    [InlineData("20:00-07:00", "20:00", true)]
    [InlineData("20:00-07:00", "06:59", true)]
    [InlineData("20:00-07:00", "07:00", false)]
    [InlineData("12:00-13:00", "12:30", true)]
    [InlineData("12:00-13:00", "13:00", false)]
    public void Quiet_hours_may_go_round_midnight(string text, string time, bool isQuiet)
    {
        QuietHours.TryParse(text, out var hours).Should().BeTrue();
        hours!.Has(TimeOnly.Parse(time)).Should().Be(isQuiet);
        hours.ToString().Should().Be(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("07:00-07:00")]
    [InlineData("20-7")]
    public void Quiet_hours_without_an_end_are_none(string text) => QuietHours.TryParse(text, out _).Should().BeFalse();

    [Fact]
    public void Settings_name_each_fault()
    {
        new AttentionSettings().Faults().Should().BeEmpty();
        new AttentionSettings { WorkingHours = "always", QuietHours = "never" }.Faults().Should().HaveCount(2)
            .And.OnlyContain(fault => fault.StartsWith("Attention:", StringComparison.Ordinal));
    }
}
