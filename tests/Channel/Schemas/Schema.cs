using System.Text.Json;
using Json.Schema;

namespace Improvement.Bot.Tests.Channel;

/// <summary>A JSON schema, and what it finds wrong with a document. May be used by several threads.</summary>
public sealed class Schema
{
    private static readonly EvaluationOptions Quickly = new() { OutputFormat = OutputFormat.Flag };
    private static readonly EvaluationOptions Fully = new() { OutputFormat = OutputFormat.Hierarchical };

    /// <summary>The schemas of the Teams manifest name draft 4 and use <c>const</c> and <c>if</c>, which are of draft 7.</summary>
    private static readonly Dialect Draft04 = Dialect.Draft07.With([], id: new Uri("http://json-schema.org/draft-04/schema#"));

    private readonly JsonSchema _rules;

    private Schema(string json)
    {
        var options = new BuildOptions { SchemaRegistry = new(), DialectRegistry = new(), Dialect = Dialect.Draft202012 };
        options.DialectRegistry.Register(Draft04);
        _rules = JsonSchema.FromText(json, options);
    }

    /// <summary>The schema that a text holds; of draft 2020-12 where it does not say.</summary>
    public static Schema Of(string json) => new(json);

    /// <summary>The schema in a file beside the repository (<see cref="SharedSchema"/>).</summary>
    public static Schema Shared(string name) => new(File.ReadAllText(SharedSchema.File(name)));

    /// <summary>The faults of a document, each with its place; empty when it passes.</summary>
    public IReadOnlyList<string> Faults(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Faults(document.RootElement);
    }

    /// <inheritdoc cref="Faults(string)"/>
    public IReadOnlyList<string> Faults(JsonElement document) => _rules.Evaluate(document, Quickly).IsValid
        ? []
        : [.. SchemaFault.In(_rules.Evaluate(document, Fully)).Select(fault => fault.Told(document)).Distinct()];
}
