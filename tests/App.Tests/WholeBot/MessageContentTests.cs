using System.Text.Json.Nodes;
using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>Under <em>Report as error</em> the form has in it what the message says, whatever kind of message it is.</summary>
public sealed class MessageContentTests(Product product) : IClassFixture<Product>
{
    private const string Adaptive = "application/vnd.microsoft.card.adaptive";
    private const string Alert = """
        {"type":"AdaptiveCard","version":"1.4","fallbackText":"Disk full on db-1","body":[{"type":"TextBlock",
         "text":"**Disk full** on db-1"},
         {"type":"FactSet","facts":[{"title":"Severity","value":"critical"},{"title":"Host:","value":"db-1"}]}],
          "actions":[{"type":"Action.OpenUrl","title":"Silence it","url":"https://x.example"}]}
        """;

    private const string Nested = """
        {"type":"AdaptiveCard","version":"1.5","fallbackText":"Your client does not support Adaptive Cards","body":[
         {"type":"ColumnSet","columns":[{"type":"Column","items":[{"type":"Image","url":"https://x.example/a.png","altText":"red light"}]},
          {"type":"Column","items":[{"type":"Container","items":[{"type":"TextBlock",
          "text":"Build [412](https://ci.example/412) failed"}]}]}]},
         {"type":"RichTextBlock","inlines":["by ",{"type":"TextRun","text":"Bo"}]},
         {"type":"Table","columns":[{"width":1},{"width":1}],"rows":[{"type":"TableRow","cells":[{"type":"TableCell",
          "items":[{"type":"TextBlock","text":"Step"}]},{"type":"TableCell","items":[{"type":"TextBlock","text":"Result"}]}]},
          {"type":"TableRow","cells":[{"type":"TableCell","items":[{"type":"TextBlock","text":"1"}]},{"type":"TableCell",
          "items":[{"type":"TextBlock","text":"failed"}]}]}]},
         {"type":"TextBlock","text":"kept for later","isVisible":false},{"type":"Input.Text","id":"comment","placeholder":"say something"}]}
        """;

    private const string Connector = """
        {"@type":"MessageCard","summary":"Deploy failed","title":"Deploy of shop","sections":[{"activityTitle":"Pipeline **7**",
         "activitySubtitle":"main","facts":[{"name":"Status","value":"<b>failed</b>"}],"text":"See the log"}],
         "potentialAction":[{"@type":"OpenUri","name":"Open"}]}
        """;

    [Theory]
    [InlineData(Adaptive, Alert, "Disk full on db-1\nSeverity: critical\nHost: db-1")]
    [InlineData(Adaptive, Nested, "red light\nBuild 412 (https://ci.example/412) failed\nby Bo\nStep | Result\n1 | failed")]
    [InlineData(
        Adaptive,
        """{"type":"AdaptiveCard","body":[{"type":"Container","isVisible":false, """
            + """ "items":[{"type":"TextBlock","text":"half \ud83d hidden"}]}]}""",
        "half \ufffd hidden")]
    [
        InlineData(
            Adaptive,
            """{"type":"AdaptiveCard","body":[{"type":"FactSet","facts":[{"title":"Host","value":"db-2"}]}],"fallbackText":"Disk full"}""",
            "Disk full\nHost: db-2")]
    [
        InlineData(
            "application/vnd.microsoft.teams.card.o365connector", Connector,
            "Deploy failed\nDeploy of shop\nPipeline 7\nmain\nSee the log\nStatus: failed")]
    [
        InlineData(
            "application/vnd.microsoft.card.thumbnail",
            """{"title":"Late lorry","subtitle":"Gate 4","text":"Waits <b>two</b> hours","buttons":[{"type":"openUrl","title":"Map"}]}""",
            "Late lorry\nGate 4\nWaits two hours")]
    [InlineData("application/vnd.microsoft.card.hero", """{"title":"Late lorry","images":[{"url":"https://x.example"}]}""", "Late lorry")]
    [InlineData(
        "forwardedMessageReference",
        """{"originalMessageId":"1","originalMessageContent":"<div>The printer <b>stopped</b></div>", """
            + """ "originalMessageSender":{"user":{"displayName":"Bo"}}}""",
        "The printer stopped\n(written by Bo)")]
    [InlineData(
        "forwardedMessageReference",
        """{"originalMessageContent":"<p>From a program</p>", """
            + """ "originalMessageSender":{"application":{"displayName":"Alerts"},"user":null}}""",
        "From a program\n(written by Alerts)")]
    [InlineData("text/html", "<ul><li>One</li></ul>", "- One")]
    public async Task A_message_that_is_nothing_but_an_attachment_is_read(string type, string content, string story)
    {
        var read = await Opened(
            "<attachment id=\"a1\"></attachment>", new JsonObject { ["id"] = "a1", ["contentType"] = type, ["content"] = content });

        read.Value("Story").Should().Be(story);
    }

    [Fact]
    public async Task Content_that_is_no_text_but_json_is_read_as_well() =>
        (await Opened("", new JsonObject { ["id"] = "a1", ["contentType"] = Adaptive, ["content"] = JsonNode.Parse(Alert) }))
            .Value("Story")
            .Should()
            .StartWith("Disk full on db-1");

    [Fact]
    public async Task A_reply_with_a_quote_has_both_where_they_stood()
    {
        var quote = new JsonObject
        {
            ["id"] = "1", ["contentType"] = "messageReference",
            ["content"] = """{"messageId":"1","messagePreview":"The export failed","messageSender":{"user":{"displayName":"Bo"}}}""",
        };

        (await Opened("<attachment id=\"1\"></attachment><p>Here as well</p>", quote))
            .Value("Story")
            .Should()
            .Be("The export failed\n(written by Bo)\nHere as well");
    }

    [Fact]
    public async Task Several_attachments_and_words_are_all_read_each_once()
    {
        JsonObject Card(string id, string text) =>
            new()
            {
                ["id"] = id, ["contentType"] = Adaptive,
                ["content"] = $$"""{"type":"AdaptiveCard","body":[{"type":"TextBlock","text":"{{text}}"}]}""",
            };

        var read = await Opened(
            "<p>Look:</p><attachment id=\"2\"></attachment><attachment id=\"2\"></attachment><p>Bad</p>", Card("1", "one"),
            Card("2", "two"));

        read.Value("Story").Should().Be("Look:\ntwo\nBad\none");
    }

    [Theory]
    [InlineData("<attachment id=\"f\"></attachment>", "A message with nothing but files: wheel.jpg")]
    [InlineData("<p>This wheel</p><attachment id=\"f\"></attachment>", "This wheel")]
    public async Task Files_are_named_where_nothing_else_is_said_and_are_the_evidence(string html, string story)
    {
        var read = await Opened(
            html,
            new JsonObject { ["id"] = "f", ["contentType"] = "reference", ["contentUrl"] = "https://example.sharepoint.com/wheel.jpg",
                ["name"] = "wheel.jpg" });

        read.Value("Story").Should().Be(story);
        read.Value("Evidence").Should().Be("wheel.jpg: https://example.sharepoint.com/wheel.jpg");
    }

    [Theory]
    [InlineData("<p><img src=\"https://graph.microsoft.com/x/$value\" width=\"10\"></p>", "A message with nothing but a picture")]
    [InlineData(
        "<table><tbody><tr><td><p>Step</p></td><td><p>Result</p></td></tr><tr><td><p>1</p></td><td><p>failed</p></td></tr></tbody></table>",
        "Step | Result\n1 | failed")]
    public async Task A_picture_and_a_table_are_no_empty_form(string html, string story) =>
        (await Opened(html)).Value("Story").Should().Be(story);

    [Theory]
    [InlineData("not json at all")]
    [InlineData("[[[[[[[[[[1]]]]]]]]]]")]
    [InlineData("")]
    [InlineData("{\"body\":7,\"type\":[]}")]
    public async Task Whatever_an_attachment_holds_the_form_opens(string content) =>
        (
            await Opened(
                "<attachment id=\"a1\"></attachment><p>Words</p>",
                new JsonObject { ["id"] = "a1", ["contentType"] = Adaptive, ["content"] = content }))
            .Value("Story")
            .Should()
            .EndWith("Words");

    [Fact]
    public async Task A_text_full_of_beginnings_of_tags_is_read_at_once()
    {
        var html = string.Concat(Enumerable.Repeat("<a ", 100_000));

        (await Opened(html)).Shows("Its beginning stands below").Should().BeTrue();
    }

    private async Task<SeenCard> Opened(string html, params JsonObject[] attachments)
    {
        var (ann, lee) = (product.Somebody(), product.Somebody("Lee"));
        var message = product.Teams.Activities.MessagePayload(lee, ann.PersonalChat, html);
        message["attachments"] = new JsonArray([.. attachments]);
        var form = await ann.Chat.RunOn(message, "reportError");
        product.Failures.Should().BeEmpty();
        product.Teams.Problems.Should().BeEmpty();
        return form.Card!;
    }
}
