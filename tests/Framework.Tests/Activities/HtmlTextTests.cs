using FluentAssertions;
using Improvement.Bot.Framework.Activities;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Activities;

/// <summary>Messages of Teams as their readers saw them.</summary>
public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("<p>The lift is stuck</p>", "The lift is stuck")]
    [InlineData("<p>One</p><p>Two</p>\n<div>Three</div>", "One\nTwo\nThree")]
    [InlineData("<p>One<br>Two<br/>Three</p>", "One\nTwo\nThree")]
    [InlineData("<p>One</p>\n<p>&nbsp;</p>\n<p>Two</p>", "One\nTwo")]
    [InlineData("a <b>bold</b>  <i>word</i>\n and&nbsp;more", "a bold word and more")]
    [InlineData("<p>Ask <at id=\"0\">Bob Example</at>, please</p>", "Ask Bob Example, please")]
    [InlineData("5 &lt; 6 &amp;&amp; 7 &gt; 6", "5 < 6 && 7 > 6")]
    [InlineData("5 < 6 and <3", "5 < 6 and <3")]
    [InlineData("<ul><li>One</li><li>Two<ul><li>Inner</li></ul></li></ul>after", "- One\n- Two\n  - Inner\nafter")]
    [InlineData("<ol><li><p>One</p></li><li>Two</li></ol>", "1. One\n2. Two")]
    [InlineData("<li>alone</li><p>after</p>", "- alone\nafter")]
    [InlineData("see <a href=\"https://example.com/x?a=1&amp;b=2\" title=\"t\">the list</a> now",
        "see the list (https://example.com/x?a=1&b=2) now")]
    [InlineData("<a href=\"https://example.com/x\">https://example.com/x</a>", "https://example.com/x")]
    [InlineData("<a href=\"https://example.com/x\"></a>", "https://example.com/x")]
    [InlineData("<a href=\"javascript:alert(1)\">press</a> <a>bare</a>", "press bare")]
    [InlineData("good <emoji alt=\"😀\" title=\"x\"></emoji>", "good 😀")]
    [InlineData("<img itemtype=\"http://schema.skype.com/Emoji\" alt=\"🎉\" src=\"x\"> and <img alt='image' src='y'>", "🎉 and [image]")]
    [InlineData("<codeblock class=\"Python\"><code>if x:<br>    print(1)</code></codeblock><p>fails</p>", "if x:\n    print(1)\nfails")]
    [InlineData("<pre>a\n  b &lt; c</pre>", "a\n  b < c")]
    [InlineData("<blockquote><p>He said</p><p>this</p></blockquote><p>I disagree</p>", "> He said\n> this\nI disagree")]
    [InlineData("<table><tr><th>Day</th><th>Count</th></tr><tr><td>Mon</td><td>3</td></tr></table>", "Day | Count\nMon | 3")]
    [InlineData(
        "<table><tbody><tr><td><p>Step</p></td><td><p>Result</p></td></tr><tr><td><p>1</p></td><td><p>failed</p></td></tr></tbody></table>",
        "Step | Result\n1 | failed")]
    [InlineData("<p>See</p><table>\n<tr>\n<td>\n<p>a<br>b</p><p>c</p></td>\n<td></td><td>d</td>\n</tr>\n</table><p>after</p>",
        "See\na b c | | d\nafter")]
    [InlineData("<table><tr><td></td><th>Mon</th></tr><tr><th>n</th><td><ul><li>x</li><li>y</li></ul></td></tr></table>",
        "| Mon\nn | - x - y")]
    [InlineData("<table><tr><td>outer</td><td><table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table></td></tr>"
        + "<tr><td>next</td><td>x</td></tr></table>", "outer | 1, 2; 3, 4\nnext | x")]
    [InlineData("<table><caption>Runs</caption><tr><td>1<pre>a\nb</pre></td><td><blockquote>q</blockquote></td></tr></table>",
        "Runs\n1 a b | q")]
    [InlineData("<tr><td>x</td></tr><p>a</p><p>b</p>", "x\na\nb")]
    [InlineData("<td>x<p>a</p><p>b</p>", "x\na\nb")]
    [InlineData("<table><tr><td>never ended", "never ended")]
    [InlineData("write to <a href=\"mailto:bob@example.com\">Bob</a>", "write to Bob (bob@example.com)")]
    [InlineData("<a href=\"https://example.com/1\">one <a href=\"https://example.com/2\">two</a>",
        "one (https://example.com/1)two (https://example.com/2)")]
    [InlineData("<a href=\"https://example.com/1\">one", "one (https://example.com/1)")]
    [InlineData(
        "<customemoji alt=\":shipit:\" id=\"1\"></customemoji> <span itemtype=\"http://schema.skype.com/Mention\" itemid=\"0\">Bob</span>",
        ":shipit: Bob")]
    [InlineData("<script>alert(1)</script><style>p{}</style><!-- <p>no</p> -->yes", "yes")]
    [InlineData("<attachment id=\"1\"></attachment>", "")]
    [InlineData("</ul></a></blockquote></pre>left", "left")]
    [InlineData("<p title=\"a > b\">kept</p>", "kept")]
    [InlineData("<!-- never closed", "")]
    [InlineData("", "")]
    public void It_reads_as_it_was_seen(string html, string text) => HtmlText.Of(html).Should().Be(text);

    [Theory]
    [InlineData("<a href=\"")]
    [InlineData("<a href='x'>")]
    [InlineData("<ul><li>")]
    [InlineData("<blockquote>x")]
    [InlineData("<")]
    [InlineData("<!--")]
    [InlineData("<a ")]
    [InlineData("<a \"")]
    [InlineData("<a '\" ")]
    [InlineData("<table><tr><td>")]
    [InlineData("<td>")]
    [InlineData("</td></table><a")]
    [InlineData("<blockquote itemtype=\"http://schema.skype.com/Reply\">")]
    [InlineData("&amp")]
    [InlineData("\ud83d<")]
    public void The_oddest_text_of_the_largest_size_is_read_in_a_bounded_number_of_steps(string piece)
    {
        var html = string.Concat(Enumerable.Repeat(piece, 512 * 1024 / piece.Length));

        HtmlText.Of(html).Should().NotBeNull();
        Steps(html).Should().BeLessThan(4L * html.Length);
    }

    [Fact]
    public void Whatever_is_thrown_together_is_read_without_a_failure_and_in_a_bounded_number_of_steps()
    {
        string[] pieces = ["<", ">", "</", "a", " ", "\"", "'", "=", "<a href=\"", "<table>", "</table>", "<tr>", "<td>", "</tr>", "<p>",
            "<ul>", "<ol>", "<li>", "</ul>", "<blockquote>", "</blockquote>", "<pre>", "</pre>", "<!--", "-->",
            "<script>", "</script>", "&lt;", "&#x1F600;", "&#xD83D;", "\ud83d", "😀", "\n", "<span itemtype=\"x/Mention\">", "</span>",
            "<at>", "</at>", "<attachment id=\"1\">", "<img alt='x'>", "<emoji alt=\"", "\0", "\u200b", "<br>"];
        var random = new Random(20261126);
        for (var round = 0; round < 3_000; round++)
        {
            var html = string.Concat(Enumerable.Range(0, random.Next(1, 200)).Select(_ => pieces[random.Next(pieces.Length)]));

            HtmlText.Of(html, new() { KeepsMentions = round % 2 is 0, Attachment = _ => "an\nattachment" }).Should().NotBeNull();
            QuoteBlock.Without(html).Should().NotBeNull();
            Steps(html).Should().BeLessThan(200 + 4L * html.Length, html);
        }
    }

    [Fact]
    public void What_is_attached_stands_where_the_message_shows_it() =>
        HtmlText.Of("<p>before</p><attachment id=\"1\"></attachment><p>after</p><attachment id=\"2\"></attachment>",
            new() { Attachment = id => id is "1" ? "one\ntwo" : null })
            .Should().Be("before\none\ntwo\nafter");

    /// <summary>How many characters are looked at to find where tags end.</summary>
    private static long Steps(string html)
    {
        var steps = 0L;
        for (var at = 0; (at = html.IndexOf('<', at)) >= 0;) at = HtmlTag.Read(html, at, ref steps) is { } tag ? tag.End : at + 1;
        return steps;
    }
}
