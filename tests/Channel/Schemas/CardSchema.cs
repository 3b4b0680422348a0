using System.Text.Json;

namespace Improvement.Bot.Tests.Channel;

/// <summary>What the schema of the Teams card vocabulary says about a card.</summary>
public static class CardSchema
{
    private const int MostFaults = 5;

    private static readonly Lazy<Schema?> Rules =
        new(() => SharedSchema.Missing(SharedSchema.Card) is null ? Schema.Shared(SharedSchema.Card) : null);

    /// <summary>The first faults of a card; null when there is none, or where the schema is not beside the repository.</summary>
    public static string? Problem(JsonElement card) =>
        Rules.Value?.Faults(card) is { Count: > 0 } faults ? string.Join("; ", faults.Take(MostFaults)) : null;
}
