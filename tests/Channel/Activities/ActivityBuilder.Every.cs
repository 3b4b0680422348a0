using System.Text.Json.Nodes;

namespace Improvement.Bot.Tests.Channel;

/// <summary>One of each.</summary>
public sealed partial class ActivityBuilder
{
    private static readonly string[] OddTypes = ["trace", "endOfConversation", "command", "handoff", "somethingNew"];

    /// <summary>At least one valid activity of every type and event that Teams knows, and a few that it does not know.</summary>
    /// <param name="person">Who causes them; a member of the channel's team.</param>
    /// <param name="channel">A channel.</param>
    /// <param name="group">A group chat.</param>
    public IReadOnlyList<JsonObject> Every(Person person, Conversation channel, Conversation group) =>
    [
        .. Messages(person, channel, group),
        .. Installations(person, channel, group),
        .. ConversationEvents.Select(e => ConversationEvent(e, person, channel)),
        .. Events(person, group),
        .. Invokes(person, channel),
        .. OddTypes.Select(t => Of(t, person, person.PersonalChat)),
    ];

    private IEnumerable<JsonObject> Messages(Person person, Conversation channel, Conversation group)
    {
        Place chat = person.PersonalChat;
        yield return Message(person, chat, "/help");
        yield return Message(person, chat, "/report-error The nightly export sent last week's file to three customers");
        yield return Message(person, channel, "report-error The printer burns");
        yield return Message(person, channel.Thread(_teams.NextMessageId()), "status ERR-1");
        yield return AlsoMentioning(Message(person, group, $"ask <at>{person.Name}</at>"), person);
        yield return Targeted(person, channel, "/find export");
        yield return Unaddressed(person, group, "no mention here");
        yield return Submit(person, chat, _teams.NextMessageId(), new JsonObject { ["verb"] = "answer", ["title"] = "Printers burn" });
        yield return MessageEdited(person, chat, _teams.NextMessageId(), "better words");
        yield return MessageUndeleted(person, chat, _teams.NextMessageId(), "back again");
        yield return MessageDeleted(person, chat, _teams.NextMessageId());
        yield return Reaction(person, chat, _teams.NextMessageId(), "like");
        yield return Reaction(person, channel.Thread(_teams.NextMessageId()), _teams.NextMessageId(), null, "heart");
        yield return Typing(person, chat);
    }

    private IEnumerable<JsonObject> Installations(Person person, Conversation channel, Conversation group)
    {
        foreach (var conversation in (Conversation[])[person.PersonalChat, channel, group])
        {
            yield return BotAdded(person, conversation);
            yield return Installation("add", person, conversation);
            yield return Installation("add-upgrade", person, conversation);
        }

        yield return MembersAdded(person, channel, person);
        yield return MembersRemoved(person, group, person);
        yield return Installation("remove-upgrade", person, group);
        yield return Installation("remove", person, group);
        yield return BotRemoved(person, group);
    }

    private IEnumerable<JsonObject> Events(Person person, Conversation group)
    {
        const string meeting = "application/vnd.microsoft.";
        yield return NamedEvent(
            meeting + "meetingStart", person, group,
            new JsonObject { ["Id"] = "m", ["MeetingType"] = "Scheduled", ["JoinUrl"] = "https://teams.microsoft.com/l/x",
                ["Title"] = "Stand-up", ["StartTime"] = "2026-11-21T10:00:00Z" });
        yield return NamedEvent(
            meeting + "meetingEnd", person, group, new JsonObject { ["Id"] = "m", ["EndTime"] = "2026-11-21T11:00:00Z" });
        yield return NamedEvent(
            meeting + "meetingParticipantJoin", person, group,
            new JsonObject { ["members"] = new JsonArray(new JsonObject { ["user"] = From(person),
                ["meeting"] = new JsonObject { ["inMeeting"] = true, ["role"] = "Organizer" } }) });
        yield return NamedEvent(
            meeting + "readReceipt", person, person.PersonalChat, new JsonObject { ["lastReadMessageId"] = "1776825925953" });
        yield return NamedEvent("agentLifecycle", person, person.PersonalChat, new JsonObject());
    }

    private IEnumerable<JsonObject> Invokes(Person person, Conversation channel)
    {
        Place chat = person.PersonalChat;
        yield return CardAction(
            person, chat, _teams.NextMessageId(), "answer",
            new JsonObject { ["dialog"] = "d1", ["turn"] = 1, ["title"] = "Printers burn" });
        yield return CardAction(
            person, channel.Thread(_teams.NextMessageId()), _teams.NextMessageId(), "refresh", new JsonObject { ["record"] = "ERR-1" },
            "automatic");
        yield return Search(person, chat, _teams.NextMessageId(), "errors", "exp");
        yield return Invoke(
            "task/fetch", person, chat,
            new JsonObject { ["data"] = new JsonObject { ["type"] = "task/fetch" }, ["context"] = new JsonObject { ["theme"] = "dark" } });
        yield return Invoke("task/submit", person, chat, new JsonObject { ["data"] = new JsonObject { ["title"] = "x" } });
        yield return Invoke(
            "composeExtension/fetchTask", person, channel,
            new JsonObject { ["commandId"] = "reportError", ["commandContext"] = "message",
                ["messagePayload"] = new JsonObject { ["id"] = "1",
                    ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = "<p>x</p>" } } });
        yield return Invoke(
            "composeExtension/submitAction", person, channel,
            new JsonObject { ["commandId"] = "reportError", ["data"] = new JsonObject { ["title"] = "x" } });
        yield return Invoke(
            "composeExtension/query", person, chat,
            new JsonObject { ["commandId"] = "find", ["parameters"] = new JsonArray(new JsonObject { ["name"] = "q",
                ["value"] = "export" }), ["queryOptions"] = new JsonObject { ["skip"] = 0, ["count"] = 25 } });
        yield return Invoke(
            "message/submitAction", person, chat,
            new JsonObject { ["actionName"] = "feedback",
                ["actionValue"] = new JsonObject { ["reaction"] = "like", ["feedback"] = "{\"feedbackText\":\"good\"}" } });
        yield return Invoke("config/fetch", person, channel, new JsonObject());
        yield return Invoke("signin/verifyState", person, chat, new JsonObject { ["state"] = "123456" });
        yield return Invoke(
            "fileConsent/invoke", person, chat,
            new JsonObject { ["type"] = "fileUpload", ["action"] = "decline", ["context"] = new JsonObject() });
        yield return Invoke("something/unknown", person, chat, null);
    }
}
