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
    [InlineData("see <a href=\"https://example.com/x?a=1&amp;b=2\" title=\"t\">the list</a> now", "see the list (https://example.com/x?a=1&b=2) now")]
    [InlineData("<a href=\"https://example.com/x\">https://example.com/x</a>", "https://example.com/x")]
    [InlineData("<a href=\"https://example.com/x\"></a>", "https://example.com/x")]
    [InlineData("<a href=\"javascript:alert(1)\">press</a> <a>bare</a>", "press bare")]
    [InlineData("good <emoji alt=\"😀\" title=\"x\"></emoji>", "good 😀")]
    [InlineData("<img itemtype=\"http://schema.skype.com/Emoji\" alt=\"🎉\" src=\"x\"> and <img alt='image' src='y'>", "🎉 and [image]")]
    [InlineData("<codeblock class=\"Python\"><code>if x:<br>    print(1)</code></codeblock><p>fails</p>", "if x:\n    print(1)\nfails")]
    [InlineData("<pre>a\n  b &lt; c</pre>", "a\n  b < c")]
    [InlineData("<blockquote><p>He said</p><p>this</p></blockquote><p>I disagree</p>", "> He said\n> this\nI disagree")]
    [InlineData("<table><tr><th>Day</th><th>Count</th></tr><tr><td>Mon</td><td>3</td></tr></table>", "Day | Count\nMon | 3")]
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
    public void The_oddest_text_of_the_largest_size_is_read(string piece) =>
        HtmlText.Of(string.Concat(Enumerable.Repeat(piece, 512 * 1024 / piece.Length))).Should().NotBeNull();
}
