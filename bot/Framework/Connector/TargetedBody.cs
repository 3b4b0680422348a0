using System.Buffers;
using System.Text.Json;

namespace Improvement.Bot.Framework.Connector;

/// <summary>
/// The one property in which a private message differs from an open one: new messages name their only reader, replacements must not.
/// </summary>
internal static class TargetedBody
{
    /// <summary>The activity with the person as its only reader.</summary>
    public static byte[] For(string person, byte[] activity) => Rewrite(activity, person);

    /// <summary>The activity without any recipient, as a replacement has to be.</summary>
    public static byte[] Without(byte[] activity) => Rewrite(activity, null);

    private static byte[] Rewrite(byte[] activity, string? person)
    {
        var target = new ArrayBufferWriter<byte>(activity.Length + 96);
        using var writer = new Utf8JsonWriter(target,
            new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        if (person is not null)
        {
            writer.WriteStartObject("recipient"u8);
            writer.WriteString("id"u8, person);
            writer.WriteBoolean("isTargeted"u8, true);
            writer.WriteEndObject();
        }
        CopyOthers(activity, writer);
        writer.WriteEndObject();
        writer.Flush();
        return target.WrittenSpan.ToArray();
    }

    private static void CopyOthers(byte[] activity, Utf8JsonWriter writer)
    {
        var reader = new Utf8JsonReader(activity);
        reader.Read();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("recipient"u8))
            {
                reader.Skip();
                continue;
            }
            writer.WritePropertyName(reader.GetString()!);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            // Values are copied byte for byte; only the list of properties is ours.
            writer.WriteRawValue(activity.AsSpan(start, (int)reader.BytesConsumed - start), skipInputValidation: true);
        }
    }
}
