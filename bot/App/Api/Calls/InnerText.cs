using System.Text.Json;

namespace Improvement.Bot.Api.Calls;

/// <summary>Reads a text that stands inside a member of a body, as leniently as the members are read.</summary>
internal static class InnerText
{
    /// <summary>A text, a number as it is written, or a list of these with commas between them; null for anything else.</summary>
    /// <exception cref="InvalidOperationException">It holds half a surrogate pair.</exception>
    public static string? Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Array => Joined([.. value.EnumerateArray().Select(Single)]),
        _ => null,
    };

    private static string? Single(JsonElement value) => value.ValueKind is JsonValueKind.Array ? null : Of(value);

    private static string? Joined(string?[] texts) => texts.Contains(null) ? null : string.Join(',', texts);
}
