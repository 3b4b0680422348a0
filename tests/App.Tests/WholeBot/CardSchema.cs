using System.Text.Json;
using System.Text.Json.Nodes;
using Improvement.Bot.Tests.Development;
using NJsonSchema;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>What the schema of the Teams card vocabulary says about a card; silent where the schema is not beside the repository.</summary>
internal static class CardSchema
{
    private static readonly Lazy<JsonSchema?> Schema = new(() =>
        SharedSchema.File("adaptive-card-teams.schema.json") is var file && File.Exists(file) ? Load(File.ReadAllText(file)) : null);

    public static string? Problem(JsonElement card)
    {
        if (Schema.Value is not { } schema) return null;
        lock (schema)
        {
            return schema.Validate(card.GetRawText()) is { Count: > 0 } errors ? string.Join("; ", errors.Take(5)) : null;
        }
    }

    /// <summary>The validator loses the definitions beside a reference at the root, and does not know <c>const</c>.</summary>
    private static JsonSchema Load(string text)
    {
        var root = JsonNode.Parse(text)!.AsObject();
        var reference = root["$ref"]!.DeepClone();
        root.Remove("$ref");
        root["allOf"] = new JsonArray(new JsonObject { ["$ref"] = reference });
        ConstantsAsChoices(root);
        return JsonSchema.FromJsonAsync(root.ToJsonString()).GetAwaiter().GetResult();
    }

    private static void ConstantsAsChoices(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array) ConstantsAsChoices(item);
        }
        else if (node is JsonObject part)
        {
            if (part["const"] is JsonValue only)
            {
                part.Remove("const");
                part["enum"] = new JsonArray(only.DeepClone());
            }

            foreach (var (_, value) in part) ConstantsAsChoices(value);
        }
    }
}
