using System.Text.Json.Nodes;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Development;

/// <summary>
/// The bot's messages as the chat page is to get them. The Playground knows neither user-specific views (<c>refresh</c>), of which it warns
/// under every card, nor messages that one person alone sees; and it puts the answer to a press in the place of the card, also where that
/// is a line of text or nothing. So the cards are remembered here, to be answered again.
/// </summary>
internal sealed class PlaygroundMessages
{
    /// <summary>The header by which its requests are known.</summary>
    public const string Header = "x-ms-agents-playground";

    private const string AdaptiveCard = "application/vnd.microsoft.card.adaptive", Line = "application/vnd.microsoft.activity.message";
    private readonly RecentlyUsed<string, (string Card, bool IsPrivate)> _cards = new(1000);

    /// <summary>Whether a service URL, or an address below it, is the Playground's.</summary>
    public static bool IsPlayground(Uri? address) =>
        address is { IsLoopback: true }
            && (address.AbsolutePath is "/_connector" || address.AbsolutePath.StartsWith("/_connector/", StringComparison.Ordinal));

    /// <summary>A message in the Playground's terms.</summary>
    /// <param name="message">The activity; it is changed.</param>
    /// <param name="isPrivate">Whether one person alone sees it in Teams.</param>
    /// <returns>The card in it; null for a text.</returns>
    public static JsonObject? Adapt(JsonObject message, bool isPrivate)
    {
        if ((message["attachments"] as JsonArray)?.FirstOrDefault()?["content"] is JsonObject card) return Adapted(card, isPrivate);
        if (isPrivate && message["text"] is JsonValue text) message["text"] = $"{text}\n\n{PlaygroundTexts.SeenByOne}";
        return null;
    }

    /// <summary>Remembers the card that a message shows.</summary>
    /// <param name="id">The message.</param>
    public void Keep(string id, JsonObject card, bool isPrivate) => _cards.Put(id, (card.ToJsonString(), isPrivate));

    /// <summary>
    /// The answer to a press in the Playground's terms: whatever is no card leaves the pressed card, with the line, if any, below it.
    /// </summary>
    /// <param name="pressed">The message whose button was pressed.</param>
    /// <param name="answer">Null for an empty one.</param>
    /// <returns>Null where it is good as it is.</returns>
    public JsonObject? Adapt(string pressed, JsonObject? answer)
    {
        var known = _cards.TryGet(pressed, out var kept);
        switch ((string?)answer?["type"])
        {
            case AdaptiveCard when answer!["value"] is JsonObject card:
                Keep(pressed, Adapted(card, kept.IsPrivate), kept.IsPrivate);
                return answer;
            case null or Line when known:
                return Again(kept.Card, (string?)answer?["value"]);
            default:
                return null;
        }
    }

    private static JsonObject Again(string kept, string? line)
    {
        var card = JsonNode.Parse(kept)!.AsObject();
        if (line is { Length: > 0 } && card["body"] is JsonArray body) body.Add(Hint(line));
        return new() { ["statusCode"] = 200, ["type"] = AdaptiveCard, ["value"] = card };
    }

    private static JsonObject Adapted(JsonObject card, bool isPrivate)
    {
        card.Remove("refresh");
        if (isPrivate && card["body"] is JsonArray body) body.Insert(0, Hint(PlaygroundTexts.SeenByOne));
        return card;
    }

    private static JsonObject Hint(string words) =>
        new() { ["type"] = "TextBlock", ["text"] = words, ["wrap"] = true, ["isSubtle"] = true, ["size"] = "Small" };
}
