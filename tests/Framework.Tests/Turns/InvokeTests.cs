using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Xunit;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Framework.Tests.Turns;

/// <summary>Calls of Teams other than presses.</summary>
public sealed class InvokeTests
{
    [Fact]
    public async Task A_search_while_typing_is_answered_with_choices_and_writes_nothing()
    {
        await using var bench = new TurnBench(routes => routes.Search("words", (turn, typed, _) =>
        {
            turn.Say(OutgoingActivity.Of("A reading call says nothing."));
            return new([new Choice($"{typed} and more", "1")]);
        }));

        var answer = await Call(bench, "application/search",
            """{ "dataset": "words", "queryText": " to ", "queryOptions": { "skip": 0, "top": 15 } }""");

        answer.Should().Be((200, """{"statusCode":200,"type":"application/vnd.microsoft.search.searchResponse","""
            + "\"value\":{\"results\":[{\"title\":\"to and more\",\"value\":\"1\"}]}}"));
        bench.Ann.Messages.Should().BeEmpty();
        bench.Kept.Commits.Should().Be(0);
    }

    [Fact]
    public async Task A_command_on_a_message_opens_a_dialog_without_a_trace_and_its_form_is_taken_once()
    {
        var (taken, kept) = (0, 0);
        await using var bench = new TurnBench(routes => routes.Extension(
            "note",
            (turn, _) => { turn.Answer = InvokeAnswer.Task("Notes", Card("Note", Text("Note")), "small"); return default; },
            (turn, _) =>
            {
                taken++;
                turn.Tell(kept is 0 ? "Kept." : "Kept before.");
                turn.Write(_ => { kept++; return default; });
                return default;
            }));

        var opened = await Call(bench, "composeExtension/fetchTask", """{ "commandId": "note" }""");
        bench.Kept.Commits.Should().Be(0);
        var first = await Call(bench, "composeExtension/submitAction", """{ "commandId": "note", "data": {} }""", "f:1");
        var again = await Call(bench, "composeExtension/submitAction", """{ "commandId": "note", "data": {} }""", "f:1");

        opened.Body.Should().StartWith("""{"task":{"type":"continue","value":{"title":"Notes","height":"small","width":"medium","""
            + "\"card\":{\"contentType\":\"application/vnd.microsoft.card.adaptive\",\"content\":{\"type\":\"AdaptiveCard\",");
        first.Should().Be((200, """{"task":{"type":"message","value":"Kept."}}"""));
        again.Should().Be((200, """{"task":{"type":"message","value":"Kept before."}}"""));
        (taken, kept).Should().Be((2, 1));
    }

    [Theory]
    [InlineData("composeExtension/fetchTask", """{"task":{"type":"message",""")]
    [InlineData("composeExtension/query", """{"composeExtension":{"type":"message",""")]
    [InlineData("task/fetch", """{"task":{"type":"message",""")]
    [InlineData("config/fetch", """{"responseType":"config","config":{"type":"message",""")]
    [InlineData("application/search",
        """{"statusCode":200,"type":"application/vnd.microsoft.search.searchResponse","value":{"results":[]}}""")]
    [InlineData("adaptiveCard/action", """{"statusCode":200,"type":"application/vnd.microsoft.activity.message",""")]
    public async Task A_failure_is_told_in_the_shape_that_the_caller_understands(string name, string shape)
    {
        await using var bench = new TurnBench(routes => routes
            .Extension("broken", Break, Break)
            .Search("broken", (_, _, _) => throw new InvalidOperationException("Broken."))
            .Invoke("composeExtension/query", Break).Invoke("task/fetch", Break).Invoke("config/fetch", Break, reads: true)
            .Press("broken", Break));

        var answer = await Call(bench, name, """{ "commandId": "broken", "dataset": "broken", "action": { "verb": "broken" } }""");

        answer.Status.Should().Be(200);
        answer.Body.Should().StartWith(shape);
    }

    [Theory]
    [InlineData("signin/tokenExchange", 412, """{"id":"7","connectionName":"c","failureDetail":"This bot asks nobody to sign in."}""")]
    [InlineData("signin/verifyState", 404, "")]
    [InlineData("signin/failure", 200, "")]
    [InlineData("fileConsent/invoke", 200, "")]
    [InlineData("something/new", 501, "")]
    [InlineData(null, 501, "")]
    public async Task What_nobody_offers_is_answered_as_Teams_expects_and_leaves_no_trace(string? name, int status, string body)
    {
        await using var bench = new TurnBench();

        (await Call(bench, name, """{ "id": "7", "connectionName": "c" }""")).Should().Be((status, body));

        bench.Kept.Commits.Should().Be(0);
    }

    private static ValueTask Break(TurnContext turn, CancellationToken ct) => throw new InvalidOperationException("Broken.");

    private static async Task<(int Status, string Body)> Call(TurnBench bench, string? name, string value, string id = "f:0")
    {
        var activity = new JsonObject
        {
            ["type"] = "invoke", ["id"] = id, ["name"] = name, ["channelId"] = "msteams", ["serviceUrl"] = "https://example.com/",
            ["value"] = JsonNode.Parse(value),
            ["from"] = new JsonObject { ["id"] = "29:Ann" }, ["recipient"] = new JsonObject { ["id"] = "28:bot" },
            ["conversation"] = new JsonObject { ["id"] = "a:Ann", ["conversationType"] = "personal" },
        };
        var answer = await bench.Chat.Deliver(activity);
        return (answer.Status, Encoding.UTF8.GetString(answer.Body.Span));
    }
}
