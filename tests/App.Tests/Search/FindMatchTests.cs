using FluentAssertions;
using Improvement.Bot.Errors.Search;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Search;
using Improvement.Bot.Similarity;
using Xunit;

namespace Improvement.Bot.Tests.Search;

public sealed class FindMatchTests
{
    [Theory]
    [InlineData("export customer", true)]
    [InlineData("exports CUSTOMERS failing", true)]
    [InlineData("export printer", false)]
    [InlineData("\"nightly export\"", true)]
    [InlineData("\"export nightly\"", false)]
    [InlineData("\"night\"", false)]
    [InlineData("export -müller", false)]
    [InlineData("export -\"three suppliers\"", true)]
    [InlineData("muller", true)]
    [InlineData("\"last week's file\"", true)]
    [InlineData("file.csv", true)]
    [InlineData("", true)]
    public void Words_match_in_any_inflection_and_phrases_word_for_word(string typed, bool fits) =>
        Fits(typed, "The nightly export failed", "It sent last week’s file.csv to three customers; Müller noticed. Last week's file!")
            .Should()
            .Be(fits);

    [Theory]
    [InlineData("任务", true)]
    [InlineData("\"导出任务\"", true)]
    [InlineData("\"任务导出\"", false)]
    [InlineData("-失败", false)]
    public void Chinese_matches_anywhere(string typed, bool fits) => Fits(typed, "昨晚的导出任务失败了", "").Should().Be(fits);

    [Fact]
    public void Every_term_that_is_asked_for_has_a_posting_in_a_report_that_fits()
    {
        var match =
            new FindMatch(FindReader.Read(SearchedKinds.All, "NullPointerException \"export failed\" fs.s3a", new(2026, 1, 1)).Query);
        const string Text = "A NullPointerException from fs.s3a after the export failed";
        match.Fits("", Text).Should().BeTrue();
        Fingerprint.Of("", Text).Terms.Select(term => term.Term).Should().Contain(match.Terms);
    }

    private static bool Fits(string typed, string title, string text) =>
        new FindMatch(FindReader.Read(SearchedKinds.All, typed, new(2026, 1, 1)).Query).Fits(title, text);
}
