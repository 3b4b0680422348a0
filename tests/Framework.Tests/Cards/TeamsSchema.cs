using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using FluentAssertions;
using NJsonSchema;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Cards;

/// <summary>What Teams renders, as a JSON schema that lies beside the repository, at ../shared/schemas.</summary>
internal static class TeamsSchema
{
    /// <summary>The schema's full path, whether or not it exists.</summary>
    public static readonly string File = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../../../shared/schemas/adaptive-card-teams.schema.json"));

    private static readonly Lazy<Task<JsonSchema>> Schema = new(Load);

    /// <summary>Fails with the faults when a card is not one that Teams knows.</summary>
    public static async Task Check(string card)
    {
        var faults = (await Schema.Value).Validate(card);
        faults.Should().BeEmpty(because: card);
    }

    // The schema is of draft 07, and the library reads draft 04, which has no "const" (without this every element would pass for any other)
    // and no reference beside the definitions it refers to.
    private static Task<JsonSchema> Load()
    {
        var schema = JsonNode.Parse(System.IO.File.ReadAllText(File))!;
        ConstAsEnum(schema);
        var root = schema["$ref"]!.DeepClone();
        schema.AsObject().Remove("$ref");
        schema["allOf"] = new JsonArray(new JsonObject { ["$ref"] = root });
        return JsonSchema.FromJsonAsync(schema.ToJsonString());
    }

    private static void ConstAsEnum(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array) ConstAsEnum(item);
        }
        else if (node is JsonObject schema)
        {
            foreach (var (_, value) in schema.ToList()) ConstAsEnum(value);
            if (schema["const"] is not JsonValue only) return;
            schema.Remove("const");
            schema["enum"] = new JsonArray(only.DeepClone());
        }
    }

    private static string Here([CallerFilePath] string here = "") => here;
}

/// <summary>A test that needs the schema; skipped with the reason where it is absent.</summary>
internal sealed class TeamsSchemaTheoryAttribute : TheoryAttribute
{
    public TeamsSchemaTheoryAttribute()
    {
        if (!File.Exists(TeamsSchema.File)) Skip = $"needs a schema that is not part of the repository: {TeamsSchema.File}";
    }
}

/// <inheritdoc cref="TeamsSchemaTheoryAttribute"/>
internal sealed class TeamsSchemaFactAttribute : FactAttribute
{
    public TeamsSchemaFactAttribute()
    {
        if (!File.Exists(TeamsSchema.File)) Skip = $"needs a schema that is not part of the repository: {TeamsSchema.File}";
    }
}
