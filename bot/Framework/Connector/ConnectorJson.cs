using System.Text.Json;

namespace Improvement.Bot.Framework.Connector;

/// <summary>Reads the small answers of the channel.</summary>
internal static class ConnectorJson
{
    private const int DeepestString = 3;

    /// <summary>
    /// The <c>id</c> of the outermost object; null when there is none. What cannot be read counts as no id: the message is sent all the
    /// same.
    /// </summary>
    public static string? Id(ReadOnlySpan<byte> body) => Text(body, "id"u8);

    /// <summary>A string of the outermost object.</summary>
    public static string? Text(ReadOnlySpan<byte> body, ReadOnlySpan<byte> name)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject) return null;
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                var found = reader.ValueTextEquals(name);
                reader.Read();
                if (found) return reader.TokenType is JsonTokenType.String ? reader.GetString() : null;
                reader.Skip();
            }
        }
        catch (JsonException)
        {
        }
        return null;
    }

    /// <summary>Code and message of an error body; both null when it is none that we know.</summary>
    public static (string? Code, string? Message) Error(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty) return default;
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            return Error(document.RootElement, DeepestString);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    /// <summary>A string property, also where a number stands in for it; null when absent or empty.</summary>
    public static string? TextOf(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;

    private static (string? Code, string? Message) Error(JsonElement element, int depth)
    {
        if (element.ValueKind is JsonValueKind.String)
        {
            return Inside(element.GetString(), depth) ?? (null, element.GetString());
        }
        if (element.ValueKind is not JsonValueKind.Object) return default;
        if (element.TryGetProperty("error", out var error) && error.ValueKind is JsonValueKind.Object or JsonValueKind.String)
        {
            return Error(error, depth - 1);
        }

        var message = TextOf(element, "message");
        // The word is worth more than the number: {"errorCode":209,"message":"{\"subCode\":\"MessageWritesBlocked\",…}"}
        var inner = Inside(message, depth);
        var code = TextOf(element, "subCode") ?? inner?.Code ?? TextOf(element, "code") ?? TextOf(element, "errorCode");
        return (code, inner?.Message ?? message ?? TextOf(element, "details"));
    }

    private static (string? Code, string? Message)? Inside(string? text, int depth)
    {
        if (depth <= 0 || text is null || !text.AsSpan().TrimStart().StartsWith("{")) return null;
        try
        {
            using var document = JsonDocument.Parse(text);
            return Error(document.RootElement, depth - 1);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
