using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Improvement.Bot.Tests.Channel;

/// <summary>A card as one person saw it. It does not change when the card in the chat does, so an old one can still be pressed.</summary>
public sealed partial class SeenCard
{
    private readonly Chat _chat;

    internal SeenCard(Chat chat, string messageId, JsonObject json)
    {
        _chat = chat;
        MessageId = messageId;
        Content = json;
    }

    /// <summary>The message that carries it.</summary>
    public string MessageId { get; }

    /// <summary>The card itself.</summary>
    public JsonElement Json => Wire.Element(Content);

    /// <summary>Everything a person can read on it, in order, except what lies in fallbacks.</summary>
    public IReadOnlyList<string> Words => [.. CardWords.Of(Content)];

    /// <summary>The titles of all buttons, those in menus, popovers and folded cards too.</summary>
    public IReadOnlyList<string> Buttons =>
        [.. CardParts.Of(Content).Buttons.Select(b => Wire.Text(b.Action, "title")).Where(t => t.Length > 0)];

    /// <summary>The ids of all inputs.</summary>
    public IReadOnlyList<string> Inputs => [.. CardParts.Of(Content).Inputs.Select(i => Wire.Text(i, "id"))];

    internal JsonObject Content { get; }

    /// <summary>Whether the words stand somewhere on the card, some of them in bold or not.</summary>
    public bool Shows(string words) =>
        Words.Any(w => w.Contains(words, StringComparison.Ordinal) || Bold().Replace(w, "").Contains(words, StringComparison.Ordinal));

    /// <summary>What is filled in for an input when the card is shown; null when there is no such input or no value.</summary>
    public string? Value(string inputId) =>
        CardParts.Of(Content).Inputs.FirstOrDefault(i => Wire.Text(i, "id") == inputId) is { } input ? CardInputs.Shown(input) : null;

    /// <summary>What the client would complain about, by input id, instead of sending the press.</summary>
    public IReadOnlyDictionary<string, string> Complaints(string button, params (string Id, string Value)[] inputs) =>
        CardInputs.Complaints(CardParts.Of(Content).ButtonOrNth(button), inputs);

    /// <inheritdoc />
    public override string ToString() => $"[{string.Join(" | ", Words)}]";

    /// <summary>The chat of the person in which this card is seen: for somebody else, theirs in the same conversation.</summary>
    internal Chat In(Person person) =>
        _chat.Person == person ? _chat : Chat.Known(person, _chat.Conversation) ?? person.Open(_chat.Conversation);

    [GeneratedRegex(@"(?<!\\)\*\*")]
    private static partial Regex Bold();
}
