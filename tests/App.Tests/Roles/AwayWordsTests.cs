using FluentAssertions;
using Improvement.Bot.Roles;
using Xunit;

namespace Improvement.Bot.Tests.Roles;

/// <summary>What can be written after <c>/roles</c>; it is Monday, the second of March.</summary>
public sealed class AwayWordsTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Theory]
    [InlineData("until Monday, Ann decides", "2026-03-09", "Ann")]
    [InlineData("until monday Ann Lee decides", "2026-03-09", "Ann Lee")]
    [InlineData("until next Friday and Ann decides.", "2026-03-06", "Ann")]
    [InlineData("until tomorrow", "2026-03-03", null)]
    [InlineData("till the day after tomorrow", "2026-03-04", null)]
    [InlineData("until next week, Ann decides", "2026-03-09", "Ann")]
    [InlineData("until 2026-12-24", "2026-12-24", null)]
    [InlineData("until 24 December Ann decides", "2026-12-24", "Ann")]
    [InlineData("until 1 Jan", "2027-01-01", null)]
    [InlineData("Ann decides", null, "Ann")]
    [InlineData("Ann decides until wed", "2026-03-04", "Ann")]
    [InlineData("bis Montag, Ann entscheidet", "2026-03-09", "Ann")]
    [InlineData("bis zum 24.12., Änne Groß entscheidet", "2026-12-24", "Änne Groß")]
    [InlineData("bis übermorgen", "2026-03-04", null)]
    [InlineData("bis nächsten Dienstag", "2026-03-03", null)]
    [InlineData("Ann entscheidet bis 24.12.2026", "2026-12-24", "Ann")]
    [InlineData("", null, null)]
    public void It_is_understood(string words, string? until, string? deputy) =>
        AwayWords.Read(words, Monday).Should().Be(new AwayWish(until is null ? null : DateOnly.Parse(until), deputy));

    [Theory]
    [InlineData("until whenever, Ann decides", "Ann", "whenever")]
    [InlineData("until yesterday", null, "yesterday")]
    [InlineData("until today", null, "today")]
    [InlineData("until 2026-03-01, Ann decides", "Ann", "2026-03-01")]
    [InlineData("until 2026-04", null, "2026-04")]
    [InlineData("for some weeks", null, "for some weeks")]
    public void What_is_not_understood_is_named_and_the_rest_is_kept(string words, string? deputy, string notUnderstood) =>
        AwayWords.Read(words, Monday).Should().Be(new AwayWish(null, deputy, notUnderstood));

    [Theory]
    [InlineData("away until Monday", "until Monday")]
    [InlineData("AWAY, until Monday", "until Monday")]
    [InlineData("weg bis Montag", "bis Montag")]
    [InlineData("away", "")]
    [InlineData("awayday", null)]
    [InlineData("", null)]
    public void The_words_after_away(string words, string? after) => AwayWords.AfterAway(words).Should().Be(after);

    [Theory]
    [InlineData("back", true)]
    [InlineData("Zurück.", true)]
    [InlineData("back soon", false)]
    [InlineData("", false)]
    public void Being_back(string words, bool isBack) => AwayWords.IsBack(words).Should().Be(isBack);

    [Fact]
    public void A_day_begins_at_its_first_moment_in_the_time_zone()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var cairo = TimeZoneInfo.FindSystemTimeZoneById("Africa/Cairo");

        DaysAhead.StartOf(new(2026, 3, 9), berlin).Should().Be(new DateTimeOffset(2026, 3, 8, 23, 0, 0, TimeSpan.Zero));
        DaysAhead.StartOf(new(2024, 4, 26), cairo).Should().Be(
            new DateTimeOffset(2024, 4, 25, 22, 0, 0, TimeSpan.Zero), "its first hour is left out there");
    }
}
