using System.Text;
using System.Text.Json.Nodes;
using Improvement.Bot.Development;
using Microsoft.Playwright;

namespace Improvement.Bot.Tests.EndToEnd.Stage;

/// <summary>
/// What others than the current user of the chat page say and press: it has an HTTP interface for both, and its page shows what the bot
/// answers them, also what they alone would see.
/// </summary>
public sealed partial class Chat
{
    private static readonly JsonNode Tenant = JsonNode.Parse(PlaygroundTenant.Configuration)!;
    private string? _sender;

    /// <summary>What is said to the bot in the channel, and pressed, comes from somebody else from now on.</summary>
    /// <param name="user">The channel id of somebody of the roster, such as <c>29:bao</c>; null for the current user again.</param>
    public void ActAs(string? user) => _sender = user;

    /// <summary>
    /// Presses a button in the own chat of somebody of the roster, which the chat page does not show: what their client sends goes straight
    /// to the bot.
    /// </summary>
    /// <param name="bot">Where the bot takes messages.</param>
    /// <param name="user">Their channel id.</param>
    /// <param name="verb">The verb of the button.</param>
    /// <param name="data">The data of the button and the inputs of its card.</param>
    /// <returns>The card that they are shown, as JSON.</returns>
    public async Task<string> PressInOwnChat(Uri bot, string user, string verb, JsonObject data)
    {
        var activity = ActivityOf("invoke", user);
        activity["name"] = "adaptiveCard/action";
        activity["conversation"] = new JsonObject
        {
            ["id"] = $"a:own-{user}", ["conversationType"] = "personal", ["tenantId"] = PlaygroundTenant.Id,
        };
        activity["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = PlaygroundTenant.Id } };
        activity["serviceUrl"] = $"http://localhost:{new Uri(_page.Url).Port}/_connector";
        activity["value"] = new JsonObject
        {
            ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = verb, ["data"] = data }, ["trigger"] = "manual",
        };
        return await Send(bot, activity);
    }

    /// <summary>
    /// Chooses a command of the bot in the menu of a message of the channel and sends the form as it comes, which the chat page has no menu
    /// for: what the client of the current user sends goes straight to the bot.
    /// </summary>
    /// <param name="bot">Where the bot takes messages.</param>
    /// <param name="command">The command, as the manifest names it.</param>
    /// <param name="author">Who wrote the message, by name.</param>
    /// <param name="words">What the message says.</param>
    /// <returns>The dialog that stands there afterwards, as JSON.</returns>
    public async Task<string> RunOnMessage(Uri bot, string command, string author, string words)
    {
        JsonObject Value() => new()
        {
            ["commandId"] = command,
            ["commandContext"] = "message",
            ["messagePayload"] = new JsonObject
            {
                ["id"] = "1776825925953",
                ["createdDateTime"] = TimeProvider.System.GetUtcNow().AddMinutes(-5).ToString("o"),
                ["from"] = new JsonObject { ["user"] = new JsonObject { ["displayName"] = author } },
                ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = $"<p>{words}</p>" },
            },
        };
        var card = JsonNode.Parse(await SendInChannel(bot, "composeExtension/fetchTask", Value()))!["task"]!["value"]!["card"]!["content"]!;
        var value = Value();
        var data = value["data"] = PartsOf(card, "Action.Submit").Single()["data"]!.DeepClone();
        foreach (var input in PartsOf(card, "Input.")) data[(string)input["id"]!] = input["value"]?.DeepClone() ?? "";
        return await SendInChannel(bot, "composeExtension/submitAction", value);
    }

    private static IEnumerable<JsonObject> PartsOf(JsonNode? card, string type) => card switch
    {
        JsonObject part when part["type"] is JsonValue named && $"{named}".StartsWith(type, StringComparison.Ordinal) => [part],
        JsonObject part => part.SelectMany(member => PartsOf(member.Value, type)),
        JsonArray parts => parts.SelectMany(part => PartsOf(part, type)),
        _ => [],
    };

    private async Task<string> SendInChannel(Uri bot, string name, JsonObject value)
    {
        var activity = InChannel("invoke", (string)Tenant["currentUser"]!["id"]!);
        activity["name"] = name;
        activity["serviceUrl"] = $"http://localhost:{new Uri(_page.Url).Port}/_connector";
        activity["value"] = value;
        return await Send(bot, activity);
    }

    private static async Task<string> Send(Uri bot, JsonObject activity)
    {
        using var client = new HttpClient();
        using var content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(bot, content);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    private Task Forward(IRoute route)
    {
        if (_sender is not { } sender || route.Request.PostData is not { } sent || JsonNode.Parse(sent) is not JsonObject body)
        {
            return route.ContinueAsync();
        }

        body["from"] = new JsonObject { ["id"] = sender };
        return route.ContinueAsync(new() { PostData = Encoding.UTF8.GetBytes(body.ToJsonString()) });
    }

    // The page takes messages from its current user alone, whoever they are said to be from; an activity goes to the bot as it is.
    private Task SayAsSender(string text) => _page.EvaluateAsync(
        """
        async sent => {
          const activity = JSON.parse(sent);
          activity.serviceUrl = `http://localhost:${location.port}/_connector`;
          const headers = { 'Content-Type': 'application/json' };
          await fetch('/_internal/v1/customActivities', { method: 'POST', headers, body: JSON.stringify(activity) });
        }
        """,
        MessageOf(text).ToJsonString());

    private JsonObject MessageOf(string text)
    {
        var bot = Tenant["bot"]!;
        var mention = $"<at>{(string)bot["name"]!}</at>";
        var activity = InChannel("message", _sender!);
        activity["text"] = $"{mention} {text}";
        activity["textFormat"] = "plain";
        activity["entities"] = new JsonArray(new JsonObject
        {
            ["type"] = "mention", ["text"] = mention, ["mentioned"] = bot.DeepClone(),
        });
        return activity;
    }

    private static JsonObject InChannel(string type, string sender)
    {
        var team = Tenant["team"]!;
        var activity = ActivityOf(type, sender);
        activity["conversation"] = new JsonObject
        {
            ["id"] = team["id"]!.DeepClone(), ["conversationType"] = "channel", ["isGroup"] = true, ["tenantId"] = PlaygroundTenant.Id,
        };
        activity["channelData"] = new JsonObject
        {
            ["tenant"] = new JsonObject { ["id"] = PlaygroundTenant.Id },
            ["team"] = new JsonObject { ["id"] = team["id"]!.DeepClone(), ["aadGroupId"] = team["aadGroupId"]!.DeepClone() },
            ["channel"] = new JsonObject { ["id"] = team["id"]!.DeepClone() },
        };
        return activity;
    }

    private static JsonObject ActivityOf(string type, string sender)
    {
        var user = Tenant["users"]!.AsArray().Append(Tenant["currentUser"]).Single(each => (string?)each!["id"] == sender)!;
        return new()
        {
            ["type"] = type,
            ["id"] = Guid.NewGuid().ToString("N"),
            ["channelId"] = "msteams",
            ["timestamp"] = TimeProvider.System.GetUtcNow().ToString("o"),
            ["from"] = new JsonObject
            {
                ["id"] = sender, ["name"] = user["name"]!.DeepClone(), ["aadObjectId"] = user["aadObjectId"]!.DeepClone(),
            },
            ["recipient"] = Tenant["bot"]!.DeepClone(),
        };
    }
}
