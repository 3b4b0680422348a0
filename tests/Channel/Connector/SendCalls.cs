using System.Text.Json.Nodes;

namespace Improvement.Bot.Tests.Channel;

/// <summary>Sending and replying.</summary>
internal static class SendCalls
{
    public static Answer Send(ConnectorCall call)
    {
        var (conversation, refused) = Lookup.Conversation(call);
        if (conversation is null || (refused = BodyRules.Refuse(call)) is not null)
        {
            return refused!;
        }

        if (Wire.Text(call.Body, "type") != "message")
        {
            return new(202);
        }

        var (root, missing) = Root(call, conversation);
        if (missing is not null)
        {
            return missing;
        }

        var (onlyFor, notFor) = Target(call, conversation);
        return notFor ?? Post(call, conversation, root, onlyFor);
    }

    /// <summary>Posts a body that has passed all rules.</summary>
    public static Answer Post(ConnectorCall call, Conversation conversation, string? root, Person? onlyFor)
    {
        var body = (JsonObject)call.Body!.DeepClone();
        if (!BodyRules.Splits(call))
        {
            var id = call.Teams.PostByBot(conversation, root, body, onlyFor).Id;
            return onlyFor is null || call.Teams.TargetedMessagesHaveIds ? Answer.Created(id) : new(202);
        }

        var words = (JsonObject)body.DeepClone();
        words.Remove("attachments");
        body.Remove("text");
        var first = call.Teams.PostByBot(conversation, root, words, onlyFor);
        call.Teams.PostByBot(conversation, root ?? first.Root, body, onlyFor);
        return new(202);
    }

    /// <summary>The thread that is meant: by the conversation id, else by the message replied to.</summary>
    private static (string? Root, Answer? Missing) Root(ConnectorCall call, Conversation conversation)
    {
        var named = Threads.Root(call.ConversationId!);
        var repliedTo = call.ActivityId ?? Wire.Maybe(call.Body, "replyToId");
        var missing = Answer.Error(404, "ActivityNotFoundInConversation", "The activity replied to does not exist.");
        var post = repliedTo is null ? null : conversation.Find(repliedTo);
        if (call.ActivityId is not null && post is null)
        {
            return (null, missing);
        }

        if (named is not null && conversation.Written.TrueForAll(p => p.Root != named))
        {
            return (null, missing);
        }

        return (conversation.Kind is ConversationKind.Channel ? named ?? post?.Root : null, null);
    }

    private static (Person? For, Answer? Refused) Target(ConnectorCall call, Conversation conversation)
    {
        var marked = Wire.Flag(Wire.Object(call.Body, "recipient"), "isTargeted");
        if (marked != call.Targeted)
        {
            return (null, Answer.Bad("A targeted message needs recipient.isTargeted and isTargetedActivity=true, both."));
        }

        if (!call.Targeted)
        {
            return (null, null);
        }

        var person = conversation.Members.Find(p => p.Mri == call.Recipient);
        return person is null
            ? (null, Answer.Error(403, "BotNotInConversationRoster", "The recipient is not a member of the conversation."))
            : (person, null);
    }
}
