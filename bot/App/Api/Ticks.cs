using System.Text.Json;

namespace Improvement.Bot.Api;

/// <summary>
/// Reads which of the ticks were set that kinds of record add to a form. They are no properties of what the form yields, as the form does
/// not know the kinds.
/// </summary>
internal static class Ticks
{
    /// <summary>Whether a tick is set.</summary>
    /// <param name="inputs">The inputs of the form that are no properties; null for none.</param>
    /// <param name="name">The id of the input.</param>
    public static bool IsSet(IReadOnlyDictionary<string, JsonElement>? inputs, string name) =>
        inputs is not null && inputs.TryGetValue(name, out var value) && value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.String => bool.TryParse(value.GetString(), out var ticked) && ticked, // as clients send it
            _ => false,
        };
}
