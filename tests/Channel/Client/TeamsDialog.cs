using System.Text.Json.Nodes;

namespace Improvement.Bot.Tests.Channel;

/// <summary>What a client shows after a command of the message extension, a button in a dialog, or the settings of the bot.</summary>
/// <param name="Delivery">The request to the bot and its answer.</param>
/// <param name="Title">The title of the dialog; null when none is open.</param>
/// <param name="Card">The card in it.</param>
/// <param name="Message">The line that stands there instead of a card.</param>
/// <param name="Error">Why the client says that something went wrong; null when nothing did.</param>
public sealed record TeamsDialog(Delivery Delivery, string? Title, SeenCard? Card, string? Message, string? Error)
{
    /// <summary>Whether nothing is shown any more.</summary>
    public bool IsClosed => Card is null && Message is null && Error is null;

    /// <summary>What is sent with each press: the command, or nothing for settings.</summary>
    internal JsonObject? Command { get; init; }

    internal static TeamsDialog Read(Chat chat, Delivery delivery, JsonObject? command)
    {
        TeamsDialog Wrong(string why) => new(delivery, null, null, null, why) { Command = command };

        if (delivery.Status is not 200) return Wrong(delivery.Failure ?? $"HTTP {delivery.Status}");
        if (delivery.Body.Length is 0) return new(delivery, null, null, null, null) { Command = command };

        var part = command is null
            ? Wire.Text(delivery.Json, "responseType") is "config" ? Wire.Object(delivery.Json, "config") : null
            : Wire.Object(delivery.Json, "task");
        switch (Wire.Text(part, "type"))
        {
            case "message" when Wire.Text(part, "value") is { Length: > 0 } line:
                return new(delivery, null, null, line, null) { Command = command };
            case "continue" when Wire.Object(part, "value") is { } value
                && Wire.Object(value, "card") is { } card
                && Wire.Text(card, "contentType") is Wire.AdaptiveCard
                && Wire.Object(card, "content") is { } content:
                return new(delivery, Wire.Text(value, "title"), new(chat, "", content), null, null) { Command = command };
            default:
                return Wrong($"Teams does not understand the answer: {delivery.Body}");
        }
    }
}
