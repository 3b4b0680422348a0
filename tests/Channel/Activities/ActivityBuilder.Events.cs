using System.Text.Json.Nodes;

namespace Improvement.Bot.Tests.Channel;

/// <summary>What happens to teams, channels, members and installations.</summary>
public sealed partial class ActivityBuilder
{
    /// <summary>Every <c>eventType</c> of a <c>conversationUpdate</c> that is about a team or a channel.</summary>
    public static IReadOnlyList<string> ConversationEvents { get; } =
    [
        "channelCreated", "channelRenamed", "channelDeleted", "channelRestored", "channelShared", "channelUnshared", "channelMemberAdded",
        "channelMemberRemoved",
        "teamMemberAdded", "teamMemberRemoved", "teamRenamed", "teamArchived", "teamUnarchived", "teamDeleted", "teamRestored",
    ];

    /// <summary>The bot was added: one of the two events of an installation.</summary>
    /// <param name="by">Who installed it.</param>
    /// <param name="conversation">A personal chat, a group chat, or the channel that was picked in the team.</param>
    public JsonObject BotAdded(Person by, Conversation conversation) =>
        Members("membersAdded", by, conversation, "teamMemberAdded", _teams.BotId);

    /// <summary>The bot was removed.</summary>
    public JsonObject BotRemoved(Person by, Conversation conversation) =>
        Members("membersRemoved", by, conversation, "teamMemberRemoved", _teams.BotId);

    /// <summary>People were added to a team or a group chat.</summary>
    public JsonObject MembersAdded(Person by, Conversation conversation, params Person[] people) =>
        Members("membersAdded", by, conversation.Team?.General ?? conversation, "teamMemberAdded", [.. people.Select(p => p.Mri)]);

    /// <summary>People were removed from a team or a group chat.</summary>
    public JsonObject MembersRemoved(Person by, Conversation conversation, params Person[] people) =>
        Members("membersRemoved", by, conversation.Team?.General ?? conversation, "teamMemberRemoved", [.. people.Select(p => p.Mri)]);

    /// <summary>The app was installed, upgraded or removed: the other of the two events.</summary>
    /// <param name="action">add, remove, add-upgrade or remove-upgrade.</param>
    /// <param name="by">Who did it.</param>
    /// <param name="conversation">A personal chat, a group chat, or the channel that was picked in the team.</param>
    public JsonObject Installation(string action, Person by, Conversation conversation)
    {
        var activity = Of("installationUpdate", by, conversation);
        activity["action"] = action;
        Settings(activity, conversation);
        return activity;
    }

    /// <summary>Something else happened to a team or a channel.</summary>
    /// <param name="eventType">One of <see cref="ConversationEvents"/>.</param>
    /// <param name="by">Who did it.</param>
    /// <param name="channel">The channel it is about, or any channel of the team.</param>
    public JsonObject ConversationEvent(string eventType, Person by, Conversation channel)
    {
        var team = channel.Team ?? throw new ArgumentException("Only channels have such events.", nameof(channel));
        var activity = Event("conversationUpdate", by, team.General, eventType);
        activity["channelData"]!["channel"] = new JsonObject { ["id"] = channel.Id, ["name"] = channel.Name, ["type"] = "standard" };
        if (eventType is "channelShared" or "channelUnshared")
        {
            activity["channelData"]![eventType == "channelShared" ? "sharedWithTeams" : "unsharedFromTeams"] = new JsonArray(OtherTeam());
        }

        if (eventType.Contains("Member", StringComparison.Ordinal))
        {
            activity[
                eventType.EndsWith("Added", StringComparison.Ordinal) ? "membersAdded" : "membersRemoved"] = new JsonArray(Account(by.Mri));
        }

        return activity;
    }

    /// <summary>A meeting or read-receipt event.</summary>
    public JsonObject NamedEvent(string name, Person by, Place place, JsonNode? value)
    {
        var activity = Of("event", by, place);
        activity["name"] = name;
        activity["value"] = value;
        return activity;
    }

    private JsonObject Members(string property, Person by, Conversation conversation, string eventType, params string[] ids)
    {
        var activity = Of("conversationUpdate", by, conversation);
        activity[property] = new JsonArray([.. ids.Select(Account)]);
        if (conversation.Kind is ConversationKind.Channel)
        {
            activity["channelData"] = ChannelData(conversation, eventType);
        }

        if (ids.Contains(_teams.BotId))
        {
            Settings(activity, conversation);
        }

        // The events of a personal chat come without the client's time zone.
        activity.Remove(conversation.Kind is ConversationKind.Personal ? "localTimezone" : "");
        return activity;
    }

    private JsonObject Account(string id)
    {
        var account = new JsonObject { ["id"] = id };
        if (_teams.People.FirstOrDefault(p => p.Mri == id) is { } person)
        {
            account["aadObjectId"] = person.ObjectId;
        }

        return account;
    }

    private JsonObject OtherTeam() => new()
    {
        ["id"] = $"19:{MadeUp.Token(32, _teams.TenantId, "other team")}@thread.tacv2",
        ["name"] = "Another team",
        ["aadGroupId"] = MadeUp.Guid(_teams.TenantId, "other team"),
        ["tenantId"] = _teams.TenantId,
    };

    private static void Settings(JsonObject activity, Conversation conversation)
    {
        if (conversation.Kind is ConversationKind.Channel)
        {
            activity["channelData"]!["settings"] = new JsonObject { ["selectedChannel"] = new JsonObject { ["id"] = conversation.Id } };
        }
    }
}
