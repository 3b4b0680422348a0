using System.Text.Json.Nodes;

namespace Improvement.Bot.Tests.Channel;

/// <summary>
/// Makes valid activities as Teams sends them, with all the usual fields. Each is an own tree, so a test may change it before sending it.
/// Nothing is sent here: <see cref="FakeTeams.Deliver(JsonObject, CancellationToken)"/> does that.
/// </summary>
public sealed partial class ActivityBuilder
{
    private readonly FakeTeams _teams;

    internal ActivityBuilder(FakeTeams teams) => _teams = teams;

    /// <summary>Any activity with the common fields and nothing else; unknown types too.</summary>
    /// <param name="type">The type.</param>
    /// <param name="from">Who causes it.</param>
    /// <param name="place">Where.</param>
    /// <param name="id">Its id; a new one if nothing is said.</param>
    public JsonObject Of(string type, Person from, Place place, string? id = null)
    {
        var now = _teams.Now;
        var offset = TimeZoneInfo.FindSystemTimeZoneById(from.TimeZone).GetUtcOffset(now);
        var activity = new JsonObject
        {
            ["type"] = type,
            ["id"] = id ?? EventId(),
            ["timestamp"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'"),
            ["localTimestamp"] = now.ToOffset(offset).ToString("yyyy-MM-dd'T'HH:mm:ss.fffffffzzz"),
            ["localTimezone"] = from.TimeZone,
            ["serviceUrl"] = _teams.ServiceUrl,
            ["channelId"] = "msteams",
            ["from"] = From(from),
            ["conversation"] = Conversation(place),
            ["recipient"] = new JsonObject { ["id"] = _teams.BotId, ["name"] = _teams.BotName },
            ["channelData"] = ChannelData(place),
            ["locale"] = from.Locale,
        };
        activity["entities"] = new JsonArray(ClientInfo(from));
        return activity;
    }

    private static string EventId() => "f:" + Guid.NewGuid().ToString("D");

    private static JsonObject From(Person person)
    {
        var from = new JsonObject { ["id"] = person.Mri, ["name"] = person.Name };
        if (person.Role != "anonymous")
        {
            from["aadObjectId"] = person.ObjectId;
        }

        return from;
    }

    private JsonObject Conversation(Place place)
    {
        var conversation = new JsonObject
        {
            ["conversationType"] = place.Conversation.TypeName,
            ["tenantId"] = _teams.TenantId,
            ["id"] = place.Id,
        };
        if (place.Conversation.Kind is not ConversationKind.Personal)
        {
            conversation["isGroup"] = true;
            conversation["name"] = place.Conversation.Name;
        }

        return conversation;
    }

    private JsonObject ChannelData(Place place, string? eventType = null)
    {
        var data = new JsonObject();
        if (place.Conversation.Team is { } team)
        {
            data["teamsChannelId"] = place.Conversation.Id;
            data["teamsTeamId"] = team.Id;
            data["channel"] = new JsonObject { ["id"] = place.Conversation.Id };
            data["team"] =
                new JsonObject { ["id"] = team.Id, ["name"] = team.Name, ["aadGroupId"] = team.AadGroupId, ["tenantId"] = _teams.TenantId };
        }

        if (eventType is not null)
        {
            data["eventType"] = eventType;
        }

        data["tenant"] = new JsonObject { ["id"] = _teams.TenantId };
        return data;
    }

    private static JsonObject ClientInfo(Person person) => new()
    {
        ["locale"] = person.Locale,
        ["country"] = person.Locale.Length >= 5 ? person.Locale[^2..] : "US",
        ["platform"] = person.Platform,
        ["timezone"] = person.TimeZone,
        ["type"] = "clientInfo",
    };
}
