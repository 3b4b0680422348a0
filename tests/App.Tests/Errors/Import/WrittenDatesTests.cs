using System.Globalization;
using FluentAssertions;
using Improvement.Bot.Errors.Import.Dates;
using Improvement.Bot.Framework.Cards;
using Xunit;

namespace Improvement.Bot.Tests.Errors.Import;

public sealed class WrittenDatesTests
{
    [Theory]
    [InlineData("2026-10-01", "2026-10-01 00:00:00")]
    [InlineData("2026-10-01 14:30", "2026-10-01 14:30:00")]
    [InlineData("2026-10-01T14:30:00Z", "2026-10-01 14:30:00")]
    [InlineData("2026-10-01T14:30:00.1234567+02:00", "2026-10-01 12:30:00")]
    [InlineData("2026-10-01 14:30:00 -0500", "2026-10-01 19:30:00")]
    [InlineData("2026-03-05T09:12:33.123456789Z", "2026-03-05 09:12:33")]
    [InlineData("2026-03-15 09:12:33,123", "2026-03-15 09:12:33")]
    [InlineData("20260315T091233Z", "2026-03-15 09:12:33")]
    [InlineData("20260315091233.123+0100", "2026-03-15 08:12:33")]
    [InlineData("2026-03-15 09:12:33+00", "2026-03-15 09:12:33")]
    [InlineData("2026-03-15T09:12:33+01:00[Europe/Berlin]", "2026-03-15 08:12:33")]
    [InlineData("2026-03-15-09.12.33.123456", "2026-03-15 09:12:33")]
    [InlineData("2026-03-15 24:00", "2026-03-16 00:00:00")]
    [InlineData("2026-03-15Z", "2026-03-15 00:00:00")]
    [InlineData("2026-W11-7", "2026-03-15 00:00:00")]
    [InlineData("2026-074", "2026-03-15 00:00:00")]
    [InlineData("2026:03:15 09:12:33", "2026-03-15 09:12:33")]
    public void Dates_with_the_year_first_are_clear(string text, string utc) => Read(text).Should().Be(utc);

    [Theory]
    [InlineData("30/Sep/21 17:20", "2021-09-30 17:20:00")]
    [InlineData("12/Sept/25 3:45 PM", "2025-09-12 15:45:00")]
    [InlineData("Oct 1, 2026 2:30 PM", "2026-10-01 14:30:00")]
    [InlineData("01-OCT-2026", "2026-10-01 00:00:00")]
    [InlineData("15-MAR-26 09.12.33.123000 AM +01:00", "2026-03-15 08:12:33")]
    [InlineData("15/Mar/2026:09:12:33 +0100", "2026-03-15 08:12:33")]
    [InlineData("Sun, 15 Mar 2026 09:12:33 +0100 (CET)", "2026-03-15 08:12:33")]
    [InlineData("Sunday, 15-Mar-26 09:12:33 GMT", "2026-03-15 09:12:33")]
    [InlineData("Sun Mar 15 09:12:00 CET 2026", "2026-03-15 08:12:00")]
    [InlineData("Sun Mar 15 09:12:33 2026 +0100", "2026-03-15 08:12:33")]
    [InlineData("Tue Mar 05 2024 09:12:33 GMT+0000 (GMT)", "2024-03-05 09:12:33")]
    [InlineData("March 15th, 2026 at 9:12 AM", "2026-03-15 09:12:00")]
    [InlineData("Mar 15 2026  9:12AM", "2026-03-15 09:12:00")]
    [InlineData("15. März 2026 um 09:12 Uhr", "2026-03-15 09:12:00")]
    [InlineData("16. Okt. 2026", "2026-10-16 00:00:00")]
    [InlineData("15 janv. 2026", "2026-01-15 00:00:00")]
    [InlineData("le 1er février 2026 à 09h12", "2026-02-01 09:12:00")]
    [InlineData("mar. 17 mars 2026", "2026-03-17 00:00:00")]
    [InlineData("domingo, 15 de marzo de 2026, 9:12 p. m.", "2026-03-15 21:12:00")]
    [InlineData("15 ago 2026", "2026-08-15 00:00:00")]
    [InlineData("15 de março de 2026 às 09:12", "2026-03-15 09:12:00")]
    [InlineData("15 mrt. 2026", "2026-03-15 00:00:00")]
    [InlineData("15 sierpnia 2026", "2026-08-15 00:00:00")]
    [InlineData("5 lis 2025 14:03", "2025-11-05 14:03:00")]
    [InlineData("15 augusti 2026", "2026-08-15 00:00:00")]
    [InlineData("den 15. marts 2026 kl. 09.12", "2026-03-15 09:12:00")]
    [InlineData("13 января 2026 г., 14:05", "2026-01-13 14:05:00")]
    [InlineData("2026年3月15日 9時12分33秒", "2026-03-15 09:12:33")]
    [InlineData("2026년 3월 15일 오후 9:12", "2026-03-15 21:12:00")]
    [InlineData("2026/3/15 上午 9:12:33", "2026-03-15 09:12:33")]
    public void Names_of_months_and_zones_are_read_in_many_languages(string text, string utc) => Read(text).Should().Be(utc);

    [Theory]
    [InlineData("1773565920", "2026-03-15 09:12:00")]
    [InlineData("1773565920.5", "2026-03-15 09:12:00")]
    [InlineData("1773565920000", "2026-03-15 09:12:00")]
    [InlineData("1773565920000000", "2026-03-15 09:12:00")]
    [InlineData("/Date(1773565920000)/", "2026-03-15 09:12:00")]
    [InlineData("46096.3833333333", "2026-03-15 09:12:00")]
    [InlineData("46096,5", "2026-03-15 12:00:00")]
    [InlineData("46096", "2026-03-15 00:00:00")]
    [InlineData("20260315", "2026-03-15 00:00:00")]
    [InlineData("202603150912", "2026-03-15 09:12:00")]
    public void Numbers_are_counted_as_systems_count(string text, string utc) => Read(text).Should().Be(utc);

    [Theory]
    [InlineData("1.10.2026 9:05", "2026-10-01 09:05:00")]
    [InlineData("15.03.2026, 09:12:33", "2026-03-15 09:12:33")]
    [InlineData("15.03.26 09.12.33", "2026-03-15 09:12:33")]
    [InlineData("15/03/2026 à 09:12", "2026-03-15 09:12:00")]
    public void The_day_comes_first_where_the_column_says_so(string text, string utc) => Read(text, DateOrder.DayFirst).Should().Be(utc);

    [Theory]
    [InlineData("3/15/2026, 9:12:33 AM", "2026-03-15 09:12:33")]
    [InlineData("3/15/26 9:10:00", "2026-03-15 09:10:00")]
    [InlineData("\u200E3\u200E/\u200E15\u200E/\u200E2026 9:12\u202FPM", "2026-03-15 21:12:00")]
    public void The_month_comes_first_where_the_column_says_so(string text, string utc) =>
        Read(text, DateOrder.MonthFirst).Should().Be(utc);

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2026-02-30")]
    [InlineData("2026")]
    [InlineData("5 apples 2026")]
    [InlineData("32/Mar/2026")]
    [InlineData("2026-03-15 25:00")]
    [InlineData("2026-03-15 24:01")]
    [InlineData("1.2.3.4")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("12 mars")]
    public void What_is_no_date_is_not_taken_for_one(string text) => Read(text).Should().BeNull();

    [Theory]
    [InlineData("")]
    [InlineData("0000-00-00 00:00:00")]
    [InlineData("0000-00-00")]
    [InlineData("00/00/0000")]
    [InlineData("0001-01-01T00:00:00")]
    [InlineData("1/1/0001 12:00:00 AM")]
    [InlineData("NULL")]
    [InlineData("null")]
    [InlineData(@"\N")]
    [InlineData("N/A")]
    [InlineData("-")]
    [InlineData("nil")]
    [InlineData("None")]
    [InlineData("NaT")]
    public void What_stands_for_no_date_is_none(string text) => NoDate.Is(text).Should().BeTrue();

    [Fact]
    public void A_date_without_an_offset_belongs_to_the_zone()
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("two hours", TimeSpan.FromHours(2), null, null);
        WrittenDates.Read("2026-10-01 14:30")!.At(DateOrder.DayFirst, zone)
            .Should()
            .Be(new DateTimeOffset(2026, 10, 1, 12, 30, 0, TimeSpan.Zero));
        WrittenDates.Read("2026-10-01 14:30Z")!.At(DateOrder.DayFirst, zone)
            .Should()
            .Be(new DateTimeOffset(2026, 10, 1, 14, 30, 0, TimeSpan.Zero));
    }

    [Fact]
    public void An_abbreviation_of_several_zones_is_settled_by_the_zone_that_was_said()
    {
        WrittenDates.Read("2026-03-15 09:12:33 CST")!.At(DateOrder.DayFirst, TimeZoneInfo.Utc).Should().BeNull();
        var china = TimeZoneInfo.CreateCustomTimeZone("eight hours", TimeSpan.FromHours(8), null, null);
        WrittenDates.Read("2026-03-15 09:12:33 CST")!.At(DateOrder.DayFirst, china)
            .Should()
            .Be(new DateTimeOffset(2026, 3, 15, 1, 12, 33, TimeSpan.Zero));
    }

    private static string? Read(string text, DateOrder order = DateOrder.YearFirst) =>
        WrittenDates.Read(text)?.At(order, TimeZoneInfo.Utc)?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
