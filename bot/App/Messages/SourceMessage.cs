using System.Globalization;
using System.Text;
using System.Text.Json;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Records;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Messages;

/// <summary>The message that a record is begun from, as far as the record tells of it.</summary>
/// <param name="Text">Its words as its readers saw them; empty for none.</param>
/// <param name="IsCut">Whether they are its beginning only.</param>
/// <param name="Files">The names and addresses of the files in it, a line each; null for none.</param>
internal sealed record SourceMessage(string Text, bool IsCut, string? Author, string? Link, DateTimeOffset? WrittenAt, string? Files)
{
    /// <summary>What a record is begun from that is begun without a message.</summary>
    public static readonly SourceMessage None = new("", false, null, null, null, null);

    /// <summary>Letters that are taken over at most.</summary>
    private const int MostLetters = 20_000;

    // What a text weighs on the way to a client; many alphabets take two or three bytes for a letter, and a card may have 80 KB.
    private const int MostBytes = 48 * 1024;

    /// <summary>The message in the value of a call of the message extension.</summary>
    public static SourceMessage In(JsonElement value)
    {
        var message = value.Member("messagePayload");
        if (message.ValueKind is not JsonValueKind.Object) return None;

        var text = TextOf(message);
        var shown = Fitting(text);
        var (user, application) = (message.Member("from").Member("user"), message.Member("from").Member("application"));
        return new(
            shown, shown.Length < text.Length, user.Filled("displayName") ?? application.Filled("displayName"),
            SourceLinks.Trusted(message.Text("linkToMessage")), WrittenIn(message), FilesIn(message));
    }

    /// <summary>
    /// Everything that the message says: its words with the cards and messages in it, else what it is called, else what is attached.
    /// </summary>
    private static string TextOf(JsonElement message)
    {
        var (body, attachments) = (message.Member("body"), MessageAttachments.Of(message));
        var content = body.Text("content") ?? "";
        var words = body.Text("contentType") is "text" ? content.Trim() : HtmlText.Of(content, new() { Attachment = attachments.Take });
        string?[] parts = [message.Text("subject"), words, .. attachments.Rest()];
        var text = string.Join('\n', parts.Where(part => !string.IsNullOrWhiteSpace(part))).Trim();
        if (text.Length > 0) return text;
        return message.Filled("summary") ?? (MessageAttachments.FilesOf(message) is { Count: > 0 } files
            ? Say(MessageTexts.MessageFiles, string.Join(", ", files))
            : content.Contains("<img", StringComparison.OrdinalIgnoreCase) ? MessageTexts.MessagePicture : "");
    }

    private static DateTimeOffset? WrittenIn(JsonElement message) =>
        DateTimeOffset.TryParse(message.Text("createdDateTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at.ToUniversalTime()
            : null;

    private static string? FilesIn(JsonElement message)
    {
        var files = message.Items("attachments")
            .Select(file => (Name: file.Filled("name"), Url: file.Filled("contentUrl")))
            .Where(file => file.Url?.StartsWith("https://", StringComparison.Ordinal) is true)
            .Select(file => file.Name is { } name ? $"{name}: {file.Url}" : file.Url!);
        return string.Join('\n', files) is { Length: > 0 and <= MostLetters } all ? all : null;
    }

    private static string Fitting(string text)
    {
        var fitting = ShortText.Cut(text, MostLetters);
        while (Encoding.UTF8.GetByteCount(fitting) is var bytes && bytes > MostBytes)
        {
            fitting = ShortText.Cut(fitting, (int)((long)fitting.Length * MostBytes / bytes) - 1);
        }
        return fitting;
    }
}
