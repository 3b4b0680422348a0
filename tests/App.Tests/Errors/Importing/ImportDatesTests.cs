using System.Globalization;
using FluentAssertions;
using Xunit;

namespace Improvement.Bot.Errors;

public sealed class ImportDatesTests
{
    [Theory]
    [InlineData("2026-10-01", "2026-10-01 00:00")]
    [InlineData("2026-10-01 14:30", "2026-10-01 14:30")]
    [InlineData("2026-10-01T14:30:00Z", "2026-10-01 14:30")]
    [InlineData("2026-10-01T14:30:00.1234567+02:00", "2026-10-01 12:30")]
    [InlineData("2026-10-01 14:30:00 -0500", "2026-10-01 19:30")]
    [InlineData("30/Sep/21 17:20", "2021-09-30 17:20")]
    [InlineData("1.10.2026 9:05", "2026-10-01 09:05")]
    [InlineData("Oct 1, 2026 2:30 PM", "2026-10-01 14:30")]
    [InlineData("01-OCT-2026", "2026-10-01 00:00")]
    [InlineData("03/04/2026", null)]
    [InlineData("2026-02-30", null)]
    [InlineData("yesterday", null)]
    [InlineData("0001-01-01T00:00:00+14:00", null)]
    public void Clear_dates_are_read_without_an_order(string text, string? utc) =>
        ImportDates.Read(text, null, TimeZoneInfo.Utc)?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture).Should().Be(utc);

    [Fact]
    public void A_date_without_an_offset_belongs_to_the_zone()
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("two hours", TimeSpan.FromHours(2), null, null);
        ImportDates.Read("2026-10-01 14:30", null, zone).Should().Be(new DateTimeOffset(2026, 10, 1, 12, 30, 0, TimeSpan.Zero));
        ImportDates.Read("2026-10-01 14:30Z", null, zone).Should().Be(new DateTimeOffset(2026, 10, 1, 14, 30, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("01/02/2026;25/12/2025;03/04/2026", "DayFirst")]
    [InlineData("01/02/2026;12/25/2025 08:00;03/04/2026 09:00", "MonthFirst")]
    [InlineData("05/05/2026;06/06/2026", null)]
    [InlineData("2026-10-01;1.10.2026", null)]
    [InlineData(";;25/12/2025", "DayFirst")]
    public void One_date_of_the_column_decides_for_all(string dates, string? order)
    {
        var column = Column(dates);
        column.Proven?.ToString().Should().Be(order);
        column.Problem(column.Proven).Should().BeNull();
    }

    [Theory]
    [InlineData("01/02/2026;03/04/2026", "--dates")]
    [InlineData("13/02/2026;02/13/2026", "some the month")]
    [InlineData("soon;later;2026-10-01", "Most dates")]
    public void What_nothing_decides_is_refused(string dates, string hint) => Column(dates).Problem(null).Should().Contain(hint);

    [Fact]
    public void An_order_that_was_said_settles_it() => Column("01/02/2026;13/02/2026;02/13/2026").Problem(DateOrder.DayFirst).Should().BeNull();

    private static DateColumn Column(string dates)
    {
        var column = new DateColumn("Created");
        foreach (var (date, line) in dates.Split(';').Select((date, line) => (date, line)))
            column.See(date, line + 2);
        return column;
    }
}
