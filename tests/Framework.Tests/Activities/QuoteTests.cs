using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions;
using Improvement.Bot.Framework.Activities;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Activities;

/// <summary>Replies that quote a message, as new and old clients send them.</summary>
public sealed class QuoteTests
{
    private const string Block = """<blockquote itemscope="" itemtype="http://schema.skype.com/Reply" itemid="17">"""
        + """<strong itemprop="mri" itemid="28:bot">Improvement Bot</strong><span itemprop="time" itemid="17"></span>"""
        + """<p itemprop="preview">ERR-1 The export failed</p></blockquote>""";

    [Theory]
    [InlineData("<quoted messageId=\"17\"/> status ERR-1", "status ERR-1")]
    [InlineData("<quoted messageId=\"17\"/>\r\nstatus", "status")]
    [InlineData("<quoted messageId='17' />status", "status")]
    [InlineData("<QUOTED messageid=\"17\"></QUOTED> status", "status")]
    [InlineData("<quoted messageId=\"17\">ERR-1 The export failed</quoted> status", "status")]
    [InlineData("report-error <quoted messageId=\"17\"/> The pump failed", "report-error   The pump failed")]
    [InlineData("<quoted messageId=\"17\"/> <quoted messageId=\"18\"/> status", "status")]
    [InlineData("status <quoted messageId=\"99\"/>", "status <quoted messageId=\"99\"/>")]
    [InlineData("what is <quoted>", "what is <quoted>")]
    public void The_place_of_a_quote_is_no_part_of_the_text(string text, string expected) =>
        Read(text, null, "17", "18").Text.Should().Be(expected);

    [Fact]
    public void What_somebody_types_without_quoting_stays() =>
        Read("<quoted messageId=\"17\"/> status", null).Text.Should().Be("<quoted messageId=\"17\"/> status");

    [Fact]
    public void A_quote_is_known_by_its_message_words_and_sender() =>
        Read("<quoted messageId=\"17\"/> status", null, "17").Quotes.Should().Equal(new Quote("17", "preview of 17", "28:bot"));

    [Theory]
    [InlineData("Improvement BotERR-1 The export failed status", "<p>status</p>")]
    [InlineData("Improvement BotERR-1 The export failed\r\n\r\nstatus", "\r\n<p>status&nbsp;</p>")]
    public void Older_clients_put_the_quoted_words_into_the_text_and_mark_them_in_the_html(string text, string html)
    {
        var read = Read(text, Block + html);

        read.Text.Should().Be("status");
        read.Quotes.Should().Equal(new Quote("17", "ERR-1 The export failed", "28:bot"));
    }

    [Fact]
    public void Several_quotes_and_a_quote_inside_a_quote_of_an_older_client_are_taken_out()
    {
        var inner = Block.Replace("ERR-1 The export failed", "ERR-2 " + Block, StringComparison.Ordinal);

        var read = Read("all of it status", $"{inner}{Block}<p>status</p>");

        read.Text.Should().Be("status");
        read.Quotes.Should().HaveCount(2);
    }

    [Fact]
    public void A_mention_beside_a_quote_of_an_older_client_is_still_known()
    {
        var json = Json("Improvement Bot ERR-1 status",
            Block + "<p><span itemscope itemtype=\"http://schema.skype.com/Mention\" itemid=\"0\">Improvement Bot</span>&nbsp;status</p>");
        json["entities"]!.AsArray()
            .Add((JsonNode)new JsonObject { ["type"] = "mention", ["text"] = "<at>Improvement Bot</at>",
            ["mentioned"] = new JsonObject { ["id"] = "28:bot" } });

        MessageText.Of(Parse(json)).Should().Be("status");
    }

    [Theory]
    [InlineData(null, "<p>The lift is stuck</p>", "The lift is stuck")]
    [InlineData("", "<table><tr><td><p>Step</p></td><td>Result</td></tr></table>", "Step | Result")]
    [InlineData("report-error Step Result", "<p>report-error</p><table><tr><td><p>Step</p></td><td>Result</td></tr></table>",
        "report-error\nStep | Result")]
    [InlineData("as typed ", "<p>as <b>typed</b></p>", "as typed")]
    public void The_html_is_read_where_the_text_says_less(string? text, string html, string expected) =>
        Read(text, html).Text.Should().Be(expected);

    [Fact]
    public void An_ordinary_quotation_is_part_of_what_somebody_says() =>
        Read("", "<blockquote>He said</blockquote><p>I disagree</p>").Text.Should().Be("> He said\nI disagree");

    [Fact]
    public void Heaps_of_quotes_are_read_in_good_time() =>
        Read(string.Concat(Enumerable.Repeat("<quoted messageId=\"17\">", 10_000)), string.Concat(Enumerable.Repeat(Block[..80], 1_000)),
            "17").Text.Should().BeEmpty();

    private static (string Text, IReadOnlyList<Quote> Quotes) Read(string? text, string? html, params string[] quoted)
    {
        var activity = Parse(Json(text, html, quoted));
        return (MessageText.Of(activity), Quote.In(activity));
    }

    private static JsonObject Json(string? text, string? html, params string[] quoted)
    {
        var json = new JsonObject { ["type"] = "message", ["recipient"] = new JsonObject { ["id"] = "28:bot" } };
        if (text is not null) json["text"] = text;
        if (html is not null) json["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "text/html", ["content"] = html });
        json["entities"] = new JsonArray([.. quoted.Select(id => (JsonNode)new JsonObject
        {
            ["type"] = "quotedReply",
            ["quotedReply"] = new JsonObject { ["messageId"] = id, ["senderId"] = "28:bot", ["preview"] = $"preview of {id}" },
        })]);
        return json;
    }

    private static Activity Parse(JsonObject json) => Activity.Parse(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
