using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Testing;
using Xunit;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Framework.Tests.Cards;

public sealed class EscapeTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", @"\<script>alert(1)\</script>")]
    [InlineData("**bold** and _slanted_ and ~~struck~~", @"\*\*bold\*\* and \_slanted\_ and \~\~struck\~\~")]
    [InlineData("[link](javascript:x)", @"\[link\](javascript:x)")]
    [InlineData("![picture](https://evil.example/x.png)", @"!\[picture\](https://evil.example/x.png)")]
    [InlineData("<at>Everyone</at>", @"\<at>Everyone\</at>")]
    [InlineData("`code` | cell", @"\`code\` \| cell")]
    [InlineData(@"C:\temp\*", @"C:\\temp\\\*")]
    [InlineData("&lt;b&gt; &#42; R&D & co", @"\&lt;b\&gt; \&#42; R\&D & co")]
    public void Marks_lose_their_meaning(string text, string expected) => Escape.Markdown(text).Should().Be(expected);

    [Theory]
    [InlineData("# heading", @"\# heading")]
    [InlineData("> quote", @"\> quote")]
    [InlineData("- item", @"\- item")]
    [InlineData("+ item", @"\+ item")]
    [InlineData("1. item", @"1\. item")]
    [InlineData("12) item", @"12\) item")]
    [InlineData("===", @"\===")]
    [InlineData("---", @"\---")]
    [InlineData("first\n- second", "first\n\n\\- second")]
    [InlineData("first\n2. second", "first\n\n2\\. second")]
    [InlineData("first\r# second", "first\n\n\\# second")]
    public void A_line_does_not_become_a_list_a_quote_or_a_heading(string text, string expected) =>
        Escape.Markdown(text).Should().Be(expected);

    [Theory]
    [InlineData("C# and F#")]
    [InlineData("a - b > c = d + e")]
    [InlineData("version 2.10 of 3")]
    [InlineData("at 10:30, 5) is a smiley")]
    [InlineData("https://example.com/a-b?c=d")]
    public void In_the_middle_of_a_line_these_are_ordinary_letters(string text) => Escape.Markdown(text).Should().Be(text);

    [Theory]
    [InlineData("    code", "\u00a0\u00a0\u00a0\u00a0code")]
    [InlineData("\tcode", "\u00a0code")]
    [InlineData("a\n  - b", "a\n\n\u00a0\u00a0\\- b")]
    public void An_indented_line_does_not_become_code(string text, string expected) => Escape.Markdown(text).Should().Be(expected);

    [Theory]
    [InlineData("one\ntwo", "one\n\ntwo")]
    [InlineData("one\r\ntwo", "one\n\ntwo")]
    [InlineData("one\rtwo", "one\n\ntwo")]
    public void Line_breaks_stay(string text, string expected) => Escape.Markdown(text).Should().Be(expected);

    [Theory]
    [InlineData("{{DATE(2026-01-01T00:00:00Z)}}")]
    [InlineData("{{{TIME(2026-01-01T00:00:00Z)}}}")]
    public void What_looks_like_a_date_function_is_not_computed(string text) =>
        Escape.Markdown(text).Should().NotContain("{{").And.Contain("{\u2060{");

    [Theory]
    [InlineData("数据库导出发送了上周的文件")]
    [InlineData("الملف الخطأ أُرسل")]
    [InlineData("\u202eright to left\u202c")]
    [InlineData("👩‍🚒 fire 🔥, é, ß, İ")]
    [InlineData("")]
    public void Every_script_comes_out_as_it_was_written(string text) => Escape.Markdown(text).Should().Be(text);

    [Theory]
    [InlineData("<script>")]
    [InlineData("**bold** [link](javascript:x) <at>Everyone</at>")]
    [InlineData("{{DATE(2026-01-01T00:00:00Z)}}")]
    [InlineData("1. one\\two")]
    public void Every_word_of_the_vocabulary_escapes_what_it_is_given(string text)
    {
        var card = Card("", Heading(text), Subheading(text), Text(text), Hint(text), Warning(text), Excerpt(text, 2), Facts((text, text)),
            Line("a", text), Paragraph("b", text), Pick("c", text, []), Tick("d", text, text));

        RenderedCard.Of(card).Words.Should().HaveCount(13).And.OnlyContain(word => word == text);
        card.ToJson().Replace(Encoded(Escape.Markdown(text)), "").Should().NotContain(Encoded(text));
    }

    [Fact]
    public void A_badge_shows_plain_words_and_its_stand_in_does_too() =>
        new Badge("H *").Fallback.Should().Be(new TextBlock(@"H \*") { Weight = TextWeight.Bolder });

    private static string Encoded(string text) =>
        System.Text.Json.JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();

    [Fact]
    public void A_long_text_is_escaped_in_a_moment()
    {
        var text = string.Concat(Enumerable.Repeat("1. <*>\n", 100_000));

        Escape.Markdown(text).Length.Should().BeGreaterThan(text.Length);
    }
}
