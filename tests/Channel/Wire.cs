using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Improvement.Bot.Tests.Channel;

/// <summary>The few things that everybody needs who handles JSON of the protocol.</summary>
internal static class Wire
{
    public const string AdaptiveCard = "application/vnd.microsoft.card.adaptive";

    /// <summary>As Teams writes: no needless escapes.</summary>
    public static JsonSerializerOptions Relaxed { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000 };

    public static string Text(JsonNode? of, string name) => Maybe(of, name) ?? "";

    public static string? Maybe(JsonNode? of, string name) =>
        of is JsonObject o && o.TryGetPropertyValue(name, out var v) && v is JsonValue value && value.TryGetValue(out string? text)
            ? text
            : null;

    public static JsonObject? Object(JsonNode? of, string name) =>
        of is JsonObject o && o.TryGetPropertyValue(name, out var v) ? v as JsonObject : null;

    public static bool Flag(JsonNode? of, string name) =>
        of is JsonObject o && o.TryGetPropertyValue(name, out var v) && v is JsonValue value && value.TryGetValue(out bool flag) && flag;

    public static IEnumerable<JsonObject> Objects(JsonNode? of, string name) =>
        of is JsonObject o && o.TryGetPropertyValue(name, out var v) && v is JsonArray array ? array.OfType<JsonObject>() : [];

    public static IReadOnlyList<JsonObject> Cards(JsonObject message) =>
        [
            .. Objects(message, "attachments")
                .Where(a => Text(a, "contentType") == AdaptiveCard)
                .Select(a => Object(a, "content"))
                .OfType<JsonObject>()];

    /// <summary>The object in the text, or null when it is not one.</summary>
    public static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text, null, new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static JsonElement Element(JsonNode node) => JsonSerializer.SerializeToElement(node);
}
