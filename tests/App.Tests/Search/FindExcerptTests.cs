using FluentAssertions;
using Improvement.Bot.Errors.Search;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Search;
using Improvement.Bot.TextAnalysis;
using Xunit;

namespace Improvement.Bot.Tests.Search;

public sealed class FindExcerptTests
{
    private static readonly DateOnly Today = new(2026, 10, 15);

    [Theory]
    [InlineData("export failed", "The EXPORTS failed again", "The **EXPORTS** **failed** again")]
    [InlineData("отчет", "Отчёт не отправлен", "**Отчёт** не отправлен")]
    [InlineData("故障", "打印机故障了", "打印机**故障**了")]
    [InlineData("打印机", "打印机故障了", "**打印机**故障了")]
    [InlineData("bold", "a **bold** <script>", @"a \*\***bold**\*\* \<script>")]
    [InlineData("pointer", "NullPointerException here", "**NullPointerException** here")]
    [InlineData("طابعة", "توقفت الطابعة عن العمل", "توقفت **الطابعة** عن العمل")]
    [InlineData("state:open", "Nothing stands out", "Nothing stands out")]
    public void The_words_that_were_searched_for_stand_out_in_the_title(string typed, string title, string drawn) =>
        FindExcerpt.Marks("", title, new(FindReader.Read(SearchedKinds.All, typed, Today).Query)).ToMarkdown().Should().Be(drawn);

    [Fact]
    public void A_piece_of_the_story_shows_the_words_that_the_title_lacks()
    {
        var story = string.Join(' ', Enumerable.Range(0, 60).Select(i => $"word{i}")) + " then the\nneedle appeared 🙂 " + string.Join(
            ' ', Enumerable.Range(60, 60).Select(i => $"word{i}"));
        var match = new FindMatch(FindReader.Read(SearchedKinds.All, "needle title", Today).Query);

        var excerpt = FindExcerpt.Of("The title", story, match)!.ToMarkdown();

        excerpt.Should().Contain("then the **needle** appeared 🙂").And.StartWith("… ").And.EndWith(" …");
        excerpt.Length.Should().BeLessThan(200);
        FindExcerpt.Of("The needle of the title", story, match).Should().BeNull();
    }

    [Fact]
    public void Any_text_can_be_shown()
    {
        var letters = "aZ 9.-**_'’漢𠮷é\u0301\ud800\udc00ก\u0e31٣ﾌﾟ\n\0".ToCharArray();
        var chance = new Random(7);
        var match = new FindMatch(new() { Words = ["a", "漢", "z9", "é"] });
        for (var round = 0; round < 1_000; round++)
        {
            var text = new string([.. Enumerable.Range(0, 300).Select(_ => letters[chance.Next(letters.Length)])]);
            FindExcerpt.Marks("", text, match).ToString().Should().Be(text);
            FindExcerpt.Of("", text, match)?.ToMarkdown().Should().NotBeEmpty();
        }
    }
}
