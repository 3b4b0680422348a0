using FluentAssertions;
using Improvement.Bot.Errors.Import.Dates;
using Xunit;

namespace Improvement.Bot.Tests.Errors.Import;

public sealed class DateNamesTests
{
    [Theory]
    [InlineData("jui")]   // juin, juillet
    [InlineData("ma")]    // too short
    [InlineData("summer")]
    public void What_is_no_clear_month_is_none(string word) =>
        DateNames.Months[word].Should().Match(number => number == null || number == 0);

    [Theory]
    [InlineData("mar", 3)]
    [InlineData("mai", 5)]
    [InlineData("maj", 5)]
    [InlineData("mag", 5)]
    [InlineData("giu", 6)]
    [InlineData("lip", 7)]
    [InlineData("aou", 8)]
    [InlineData("wrz", 9)]
    [InlineData("out", 10)]
    [InlineData("ott", 10)]
    [InlineData("lis", 11)]
    [InlineData("gru", 12)]
    [InlineData("dic", 12)]
    [InlineData("cerven", 6)]
    [InlineData("cervenec", 7)]
    [InlineData("август", 8)]
    public void Every_clear_abbreviation_is_known(string word, int month) => DateNames.Months[word].Should().Be(month);
}
