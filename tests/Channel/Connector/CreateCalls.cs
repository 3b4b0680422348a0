using System.Text.Json.Nodes;

namespace Improvement.Bot.Tests.Channel;

/// <summary>Creating a personal chat or a channel thread.</summary>
internal static class CreateCalls
{
    public static Answer Create(ConnectorCall call)
    {
        if (call.Body is not { } body)
        {
            return Answer.Bad("The body is not a JSON object.");
        }

        if (call.NewChannel is { } channel)
        {
            return Thread(call, Wire.Text(channel, "id"));
        }

        if (Wire.Flag(body, "isGroup"))
        {
            return Answer.Bad("Group chats cannot be created here.");
        }

        return Wire.Text(body, "tenantId") == call.Teams.TenantId ? Personal(call) : Answer.Bad("The tenantId is missing or not this one.");
    }

    private static Answer Personal(ConnectorCall call)
    {
        var members = Wire.Objects(call.Body, "members").ToList();
        if (members.Count != 1 || call.NewMember is not { Length: > 0 } id)
        {
            return Answer.Bad("Exactly one member with an id is needed.");
        }

        var person =
            call.Teams.People.FirstOrDefault(p => p.Mri == id || string.Equals(p.ObjectId, id, StringComparison.OrdinalIgnoreCase));
        if (person is null)
        {
            return Answer.Error(404, "ConversationNotFound", "There is no such person.");
        }

        var chat = person.PersonalChat;
        if (!chat.BotIsIn && !call.Teams.Teams.Any(t => t.General.BotIsIn && t.Members.Contains(person)))
        {
            return Answer.Of((Fault.Refuse)Fault.NotInstalled);
        }

        (chat.BotIsIn, chat.Gone) = (true, false);
        return First(call, chat)?.Answer ?? Answer.Created(chat.Id);
    }

    private static Answer Thread(ConnectorCall call, string channelId)
    {
        var channel = call.Teams.FindConversation(channelId);
        if (channel is not { Kind: ConversationKind.Channel, Gone: false })
        {
            return Answer.Error(404, "ConversationNotFound", "There is no such channel.");
        }

        if (!channel.BotIsIn)
        {
            return Answer.Of((Fault.Refuse)Fault.NotInRoster);
        }

        return First(call, channel) switch
        {
            null => Answer.Bad("A thread needs its first activity."),
            { Answer: { } refused } => refused,
            { Post: { } post } => new(201, new JsonObject { ["id"] = channel.Thread(post.Id).Id, ["activityId"] = post.Id }),
            _ => Answer.Bad("A thread needs a message of one part."),
        };
    }

    /// <summary>Posts the first message, if there is one, by the rules of all messages.</summary>
    private static (Post? Post, Answer? Answer)? First(ConnectorCall call, Conversation conversation)
    {
        if (Wire.Object(call.Body, "activity") is not { } activity)
        {
            return null;
        }

        var text = activity.ToJsonString(Wire.Relaxed);
        var inner = new ConnectorCall { Teams = call.Teams, Route = call.Route, Method = call.Method, BodyText = text, Body = activity };
        return BodyRules.Refuse(inner) is { } refused ? (null, refused)
            : BodyRules.Splits(inner) ? (null, Answer.Bad("The activity resulted into multiple activities."))
            : (call.Teams.PostByBot(conversation, null, (JsonObject)activity.DeepClone(), null), null);
    }
}
