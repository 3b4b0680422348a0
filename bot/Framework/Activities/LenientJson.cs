using System.Runtime.InteropServices;
using System.Text.Json;

namespace Improvement.Bot.Framework.Activities;

/// <summary>Reads what the channel sent without insisting on its kind.</summary>
public static class LenientJson
{
    /// <summary>A member, or an undefined element.</summary>
    public static JsonElement Member(this JsonElement json, string name)
    {
        if (json.ValueKind is not JsonValueKind.Object) return default;
        try { return json.TryGetProperty(name, out var value) ? value : default; }
        catch (InvalidOperationException) { return default; } // another member's name holds half a surrogate pair
    }

    /// <summary>
    /// A member that is a text, or a number as its text; otherwise null. U+FFFD stands for what no text may hold, such as half an emoji.
    /// </summary>
    public static string? Text(this JsonElement json, string name) => json.Member(name).AsText();

    /// <summary>A member that is a text with something in it, or a number as its text; otherwise null.</summary>
    public static string? Filled(this JsonElement json, string name) => json.Text(name) is { Length: > 0 } text ? text : null;

    /// <summary>The element as a text, or a number as its text; otherwise null.</summary>
    public static string? AsText(this JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Number: return json.GetRawText();
            case JsonValueKind.String:
                try { return json.GetString(); }
                catch (InvalidOperationException) { return Mended(json); }
            default: return null;
        }
    }

    /// <summary>
    /// What a text holds that should be JSON; an undefined element where it holds something else, or is nested deeper than 64 levels.
    /// </summary>
    public static JsonElement Parse(string json)
    {
        try { return JsonElement.Parse(WellFormedJson.Of(System.Text.Encoding.UTF8.GetBytes(json)).Span); }
        catch (JsonException) { return default; }
    }

    private static string? Mended(JsonElement text) =>
        JsonElement.Parse(WellFormedJson.Of(JsonMarshal.GetRawUtf8Value(text).ToArray()).Span).GetString();

    /// <summary>A member that is a whole number, or a text that holds one; otherwise null.</summary>
    public static long? Whole(this JsonElement json, string name) =>
        long.TryParse(json.Text(name), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Whether a member is true.</summary>
    public static bool Flag(this JsonElement json, string name) => json.Member(name).ValueKind is JsonValueKind.True;

    /// <summary>The items of a member that is a list; otherwise nothing.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];
}
