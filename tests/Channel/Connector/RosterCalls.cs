using System.Text.Json.Nodes;

namespace Improvement.Bot.Tests.Channel;

/// <summary>Members, teams and channels.</summary>
internal static class RosterCalls
{
    public static Answer Members(ConnectorCall call)
    {
        var (conversation, refused) = Lookup.Conversation(call);
        return refused ?? Answer.Ok(List(conversation!, conversation!.Members.Take(10_000)));
    }

    public static Answer PagedMembers(ConnectorCall call)
    {
        var (conversation, refused) = Lookup.Conversation(call);
        if (conversation is null)
        {
            return refused!;
        }

        var size = int.TryParse(call.PageSize, out var wished) ? Math.Clamp(wished, 50, 500) : 200;
        if (!TryRead(call.ContinuationToken, out var from))
        {
            return Answer.Error(400, "Bad Argument", "The continuation token is not one of ours.");
        }

        var page = new JsonObject { ["members"] = List(conversation, conversation.Members.Skip(from).Take(size)) };
        if (from + size < conversation.Members.Count)
        {
            page["continuationToken"] = Token(from + size);
        }

        return Answer.Ok(page);
    }

    public static Answer Member(ConnectorCall call)
    {
        var (conversation, refused) = Lookup.Conversation(call);
        if (conversation is null)
        {
            return refused!;
        }

        var found = conversation.Members.Find(p => p.Mri == call.MemberId
            || string.Equals(p.ObjectId, call.MemberId, StringComparison.OrdinalIgnoreCase)
            || string.Equals(p.Upn, call.MemberId, StringComparison.OrdinalIgnoreCase));
        return found is null
            ? Answer.Error(404, "MemberNotFoundInConversation", "The member was not found in the conversation.")
            : Answer.Ok(Json(conversation, found));
    }

    public static Answer Team(ConnectorCall call) => WithTeam(call, team => new JsonObject
    {
        ["id"] = team.Id,
        ["name"] = team.Name,
        ["aadGroupId"] = team.AadGroupId,
        ["channelCount"] = team.Channels.Count,
        ["memberCount"] = team.Members.Count,
        ["tenantId"] = call.Teams.TenantId,
        ["type"] = "standard",
    });

    public static Answer TeamChannels(ConnectorCall call) => WithTeam(call, team => new JsonObject
    {
        ["conversations"] =
            new JsonArray([.. team.Channels.Select(c => new JsonObject { ["id"] = c.Id, ["name"] = c.Name, ["type"] = "standard" })]),
    });

    private static Answer WithTeam(ConnectorCall call, Func<Team, JsonObject> answer)
    {
        var team = call.Teams.Teams.FirstOrDefault(t => t.Id == call.TeamId);
        return team is null or { General.Gone: true } ? Answer.Error(404, "TeamNotFound", "There is no such team.")
            : team.General.BotIsIn ? Answer.Ok(answer(team))
            : Answer.Of((Fault.Refuse)Fault.NotInRoster);
    }

    private static JsonArray List(Conversation conversation, IEnumerable<Person> people) =>
        new([.. people.Select(p => Json(conversation, p))]);

    private static JsonObject Json(Conversation conversation, Person person) =>
        conversation.HasBriefRoster ? new() { ["id"] = person.Mri, ["name"] = person.Name } : new()
    {
        ["id"] = person.Mri,
        ["name"] = person.Name,
        ["aadObjectId"] = person.ObjectId,
        ["objectId"] = person.ObjectId,
        ["givenName"] = person.GivenName,
        ["surname"] = person.Surname,
        ["email"] = person.Upn,
        ["userPrincipalName"] = person.Upn,
        ["tenantId"] = person.TenantId,
        ["userRole"] = conversation.Team?.Owners.Contains(person) == true ? "owner" : person.Role,
    };

    private static string Token(int next) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"next={next}"));

    private static bool TryRead(string? token, out int next)
    {
        next = 0;
        var bytes = new byte[64];
        return string.IsNullOrEmpty(token)
            || (token.Length < 64 && Convert.TryFromBase64String(token, bytes, out var length)
                && int.TryParse(System.Text.Encoding.UTF8.GetString(bytes, 5, Math.Max(0, length - 5)), out next) && next >= 0);
    }
}
