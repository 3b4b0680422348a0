using FluentAssertions;
using Improvement.Bot.Errors.Verification;
using Xunit;

namespace Improvement.Bot.Tests.Errors;

/// <summary>The weeks of a team, from Monday to Sunday in its own zone, with those in which nothing was met.</summary>
public sealed class WeeklyOccurrencesTests
{
    private static readonly TimeZoneInfo Tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");

    // A Wednesday.
    private static readonly DateTimeOffset Now = new(2026, 3, 18, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Weeks_without_any_are_zeros_and_the_present_week_is_the_last()
    {
        var weeks = WeeklyOccurrences.Of([Now, Now.AddDays(-1), Now.AddDays(-14)], TimeZoneInfo.Utc, Now, weeks: 4);

        weeks.First.Should().Be(new DateOnly(2026, 2, 23));
        weeks.Counts.Should().Equal(0, 1, 0, 2);
    }

    [Fact]
    public void A_week_begins_on_monday_where_the_team_is()
    {
        DateTimeOffset sundayInLondon = new(2026, 3, 15, 18, 0, 0, TimeSpan.Zero);

        WeeklyOccurrences.Of([sundayInLondon], TimeZoneInfo.Utc, Now, weeks: 2).Counts.Should().Equal(1, 0);
        WeeklyOccurrences.Of([sundayInLondon], Tokyo, Now, weeks: 2).Counts.Should().Equal(0, 1);
    }

    [Fact]
    public void The_weeks_that_can_be_compared_begin_after_the_first_and_end_before_the_present_one()
    {
        var weeks = WeeklyOccurrences.Of([Now, Now.AddDays(-14), Now.AddDays(-21)], TimeZoneInfo.Utc, Now, weeks: 6);

        weeks.Comparable.Counts.Should().Equal(1, 0);
        weeks.Comparable.First.Should().Be(new DateOnly(2026, 3, 2));
        WeeklyOccurrences.Of([Now.AddDays(-700)], TimeZoneInfo.Utc, Now, weeks: 3).Comparable.Counts.Should().Equal(0, 0);
        WeeklyOccurrences.Of([], TimeZoneInfo.Utc, Now, weeks: 3).Comparable.Counts.Should().BeEmpty("it was never met");
    }

    [Theory]
    [InlineData("2026-03-16T00:00:00Z", 0, 1)] // Monday, the first moment
    [InlineData("2026-03-22T23:59:59Z", 0, 1)] // Sunday, the last
    [InlineData("2026-03-09T00:00:00Z", 1, 0)]
    [InlineData("2026-03-08T23:59:59Z", 0, 0)] // before the first week
    [InlineData("2026-03-23T00:00:00Z", 0, 0)] // a moment ahead of the clock
    public void A_moment_counts_in_its_week_alone(string moment, int before, int now) =>
        WeeklyOccurrences.Of([DateTimeOffset.Parse(moment, null)], TimeZoneInfo.Utc, Now, weeks: 2).Counts.Should().Equal(before, now);
}
