using System.Text.Json;
using Improvement.Bot.Framework.Cards;

namespace Improvement.Bot.Framework.Turns;

/// <summary>The answer to an invoke: it travels in the body of the HTTP response.</summary>
/// <param name="Status">HTTP status; 200 whenever the bot dealt with it.</param>
/// <param name="Body">JSON in UTF-8; empty for none.</param>
public sealed partial record InvokeAnswer(int Status, ReadOnlyMemory<byte> Body)
{
    /// <summary>The name of the invoke of a pressed button, and of a card that is drawn again.</summary>
    internal const string Press = "adaptiveCard/action";

    /// <summary>Dealt with, nothing to show; closes a dialog of Teams. Not for a press.</summary>
    public static readonly InvokeAnswer Empty = new(200, default);

    /// <summary>
    /// Dealt with, nothing to show, in the shape that the asking invoke understands. A press needs a word: Teams takes an empty answer to
    /// it, or one with an empty text, for a failure, says that the app cannot be reached, and presses again.
    /// </summary>
    /// <param name="invoke">Its name.</param>
    internal static InvokeAnswer Done(string? invoke) => invoke is Press ? Toast(TurnTexts.Done) : Empty;

    /// <summary>An invoke that nobody here knows.</summary>
    public static readonly InvokeAnswer Unknown = new(501, default);

    /// <summary>Replaces the card, for the person who pressed.</summary>
    public static InvokeAnswer With(Card card) => Result("application/vnd.microsoft.card.adaptive", card.WriteTo);

    /// <summary>A short line; the card stays.</summary>
    public static InvokeAnswer Toast(string text) =>
        Result("application/vnd.microsoft.activity.message", writer => writer.WriteStringValue(text));

    private static InvokeAnswer Result(string type, Action<Utf8JsonWriter> value) => Write(200, writer =>
    {
        writer.WriteNumber("statusCode", 200);
        writer.WriteString("type", type);
        writer.WritePropertyName("value");
        value(writer);
    });

    private static InvokeAnswer Write(int status, Action<Utf8JsonWriter> members) => new(status, JsonBytes.Of(writer =>
    {
        writer.WriteStartObject();
        members(writer);
        writer.WriteEndObject();
    }));
}
