using System.Text.Json.Nodes;

namespace Improvement.Bot.Tests.Channel;

/// <summary>What a person reads on a card.</summary>
internal static class CardWords
{
    private static readonly string[] Readable =
        ["text", "title", "label", "placeholder", "errorMessage", "altText", "description", "subLabel", "legend", "codeSnippet", "name"];
    private static readonly string[] Unseen =
        ["fallback", "refresh", "authentication", "data", "msteams", "metadata", "targetElements", "backgroundImage", "choices.data"];

    public static IEnumerable<string> Of(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            return array.SelectMany(Of);
        }

        if (node is not JsonObject o
            || (o.TryGetPropertyValue("isVisible", out var shown) && shown is JsonValue v && v.TryGetValue(out bool visible) && !visible))
        {
            return [];
        }

        return o.SelectMany(p => Unseen.Contains(p.Key) ? []
            : Maybe(p.Value) is { } text ? IsRead(o, p.Key) ? [text] : []
            : Of(p.Value));
    }

    /// <summary>The value of a fact and of an input are read; that of a choice is not.</summary>
    private static bool IsRead(JsonObject owner, string name) =>
        (Readable.Contains(name) && !(name == "name" && Wire.Text(owner, "type") == "Icon"))
        || (name == "value" && (Wire.Text(owner, "type") is "Input.Text" or "Input.Date" or "Input.Time" || IsFact(owner)));

    private static bool IsFact(JsonObject owner) =>
        !owner.ContainsKey("type")
            && owner.ContainsKey("title")
            && owner.Parent?.Parent is JsonObject set
            && Wire.Text(set, "type") == "FactSet";

    private static string? Maybe(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
