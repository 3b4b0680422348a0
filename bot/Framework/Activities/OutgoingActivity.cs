using System.Text.Json;
using Improvement.Bot.Framework.Cards;

namespace Improvement.Bot.Framework.Activities;

/// <summary>A message as the bot sends it: a text or a card, never both, as the channel would split them into two.</summary>
public sealed record OutgoingActivity
{
    private byte[]? _json;

    private OutgoingActivity() { }

    /// <summary>The text; Markdown.</summary>
    public string? Text { get; private init; }

    /// <summary>The card.</summary>
    public Card? Card { get; private init; }

    /// <summary>The message it replies to.</summary>
    public string? ReplyToId
    {
        get;
        init => (field, _json) = (value, null);
    }

    /// <summary>A message of one or more lines, shown as they are.</summary>
    public static OutgoingActivity Of(string text) => new() { Text = Escape.Markdown(text) };

    /// <summary>A message that is a card; its summary is what toasts and the activity feed show.</summary>
    public static OutgoingActivity Of(Card card) => new() { Card = card };

    /// <summary>The message as it goes onto the wire, in UTF-8; written once, so nobody may change it.</summary>
    /// <exception cref="MessageTooLargeException">It is larger than any message may be.</exception>
    public byte[] ToJson()
    {
        var json = _json ??= JsonBytes.Of(WriteTo);
        return json.Length <= Cards.Card.LargestSize ? json : throw new MessageTooLargeException(json.Length);
    }

    private void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "message");
        if (ReplyToId is not null) writer.WriteString("replyToId", ReplyToId);
        if (Text is not null)
        {
            writer.WriteString("textFormat", "markdown");
            writer.WriteString("text", Text);
        }

        if (Card is not null) WriteCard(writer, Card);
        writer.WriteEndObject();
    }

    private static void WriteCard(Utf8JsonWriter writer, Card card)
    {
        writer.WriteString("summary", card.Summary);
        writer.WriteStartArray("attachments");
        writer.WriteStartObject();
        writer.WriteString("contentType", "application/vnd.microsoft.card.adaptive");
        writer.WritePropertyName("content");
        card.WriteTo(writer);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}

/// <summary>A message that no channel would take; usually because somebody wrote more than a card can show.</summary>
public sealed class MessageTooLargeException(int bytes)
    : InvalidOperationException($"A message of {bytes} bytes is larger than the {Cards.Card.LargestSize} that are allowed.");
