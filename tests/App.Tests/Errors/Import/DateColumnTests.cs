using FluentAssertions;
using Improvement.Bot.Errors.Import.Dates;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Tests.WholeBot;
using Xunit;

namespace Improvement.Bot.Tests.Errors.Import;

public sealed class DateColumnTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("01/02/2026;25/12/2025;03/04/2026", "DayFirst")]
    [InlineData("01/02/2026;12/25/2025 08:00;03/04/2026 09:00", "MonthFirst")]
    [InlineData("05/05/2026;06/06/2026", null)]
    [InlineData("2026-10-01;1.10.2026", "DayFirst")]
    [InlineData("2026-10-01;2026-10-02", null)]
    [InlineData(";;25/12/2025", "DayFirst")]
    [InlineData("03/12/2026;04/12/2026", "MonthFirst")]
    [InlineData("15/03/26;16/03/26", "DayFirst")]
    [InlineData("15-03-26;28-02-26", "DayFirst")]
    [InlineData("26-03-15;26-03-31", "YearFirst")]
    [InlineData("Sun 03/01/2026;03/04/2026", "MonthFirst")]
    public void One_date_of_the_column_decides_for_all_and_none_lies_in_the_future(string dates, string? order)
    {
        var column = Column(dates);
        column.Proven?.ToString().Should().Be(order);
        column.Problem(column.Proven).Should().BeNull();
    }

    [Theory]
    [
        InlineData(
            "01/02/2026;03/04/2026",
            "“01/02/2026” in line 2 is 1 February 2026 or 2 January 2026. Please say which with --dates dmy or --dates mdy.")]
    [InlineData("26-03-15", "--dates dmy or --dates ymd")]
    [InlineData("01022026", "--dates dmy or --dates mdy")]
    [InlineData("13/02/2026;02/13/2026", "some the month")]
    [InlineData("soon;later;2026-10-01", "Most dates")]
    [InlineData("2026-03-15 09:12 IST", "--zone")]
    public void What_nothing_decides_is_asked_for(string dates, string hint) => Column(dates).Problem(null).Should().Contain(hint);

    [Fact]
    public void An_order_that_was_said_settles_it() =>
        Column("01/02/2026;13/02/2026;02/13/2026").Problem(DateOrder.DayFirst).Should().BeNull();

    private static DateColumn Column(string dates)
    {
        var column = new DateColumn("Created", TimeZoneInfo.Utc, Now);
        foreach (var (date, line) in dates.Split(';').Select((date, line) => (date, line))) column.See(date, line + 2);
        return column;
    }
}
