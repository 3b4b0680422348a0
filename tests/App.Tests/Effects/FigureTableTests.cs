using FluentAssertions;
using Improvement.Bot.Effects.Figures;
using Xunit;

namespace Improvement.Bot.Tests.Effects;

/// <summary>A table of figures as people type, paste and export it; all of it is taken or nothing.</summary>
public sealed class FigureTableTests
{
    private static readonly DateOnly Today = new(2026, 3, 9);

    [Theory]
    [InlineData("2026-03-02; 4\n2026-03-03; 4,5")]
    [InlineData("2026-03-02,4\r\n2026-03-03,4.5\r\n")]
    [InlineData("2026-03-02\t4\n\n2026-03-03\t4,5\n")]
    [InlineData("Team North;2026-03-02;4\nTeam North;2026-03-03;4.5")]
    [InlineData("Value,Day,Unit\n4,2026-03-02,Team  North\n4.5,2026-03-03,")]
    [InlineData("\uFEFFday;value\n2026-03-02;4\n2026-03-02;4\n2026-03-03;4.5")]
    public void Is_read_whatever_separates_its_columns_and_however_they_are_ordered(string text)
    {
        var table = FigureTable.Read(text, "Team North", Today);
        table.Problems.Should().BeEmpty();
        table.Figures.Should().Equal(new Figure("Team North", new(2026, 3, 2), 4), new Figure("Team North", new(2026, 3, 3), 4.5));
    }

    [Theory]
    [InlineData("2026-03-02; 4\n02.03.2026; 4", "Line 2", "2026-03-02")]
    [InlineData("2026-03-02; many", "Line 1", "“many” is no number")]
    [InlineData("2026-03-02; NaN", "Line 1", "no number")]
    [InlineData("2026-03-02; 1e300", "Line 1", "no number")]
    [InlineData("2026-03-02; 1,234.5", "Line 1", "no number")]
    [InlineData("2026-03-10; 4", "Line 1", "lies in the future")]
    [InlineData("2026-03-02", "Line 1", "day and value")]
    [InlineData("2026-03-02; 4\n\n2026-03-02; 5", "Line 3", "another value in line 1")]
    [InlineData("", "at least one", "figure")]
    [InlineData("day;value", "at least one", "figure")]
    public void Says_which_line_is_wrong_and_what_to_do(string text, string where, string what)
    {
        var problems = FigureTable.Read(text, "North", Today).Problems;
        problems.Should().ContainSingle().Which.Should().Contain(where).And.Contain(what);
    }

    [Fact]
    public void Names_each_line_that_is_wrong() => FigureTable.Read("a;b\n2026-03-02;1\nc;d", "North", Today).Problems
        .Should().HaveCount(2).And.SatisfyRespectively(
            first => first.Should().StartWith("Line 1:"), second => second.Should().StartWith("Line 3:"));

    [Fact]
    public void More_than_can_be_sent_at_once_is_refused()
    {
        var lines = Enumerable.Range(0, FigureLimits.Most + 1).Select(day => $"{Today.AddDays(-day):yyyy-MM-dd};1");
        FigureTable.Read(string.Join('\n', lines), "North", Today).Problems.Should().ContainSingle().Which.Should().Contain("5000");
    }
}
