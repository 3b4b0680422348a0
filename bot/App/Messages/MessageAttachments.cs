using System.Text.Json;
using Improvement.Bot.Framework.Activities;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Messages;

/// <summary>
/// What is attached to a message: cards, forwarded and quoted messages, which are read as text, and files and pictures, which are named.
/// </summary>
internal sealed class MessageAttachments
{
    /// <summary>More than anybody attaches.</summary>
    private const int Most = 50;

    private readonly List<(string? Id, JsonElement Json)> _unread;

    private MessageAttachments(IEnumerable<JsonElement> attachments) =>
        _unread = [.. attachments.Take(Most).Select(each => (each.Filled("id"), each))];

    /// <summary>The attachments of a message.</summary>
    public static MessageAttachments Of(JsonElement message) => new(message.Items("attachments"));

    /// <summary>
    /// The text of an attachment that the message shows among its words; null for none, and for one that was given already.
    /// </summary>
    public string? Take(string id)
    {
        var at = _unread.FindIndex(each => each.Id == id);
        if (at < 0) return null;
        var json = _unread[at].Json;
        _unread.RemoveAt(at);
        return TextOf(json);
    }

    /// <summary>The texts of those that the message does not show among its words.</summary>
    public IEnumerable<string> Rest() => _unread.Select(each => TextOf(each.Json)).OfType<string>().Where(text => text.Length > 0);

    /// <summary>The names of the files and pictures of a message.</summary>
    public static IReadOnlyList<string> FilesOf(JsonElement message) =>
        [.. message.Items("attachments").Take(Most).Where(each => !IsText(each)).Select(each => each.Filled("name")).OfType<string>()];

    private static bool IsText(JsonElement attachment) => attachment.Text("contentType") is { } type
        && (
            type.Contains(".card", StringComparison.OrdinalIgnoreCase)
                || type.EndsWith("Reference", StringComparison.Ordinal)
                || type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase));

    private static string? TextOf(JsonElement attachment)
    {
        var content = attachment.Member("content");
        return attachment.Text("contentType") switch
        {
            "forwardedMessageReference" => Quoted(Parsed(content), "originalMessageContent", "originalMessageSender"),
            "messageReference" => Quoted(Parsed(content), "messagePreview", "messageSender"),
            { } type when type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) => HtmlText.Of(content.AsText() ?? ""),
            { } type when type.Contains(".card", StringComparison.OrdinalIgnoreCase) => CardText.Of(Parsed(content)),
            _ => null,
        };
    }

    /// <summary>Another message inside this one, and who wrote it.</summary>
    private static string? Quoted(JsonElement reference, string text, string sender)
    {
        var words = HtmlText.Of(reference.Text(text) ?? "");
        if (words.Length is 0) return null;
        var from = reference.Member(sender);
        return (from.Member("user").Filled("displayName") ?? from.Member("application").Filled("displayName")) is { } author
            ? $"{words}\n{Say(MessageTexts.WrittenBy, author)}"
            : words;
    }

    /// <summary>The content of an attachment, which is JSON as a text or as it is.</summary>
    private static JsonElement Parsed(JsonElement content) =>
        content.ValueKind is JsonValueKind.String ? LenientJson.Parse(content.AsText()!) : content;
}
