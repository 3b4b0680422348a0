using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Messages;

/// <summary>
/// What the form in a dialog of Teams carries, as nothing is kept of it before it is sent. It comes back from a client, so it decides
/// nothing that whoever fills it in could not write as well.
/// </summary>
/// <param name="Id">Names the record to be, so that sending twice keeps it once.</param>
/// <param name="Author">Who wrote the message; null for no message, or an unknown author.</param>
internal sealed record MessageDraft(Guid Id, DateTimeOffset ShownAt, string? Author, string? Link, DateTimeOffset? WrittenAt)
{
    private const int LongestName = 200;

    /// <summary>What is kept with the record to recognise it. No dialog of the chat has such a name.</summary>
    public string Key => $"message-{Id:N}";

    /// <summary>A new one, about a message.</summary>
    public static MessageDraft Of(SourceMessage message, DateTimeOffset now) =>
        new(
            Guid.CreateVersion7(now), now, message.Author is { } name ? ShortText.Cut(name, LongestName) : null, message.Link,
            message.WrittenAt);

    /// <summary>What came back; null for anything else.</summary>
    public static MessageDraft? Read(JsonElement data, DateTimeOffset now)
    {
        if (!Guid.TryParseExact(data.Text("draft"), "N", out var id)) return null;
        var author = data.Filled("author");
        return new(
            id, Earlier(data.Text("shown"), now) ?? now, author?.Length <= LongestName ? author : null,
            SourceLinks.Trusted(data.Text("link")), Earlier(data.Text("written"), now));
    }

    /// <summary>As it travels.</summary>
    public JsonObject ToData()
    {
        var data = new JsonObject { ["draft"] = Id.ToString("N"), ["shown"] = Written(ShownAt) };
        if (Author is not null) data["author"] = Author;
        if (Link is not null) data["link"] = Link;
        if (WrittenAt is { } at) data["written"] = Written(at);
        return data;
    }

    /// <summary>The part of a form that says which message it is about; null for none.</summary>
    /// <param name="isCut">Whether the message is longer than what stands in the form.</param>
    public Container? Source(bool isCut)
    {
        if (this is { Author: null, Link: null }) return null;
        var words = Author is { } author ? Say(MessageTexts.MessageBy, author) : MessageTexts.MessageOfSomebody;
        return Group(
            Hint(WrittenAt is { } at ? $"{words} · {Moment.DayAndTime(at)}" : words),
            isCut ? Hint(MessageTexts.MessageCut) : null,
            Link is { } link ? Buttons(new OpenUrlAction(link) { Title = MessageTexts.OpenMessage }) : null);
    }

    private static string Written(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Earlier(string? text, DateTimeOffset now) =>
        DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? (at < now ? at : now).ToUniversalTime()
            : null;
}
