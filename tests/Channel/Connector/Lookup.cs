namespace Improvement.Bot.Tests.Channel;

/// <summary>Finds what a path names, or says why not.</summary>
internal static class Lookup
{
    /// <summary>The conversation, when the bot may speak in it.</summary>
    public static (Conversation? Found, Answer? Refused) Conversation(ConnectorCall call)
    {
        var id = call.ConversationId ?? "";
        var found = call.Teams.FindConversation(Threads.Base(id));
        if (found is null or { Gone: true })
        {
            return (null, Answer.Error(404, "ConversationNotFound", "The conversation does not exist."));
        }

        return found.BotIsIn
            ? (found, null)
            : (null, Answer.Error(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster."));
    }

    /// <summary>A message that the bot may change: its own, and private with the flag only.</summary>
    public static (Post? Found, Answer? Refused) OwnPost(ConnectorCall call, Conversation conversation)
    {
        var post = conversation.Written.Find(p => p.Id == call.ActivityId);
        if (post is { OnlyFor: not null } && call.Targeted && (post.Deleted || call.Teams.Now - post.At > TimeSpan.FromHours(24)))
        {
            return (null, Answer.Error(404, "TARGETED_MESSAGE_EXPIRED_OR_DELETED", "The targeted message is no longer there."));
        }

        if (post is null or { Deleted: true } || (post.OnlyFor is not null && !call.Targeted))
        {
            return (null, Answer.Error(404, "ActivityNotFoundInConversation", "The activity does not exist in the conversation."));
        }

        if (call.Targeted && post.OnlyFor is null)
        {
            return (null, Answer.Error(400, "INVALID_TARGETED_MESSAGE_ID", "The message is not a targeted one."));
        }

        return post.ByBot ? (post, null) : (null, Answer.Error(403, "NotEnoughPermissions", "Only the sender may change a message."));
    }
}
