using System.Text.Json.Nodes;

namespace Improvement.Bot.Framework.Tests.Channel;

/// <summary>Cards to press.</summary>
internal static class Cards
{
    public static JsonObject Plain(string text) => new()
    {
        ["type"] = "AdaptiveCard",
        ["version"] = "1.5",
        ["body"] = new JsonArray(new JsonObject { ["type"] = "TextBlock", ["text"] = text }),
    };

    public static JsonObject ForRefresh(string text, string mri)
    {
        var card = Plain(text);
        card["refresh"] = new JsonObject { ["action"] = Execute("Refresh", "refresh"), ["userIds"] = new JsonArray(mri) };
        return card;
    }

    public static JsonObject Form() => JsonNode.Parse("""
        { "type": "AdaptiveCard", "version": "1.5", "body": [
            { "type": "Container", "items": [
                { "type": "Input.Text", "id": "title", "label": "What happened?", "value": "Printers burn", "isRequired": true,
                  "errorMessage": "Please say it.", "maxLength": 20 },
                { "type": "Input.Toggle", "id": "restricted", "title": "Restricted" } ] },
            { "type": "Input.ChoiceSet", "id": "severity", "label": "Severity", "value": "high",
              "choices": [ { "title": "High", "value": "high" }, { "title": "Low", "value": "low" } ] },
            { "type": "ActionSet", "actions": [
                { "type": "Action.Execute", "title": "Report it", "verb": "answer", "data": { "turn": 1 },
                  "fallback": { "type": "Action.Submit", "title": "Report it", "data": { "turn": 1, "old": true } } },
                { "type": "Action.Execute", "title": "Cancel", "verb": "cancel", "associatedInputs": "none",
                  "data": { "turn": 1 }, "mode": "secondary" },
                { "type": "Action.ShowCard", "title": "More", "card": { "type": "AdaptiveCard",
                  "body": [ { "type": "Input.Text", "id": "more", "isRequired": true } ],
                  "actions": [ { "type": "Action.Execute", "title": "With more", "verb": "more" } ] } } ] } ] }
        """)!.AsObject();

    private static JsonObject Execute(string title, string verb) =>
        new() { ["type"] = "Action.Execute", ["title"] = title, ["verb"] = verb, ["data"] = new JsonObject { ["record"] = 7 } };
}
