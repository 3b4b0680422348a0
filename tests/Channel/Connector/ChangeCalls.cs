using System.Text.Json.Nodes;

namespace Improvement.Bot.Tests.Channel;

/// <summary>Editing, deleting and reacting.</summary>
internal static class ChangeCalls
{
    public static Answer Update(ConnectorCall call)
    {
        var (conversation, refused) = Lookup.Conversation(call);
        if (conversation is null || (refused = BodyRules.Refuse(call)) is not null)
        {
            return refused!;
        }

        if (Wire.Flag(Wire.Object(call.Body, "recipient"), "isTargeted"))
        {
            return Answer.Bad("An edit of a targeted message carries no recipient.isTargeted.");
        }

        if (BodyRules.Splits(call))
        {
            return Answer.Bad("The edit resulted into multiple activities.");
        }

        var (post, missing) = Lookup.OwnPost(call, conversation);
        if (post is null)
        {
            return missing!;
        }

        call.Teams.Edit(conversation, post, (JsonObject)call.Body!.DeepClone());
        return Answer.Ok(new JsonObject { ["id"] = post.Id });
    }

    public static Answer Delete(ConnectorCall call)
    {
        var (conversation, refused) = Lookup.Conversation(call);
        if (conversation is null)
        {
            return refused!;
        }

        var (post, missing) = Lookup.OwnPost(call, conversation);
        if (post is null)
        {
            return missing!;
        }

        post.Deleted = true;
        return Answer.Ok();
    }

    public static Answer React(ConnectorCall call)
    {
        var (conversation, refused) = Lookup.Conversation(call);
        return refused ?? (conversation!.Find(call.ActivityId!) is null
            ? Answer.Error(404, "ActivityNotFoundInConversation", "The activity does not exist in the conversation.")
            : Answer.Ok());
    }
}
