using System.Text.Json.Nodes;

namespace Improvement.Bot.Tests.Channel;

/// <summary>What people write, change, take back and react to.</summary>
public sealed partial class ActivityBuilder
{
    /// <summary>
    /// A message to the bot: plain in a personal chat, by mention elsewhere. In a channel without a thread it begins one.
    /// </summary>
    public JsonObject Message(Person from, Place place, string text) => place.Conversation.Kind is ConversationKind.Personal
        ? Unaddressed(from, place, text)
        : Mention(from, place, $"<at>{_teams.BotName}</at> {text}");

    /// <summary>A message that does not mention the bot, as it arrives with the permission to read all messages.</summary>
    public JsonObject Unaddressed(Person from, Place place, string text)
    {
        var id = _teams.NextMessageId();
        var thread = place.Conversation.Kind is ConversationKind.Channel && place.Root is null ? place.Conversation.Thread(id) : place;
        var message = Of("message", from, thread, id);
        message["text"] = text;
        message["textFormat"] = "plain";
        message["attachments"] = new JsonArray(
            new JsonObject { ["contentType"] = "text/html", ["content"] = $"<p>{System.Net.WebUtility.HtmlEncode(text)}</p>" });
        if (thread.Root is { } root && root != id)
        {
            message["replyToId"] = root;
        }

        return message;
    }

    /// <summary>A message with a mention of the bot somewhere in it.</summary>
    /// <param name="from">Who writes.</param>
    /// <param name="place">Where.</param>
    /// <param name="text">The text with the mention written out.</param>
    /// <param name="mention">The mention as it stands in the text; people may shorten the name.</param>
    public JsonObject Mention(Person from, Place place, string text, string? mention = null)
    {
        var message = Unaddressed(from, place, text);
        ((JsonArray)message["entities"]!).Insert(0, MentionOf(_teams.BotId, _teams.BotName, mention ?? $"<at>{_teams.BotName}</at>"));
        return message;
    }

    /// <summary>Adds a mention of a person to the entities of a message; the text must hold <paramref name="mention"/>.</summary>
    public JsonObject AlsoMentioning(JsonObject message, Person person, string? mention = null)
    {
        ((JsonArray)message["entities"]!).Add((JsonNode)MentionOf(person.Mri, person.Name, mention ?? $"<at>{person.Name}</at>"));
        return message;
    }

    /// <summary>A message that only the bot sees: <c>recipient.isTargeted</c>.</summary>
    public JsonObject Targeted(Person from, Place place, string text)
    {
        var message = Unaddressed(from, place, text);
        message["recipient"]!["isTargeted"] = true;
        return message;
    }

    /// <summary>The message of an <c>Action.Submit</c> button: a value and no text.</summary>
    public JsonObject Submit(Person from, Place place, string cardMessageId, JsonNode? value)
    {
        var message = Of("message", from, place, _teams.NextMessageId());
        message["value"] = value;
        message["replyToId"] = cardMessageId;
        message["channelData"]!["source"] = new JsonObject { ["name"] = "message" };
        message["channelData"]!["legacy"] = new JsonObject { ["replyToId"] = "1:" + MadeUp.Token(40, cardMessageId) };
        return message;
    }

    /// <summary>A message of which the text was edited.</summary>
    public JsonObject MessageEdited(Person from, Place place, string messageId, string text)
    {
        var activity = Event("messageUpdate", from, place, "editMessage", messageId);
        activity["text"] = text;
        activity["textFormat"] = "plain";
        return activity;
    }

    /// <summary>A deleted message that was brought back.</summary>
    public JsonObject MessageUndeleted(Person from, Place place, string messageId, string text)
    {
        var activity = MessageEdited(from, place, messageId, text);
        activity["channelData"]!["eventType"] = "undeleteMessage";
        return activity;
    }

    /// <summary>A message that was deleted.</summary>
    public JsonObject MessageDeleted(Person from, Place place, string messageId) =>
        Event("messageDelete", from, place, "softDeleteMessage", messageId);

    /// <summary>Reactions to a message of the bot.</summary>
    public JsonObject Reaction(Person from, Place place, string messageId, string? added, string? removed = null)
    {
        var activity = Of("messageReaction", from, place);
        activity["replyToId"] = messageId;
        AddReaction(activity, "reactionsAdded", added);
        AddReaction(activity, "reactionsRemoved", removed);
        return activity;
    }

    /// <summary>Somebody types.</summary>
    public JsonObject Typing(Person from, Place place) => Of("typing", from, place);

    private static void AddReaction(JsonObject activity, string name, string? type)
    {
        if (type is not null)
        {
            activity[name] = new JsonArray(new JsonObject { ["type"] = type });
        }
    }

    private static JsonObject MentionOf(string id, string name, string text) =>
        new() { ["mentioned"] = new JsonObject { ["id"] = id, ["name"] = name }, ["text"] = text, ["type"] = "mention" };

    private JsonObject Event(string type, Person from, Place place, string eventType, string? id = null)
    {
        var activity = Of(type, from, place, id);
        activity["channelData"] = ChannelData(place, eventType);
        return activity;
    }
}
