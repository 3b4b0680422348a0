using System.Globalization;
using FluentAssertions;
using Improvement.Bot.Pages;
using Xunit;

namespace Improvement.Bot.Tests.Pages;

/// <summary>The markup of pages.</summary>
public sealed class HtmlTests
{
    private const string Hostile = "<img src=x onerror=alert(1)> \" ' & </style>";

    [Fact]
    public void Every_part_encodes_what_it_is_given()
    {
        Html?[] parts =
        [
            Html.Text(Hostile), Html.Paragraph(Hostile), Html.Hint(Hostile), Html.Section(Hostile, Html.Text(Hostile)),
            Html.Facts((Hostile, Hostile)), Html.List(Hostile), Html.Table(Hostile, [Hostile], [[Hostile]]), Html.OpenButton(Hostile),
        ];

        var document = PageDocument.Of(CultureInfo.InvariantCulture, PageBody.Of(Hostile, parts), Hostile);

        document.Should().NotContain("<img").And.NotContain("\" '");
        document.Split("</style>").Should().HaveCount(2, "only the style of the page ends");
    }

    [Theory]
    [InlineData("See https://example.com/runs/4711?a=1&b=2.", "https://example.com/runs/4711?a=1&amp;b=2", "example.com")]
    [InlineData("(HTTP://EXAMPLE.com:8080/x)", "http://example.com:8080/x", "example.com")]
    [InlineData("https://ex\u0430mple.com/", "https://ex\u0430mple.com/", "xn--exmple-4nf.com")] // a letter that looks like an a
    public void An_address_of_the_web_is_a_link_that_shows_its_host(string words, string address, string host) =>
        Html.Linked(words).Markup.Should().Contain(
            $"<a href=\"{address}\" title=\"{address}\" rel=\"noopener noreferrer\" target=\"_blank\">{host}</a>");

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("JaVaScRiPt://https://example.com/%0aalert(1)")]
    [InlineData("data:text/html,<script>alert(1)</script>")]
    [InlineData("https://example.com@evil.example/")]
    [InlineData("https://user:secret@example.com/")]
    [InlineData("https://")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//example.com/x")]
    public void What_is_no_address_of_the_web_stays_text(string words)
    {
        var markup = Html.Linked(words).Markup;

        if (!words.Contains("https://example.com/%0a", StringComparison.Ordinal)) markup.Should().NotContain("<a ");
        markup.Should().NotContain("href=\"javascript").And.NotContain("href=\"data").And.NotContain("<script");
    }

    [Fact]
    public void An_address_breaks_out_of_its_attribute_with_nothing()
    {
        var markup = Html.Linked("https://example.com/\"onmouseover=\"alert(1)\"<script>'x").Markup;

        markup.Should().NotContain("<script").And.NotContain("\"onmouseover");
        markup.Split("<a ").Should().HaveCount(2);
    }

    [Fact]
    public void What_is_empty_is_not_drawn()
    {
        Html.Section("Nothing", Html.Facts(("Name", null), ("Other", " ")), Html.List(), null).Should().BeNull();
        Html.Table("Nothing", ["One"], []).Should().BeNull();
        PageBody.Of("Title", null, Html.List()).Parts.Should().BeEmpty();
    }

    [Fact]
    public void A_document_has_language_title_and_one_main_heading()
    {
        var document = PageDocument.Of(CultureInfo.GetCultureInfo("de"), PageBody.Of("Titel", Html.Paragraph("Text")), footer: null);

        document.Should().StartWith("<!doctype html>").And.Contain("<html lang=\"de\">").And.Contain("<title>Titel</title>")
            .And.Contain("<main><h1 dir=\"auto\">Titel</h1>").And.Contain("prefers-color-scheme:dark").And.Contain("@media print")
            .And.NotContain("http");
        document.Split("<h1").Should().HaveCount(2);
    }

    [Fact]
    public void A_secret_is_read_as_it_was_made_and_shows_itself_to_nobody()
    {
        var secret = PageSecret.New();

        PageSecret.Read(secret.Text)!.Matches(secret.Hash()).Should().BeTrue();
        PageSecret.New().Matches(secret.Hash()).Should().BeFalse();
        ($"{secret}", secret.Text.Length, secret.Hash().Length).Should().Be(("…", 43, 64));
        new[] { null, "", "short", secret.Text + "A", "../../" + secret.Text[6..] }
            .Should().OnlyContain(each => PageSecret.Read(each) == null);
    }
}
