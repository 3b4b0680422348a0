using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Improvement.Bot.Framework.Cards;

namespace Improvement.Bot.Framework.Turns;

/// <summary>The answer to an invoke: it travels in the body of the HTTP response.</summary>
/// <param name="Status">HTTP status; 200 whenever the bot dealt with it.</param>
/// <param name="Body">JSON in UTF-8; empty for none.</param>
public sealed record InvokeAnswer(int Status, ReadOnlyMemory<byte> Body)
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Dealt with, nothing to show.</summary>
    public static readonly InvokeAnswer Empty = new(200, default);

    /// <summary>An invoke that nobody here knows.</summary>
    public static readonly InvokeAnswer Unknown = new(501, default);

    /// <summary>Replaces the card, for the person who pressed.</summary>
    public static InvokeAnswer With(Card card) => Write(200, "application/vnd.microsoft.card.adaptive", card.WriteTo);

    /// <summary>A short line; the card stays.</summary>
    public static InvokeAnswer Toast(string text) => Write(200, "application/vnd.microsoft.activity.message", writer => writer.WriteStringValue(text));

    private static InvokeAnswer Write(int status, string type, Action<Utf8JsonWriter> value)
    {
        var buffer = new ArrayBufferWriter<byte>(8 * 1024);
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            writer.WriteStartObject();
            writer.WriteNumber("statusCode", status);
            writer.WriteString("type", type);
            writer.WritePropertyName("value");
            value(writer);
            writer.WriteEndObject();
        }

        return new(200, buffer.WrittenMemory);
    }
}
