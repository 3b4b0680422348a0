using System.Collections.Immutable;
using System.Text.Json;

namespace Improvement.Bot.Framework.Activities;

/// <summary>
/// One thing that the channel tells the bot: a message, a press, a membership change. Read leniently: a field of an unexpected kind counts
/// as absent, and <see cref="Json"/> keeps everything, known or not.
/// </summary>
public sealed record Activity(JsonElement Json)
{
    /// <summary>What kind of activity, such as <c>message</c>; see <see cref="ActivityTypes"/>.</summary>
    public string Type { get; } = Json.Text("type") ?? "";

    /// <summary>The channel's id of it; the same when it is delivered twice.</summary>
    public string? Id { get; } = Json.Text("id");

    /// <summary><c>msteams</c>.</summary>
    public string ChannelId { get; } = Json.Text("channelId") ?? "";

    /// <summary>Where the connector of this conversation is; changes over time.</summary>
    public string? ServiceUrl { get; } = Json.Text("serviceUrl");

    /// <summary>Who did it.</summary>
    public ChannelAccount From { get; init; } = ChannelAccount.Read(Json.Member("from"));

    /// <summary>The bot.</summary>
    public ChannelAccount Recipient { get; } = ChannelAccount.Read(Json.Member("recipient"));

    /// <summary>Where.</summary>
    public ConversationAccount Conversation { get; } = ConversationAccount.Read(Json);

    /// <summary>The message whose button was pressed, or that was replied to.</summary>
    public string? ReplyToId { get; } = Json.Text("replyToId");

    /// <summary>The text as it was sent, mentions included; see <see cref="MessageText"/>.</summary>
    public string? Text => Json.Text("text");

    /// <summary>What a button or an invoke carries.</summary>
    public JsonElement Value => Json.Member("value");

    /// <summary>Name of an invoke or event.</summary>
    public string? Name => Json.Text("name");

    /// <summary>What happened to the installation: <c>add</c>, <c>remove</c>, <c>add-upgrade</c>, <c>remove-upgrade</c>.</summary>
    public string? Action => Json.Text("action");

    /// <summary>Teams' own part.</summary>
    public JsonElement ChannelData => Json.Member("channelData");

    /// <summary>The Teams event of a conversationUpdate, such as <c>teamMemberAdded</c>.</summary>
    public string? EventType => ChannelData.Text("eventType");

    /// <summary>The person's language, such as <c>de-DE</c>.</summary>
    public string? Locale => Json.Text("locale") ?? Entities("clientInfo").Select(e => e.Text("locale")).FirstOrDefault(l => l is not null);

    /// <summary>The person's time zone as an IANA name.</summary>
    public string? TimeZone =>
        Json.Text("localTimezone") ?? Entities("clientInfo").Select(e => e.Text("timezone")).FirstOrDefault(z => z is not null);

    /// <summary>Whether it was sent to the bot privately in a shared conversation, and is to be answered so.</summary>
    public bool IsTargeted => Json.Member("recipient").Flag("isTargeted");

    /// <summary>
    /// Whether it is of a message extension, which people use anywhere: also where the bot is not, and in their chats with each other,
    /// which look like personal ones.
    /// </summary>
    public bool IsOfExtension => Type is ActivityTypes.Invoke && Name?.StartsWith("composeExtension/", StringComparison.Ordinal) is true;

    /// <summary>Who joined.</summary>
    public ImmutableArray<ChannelAccount> MembersAdded => [.. Json.Items("membersAdded").Select(ChannelAccount.Read)];

    /// <summary>Who left.</summary>
    public ImmutableArray<ChannelAccount> MembersRemoved => [.. Json.Items("membersRemoved").Select(ChannelAccount.Read)];

    /// <summary>The entities of a type, such as <c>mention</c>.</summary>
    public IEnumerable<JsonElement> Entities(string type) => Json.Items("entities").Where(entity => entity.Text("type") == type);

    /// <summary>Reads an activity. What no text may hold, such as half an emoji, is read as U+FFFD.</summary>
    /// <exception cref="JsonException">It is not a JSON object, or nested deeper than 64 levels.</exception>
    public static Activity Parse(ReadOnlyMemory<byte> utf8)
    {
        var reader = new Utf8JsonReader(WellFormedJson.Of(utf8).Span);
        var json = JsonElement.ParseValue(ref reader);
        if (json.ValueKind is not JsonValueKind.Object) throw new JsonException("An activity is an object.");
        if (reader.Read()) throw new JsonException("One activity at a time.");
        return new(json);
    }
}

/// <summary>The kinds of activity that the bot does something about.</summary>
public static class ActivityTypes
{
    public const string Message = "message";
    public const string Invoke = "invoke";
    public const string ConversationUpdate = "conversationUpdate";
    public const string InstallationUpdate = "installationUpdate";
}
