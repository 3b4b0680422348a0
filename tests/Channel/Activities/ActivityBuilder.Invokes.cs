using System.Text.Json.Nodes;

namespace Improvement.Bot.Tests.Channel;

/// <summary>Synchronous calls.</summary>
public sealed partial class ActivityBuilder
{
    /// <summary>Any invoke.</summary>
    /// <param name="name">Such as <c>task/fetch</c>.</param>
    /// <param name="from">Who causes it.</param>
    /// <param name="place">Where.</param>
    /// <param name="value">Its value.</param>
    /// <param name="replyToId">The message it comes from.</param>
    public JsonObject Invoke(string name, Person from, Place place, JsonNode? value, string? replyToId = null)
    {
        var activity = Of("invoke", from, place);
        activity["name"] = name;
        activity["value"] = value;
        activity["channelData"]!["source"] = new JsonObject { ["name"] = "message" };
        if (replyToId is not null)
        {
            activity["replyToId"] = replyToId;
        }

        return activity;
    }

    /// <summary><c>adaptiveCard/action</c> with a value that was put together already.</summary>
    public JsonObject CardAction(Person from, Place place, string cardMessageId, JsonObject value) =>
        Invoke("adaptiveCard/action", from, place, value, cardMessageId);

    /// <summary><c>adaptiveCard/action</c> of a press or of a refresh.</summary>
    /// <param name="from">Who presses, or for whom the card is refreshed.</param>
    /// <param name="place">Where.</param>
    /// <param name="cardMessageId">The message with the card.</param>
    /// <param name="verb">The verb of the action.</param>
    /// <param name="data">The data, inputs merged.</param>
    /// <param name="trigger">manual or automatic.</param>
    public JsonObject CardAction(Person from, Place place, string cardMessageId, string? verb, JsonObject? data, string trigger = "manual")
    {
        var action = new JsonObject { ["type"] = "Action.Execute", ["data"] = data };
        if (verb is not null)
        {
            action["verb"] = verb;
        }

        return CardAction(from, place, cardMessageId, new JsonObject { ["action"] = action, ["trigger"] = trigger });
    }

    /// <summary>A message as it comes with a command of the message extension.</summary>
    /// <param name="author">Who wrote it.</param>
    /// <param name="html">Its body.</param>
    public JsonObject MessagePayload(Person author, Place place, string html)
    {
        var id = _teams.NextMessageId();
        return new()
        {
            ["id"] = id,
            ["replyToId"] = null,
            ["createdDateTime"] = _teams.Now.AddMinutes(-20).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"),
            ["lastModifiedDateTime"] = null,
            ["deleted"] = false,
            ["subject"] = null,
            ["importance"] = "normal",
            ["locale"] = author.Locale,
            ["linkToMessage"] = $"https://teams.microsoft.com/l/message/{Uri.EscapeDataString(place.Conversation.Id)}/{id}",
            ["from"] = new JsonObject { ["user"] = new JsonObject { ["userIdentityType"] = "aadUser", ["id"] = author.ObjectId,
                ["displayName"] = author.Name }, ["device"] = null, ["application"] = null },
            ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = html },
            ["attachments"] = new JsonArray(),
            ["mentions"] = new JsonArray(),
            ["reactions"] = new JsonArray(),
        };
    }

    /// <summary><c>application/search</c> of a typeahead.</summary>
    public JsonObject Search(Person from, Place place, string cardMessageId, string dataset, string query, int skip = 0, int top = 15) =>
        Invoke("application/search", from, place, new JsonObject
        {
            ["queryText"] = query,
            ["queryOptions"] = new JsonObject { ["skip"] = skip, ["top"] = top },
            ["dataset"] = dataset,
        }, cardMessageId);
}
