using Improvement.Bot.Framework.Outbox;

namespace Improvement.Bot.Storage;

/// <summary>The rows of the conversations that the bot is in.</summary>
internal static class ConversationRows
{
    private const string Upsert = """
        INSERT INTO conversations (id, kind, team, person, service_url, tenant, bot_id, bot_name, channel_type)
        VALUES (@id, @kind, (SELECT id FROM teams WHERE teams_team_id = @team), @person, @service_url, @tenant, @bot, @bot_name, @type)
        ON CONFLICT (id) DO UPDATE SET
            kind = excluded.kind, team = COALESCE(excluded.team, conversations.team), person = COALESCE(excluded.person, conversations.person),
            service_url = excluded.service_url, tenant = COALESCE(excluded.tenant, conversations.tenant), bot_id = excluded.bot_id, bot_name = COALESCE(excluded.bot_name, conversations.bot_name),
            channel_type = COALESCE(excluded.channel_type, conversations.channel_type),
            unreachable_since = NULL, unreachable_reason = NULL
        """;

    private const string Same = """
        SELECT 1 FROM conversations WHERE id = @id AND kind = @kind AND service_url = @service_url AND COALESCE(bot_id, '') = COALESCE(@bot,
            '') AND unreachable_since IS NULL
            AND COALESCE(channel_type, '') = COALESCE(@type, channel_type, '')
            AND (kind <> 'personal' OR person IS NOT NULL)
            AND (team IS NOT NULL OR NOT EXISTS (SELECT 1 FROM teams WHERE teams_team_id = @team))
        """;

    private const string AddPersonalChat = """
        INSERT INTO conversations (id, kind, person, service_url, tenant)
        VALUES (@id, 'personal', (SELECT id FROM people WHERE channel_user_id = @person OR aad_object_id = @person ORDER BY id LIMIT 1),
            @service_url, @tenant)
        ON CONFLICT (id) DO NOTHING
        """;

    // The connector of the whole team moves at once, and each of its channels need not be heard from before it is spoken to there; another
    // tenant's people come to a shared channel by
    // way of their own connector.
    private const string MoveTeam = """
        UPDATE teams SET service_url = @url WHERE teams_team_id = @team AND COALESCE(service_url, '') <> @url
        """;

    private const string MoveChannels = """
        UPDATE conversations SET service_url = @url WHERE team = (SELECT id FROM teams WHERE teams_team_id = @team) AND service_url <> @url
            AND COALESCE(channel_type, 'standard') = 'standard'
        """;

    // What is known by an activity from there goes before what is known of the team, and that before the address at which something once
    // failed.
    private const string ConnectorOfConversation = """
        SELECT COALESCE(
            (SELECT service_url FROM conversations WHERE id = @conversation AND bot_id IS NOT NULL),
            (SELECT service_url FROM teams WHERE teams_team_id = @conversation OR triage_conversation = @conversation
                OR digest_conversation = @conversation ORDER BY id LIMIT 1))
        """;

    private const string ConnectorOfPerson = """
        SELECT COALESCE(
            (SELECT chats.service_url FROM conversations chats JOIN people ON people.id = chats.person
                WHERE chats.kind = 'personal' AND chats.bot_id IS NOT NULL AND (people.channel_user_id = @person
                    OR people.aad_object_id = @person) ORDER BY chats.id LIMIT 1),
            (SELECT teams.service_url FROM teams JOIN team_members ON team_members.team = teams.id AND team_members.left_at IS NULL
                JOIN people ON people.id = team_members.person
                WHERE teams.removed_at IS NULL AND (people.channel_user_id = @person OR people.aad_object_id = @person)
                    ORDER BY teams.id LIMIT 1))
        """;

    // A message that arrives proves that its conversation is in reach, but not that the bot is a member again.
    private const string Arrived = """
        UPDATE conversations SET unreachable_since = NULL, unreachable_reason = NULL WHERE id = @id AND unreachable_since IS NOT NULL
            AND unreachable_reason NOT IN ('removed', 'deleted')
        """;

    private const string FindPersonalChat = """
        SELECT conversations.service_url, conversations.id, conversations.tenant, people.channel_user_id FROM conversations
            JOIN people ON people.id = conversations.person
        WHERE person = @person AND kind = 'personal' AND unreachable_since IS NULL ORDER BY conversations.id LIMIT 1
        """;

    // Only what was in reach goes out of it, so that one message is sent about it. Somebody whose personal chat never came about has a row
    // of their own name.
    private const string Mark = """
        INSERT INTO conversations (id, kind, person, service_url, tenant, unreachable_since, unreachable_reason)
        VALUES (@id, @kind, (SELECT id FROM people WHERE channel_user_id = @person OR aad_object_id = @person ORDER BY id LIMIT 1),
            @service_url, @tenant, @now, @reason)
        ON CONFLICT (id) DO UPDATE SET unreachable_since = excluded.unreachable_since, unreachable_reason = excluded.unreachable_reason
            WHERE conversations.unreachable_since IS NULL
        """;

    private const string CloseChannel = """
        INSERT INTO conversations (id, kind, team, service_url, tenant, unreachable_since, unreachable_reason)
        VALUES (@id, 'channel', (SELECT id FROM teams WHERE teams_team_id = @team), @service_url, @tenant, 0, @reason)
        ON CONFLICT (id) DO UPDATE SET welcomed_at = NULL, unreachable_since = COALESCE(conversations.unreachable_since, 0),
            unreachable_reason = excluded.unreachable_reason
        """;

    private const string Describe = """
        SELECT people.name, teams.name FROM conversations LEFT JOIN people ON people.id = conversations.person LEFT
            JOIN teams ON teams.id = conversations.team
        WHERE conversations.id = @id
        """;

    public static void Keep(
        Statements writer, string id, string kind, string serviceUrl, string? tenant, string? botId, string? botName, long? person,
        string? teamsTeamId, string? channelType = null)
    {
        writer[Upsert].Execute(id, kind, teamsTeamId, kind == "personal" ? person : null, serviceUrl, tenant, botId, botName, channelType);
        if (teamsTeamId is null || (channelType ?? ChannelTypeOf(writer, id) ?? "standard") is not "standard") return;
        writer[MoveTeam].Execute(serviceUrl, teamsTeamId);
        writer[MoveChannels].Execute(serviceUrl, teamsTeamId);
    }

    /// <summary>The newest address of the connector for a conversation or a person; null where none is known.</summary>
    public static string? ServiceUrlOf(Statements database, Address to)
    {
        using var rows = to.Conversation is { } conversation ? database[ConnectorOfConversation].Read(Address.ChannelOf(conversation)) : database[ConnectorOfPerson].Read(to.Person);
        return rows.Read() ? rows.TextOrNull(0) : null;
    }

    /// <summary>Notes that a message arrived where nothing had; false when that was known.</summary>
    public static bool HasArrived(Statements writer, string id) => writer[Arrived].Execute(id) > 0;

    /// <summary>The conversations in which nothing arrives at present.</summary>
    public static List<string> OutOfReach(Statements database)
    {
        var ids = new List<string>();
        using var rows = database["SELECT id FROM conversations WHERE unreachable_since IS NOT NULL"].Read();
        while (rows.Read()) ids.Add(rows.GetString(0));
        return ids;
    }

    /// <summary>Whether a conversation is kept with all of this, and in reach.</summary>
    public static bool Has(
        Statements database, string id, string kind, string serviceUrl, string? botId, string? channelType, string? teamsTeamId) =>
        database[Same].Any(id, kind, serviceUrl, botId, channelType, teamsTeamId);

    /// <summary>What kind of channel it is; null where no activity said.</summary>
    public static string? ChannelTypeOf(Statements database, string id)
    {
        using var rows = database["SELECT channel_type FROM conversations WHERE id = @id"].Read(id);
        return rows.Read() ? rows.TextOrNull(0) : null;
    }

    /// <summary>Notes that one channel of a team is closed to the bot, which may never have met it.</summary>
    public static void Close(Statements writer, string id, string? teamsTeamId, string serviceUrl, string? tenant, string reason) =>
        writer[CloseChannel].Execute(id, teamsTeamId, serviceUrl, tenant, reason);

    /// <summary>Remembers a personal chat that was created to say something.</summary>
    public static void AddPersonal(Statements writer, string id, Address to) =>
        writer[AddPersonalChat].Execute(id, to.Person, to.ServiceUrl, to.Tenant);

    public static Address? PersonalChat(Statements database, long person)
    {
        using var rows = database[FindPersonalChat].Read(person);
        return rows.Read() ? new(rows.GetString(0), rows.GetString(1), rows.TextOrNull(2), rows.TextOrNull(3)) : null;
    }

    /// <param name="before">Whoever was welcomed earlier than that is welcomed again; null for once.</param>
    public static bool TryWelcome(Statements writer, string id, DateTimeOffset now, DateTimeOffset? before) =>
        writer["UPDATE conversations SET welcomed_at = @now WHERE id = @id AND (welcomed_at IS NULL OR welcomed_at < @before)"]
            .Execute(now.ToStoredMilliseconds(), id, before?.ToStoredMilliseconds() ?? 0) > 0;

    /// <summary>Notes that the channels of a team are there again, but for those that were deleted by themselves; gives the ids.</summary>
    /// <param name="alsoRemoved">Whether those come back from which the bot was removed.</param>
    public static IReadOnlyList<string> Restore(Statements writer, string? teamsTeamId, bool alsoRemoved)
    {
        var back = new List<string>();
        using var rows = writer["""
            UPDATE conversations SET unreachable_since = NULL, unreachable_reason = NULL
            WHERE team = (SELECT id FROM teams WHERE teams_team_id = @team) AND unreachable_since IS NOT NULL
                AND unreachable_reason <> 'deleted'
                AND (@removed OR unreachable_reason <> 'removed') RETURNING id
            """].Read(teamsTeamId, alsoRemoved);
        while (rows.Read()) back.Add(rows.GetString(0));
        return back;
    }

    /// <summary>Notes that the bot was removed from a conversation, or from all of a team; gives the ids.</summary>
    public static IReadOnlyList<string> Remove(Statements writer, string id, string? teamsTeamId)
    {
        var gone = new List<string>();
        using var rows = writer["""
            UPDATE conversations SET welcomed_at = NULL, unreachable_since = COALESCE(unreachable_since, 0), unreachable_reason = 'removed'
            WHERE id = @id OR team = (SELECT id FROM teams WHERE teams_team_id = @team) RETURNING id
            """].Read(id, teamsTeamId);
        while (rows.Read()) gone.Add(rows.GetString(0));
        return gone;
    }

    /// <summary>Notes that nothing can be said in a conversation; true when that is new.</summary>
    public static bool MarkUnreachable(Statements writer, Address address, string reason, DateTimeOffset now) => writer[Mark].Execute(
        address.QueueKey, address.IsShared
            ? "channel"
            : "personal", address.IsShared
                ? null
                : address.Person, address.ServiceUrl, address.Tenant, now.ToStoredMilliseconds(), reason) > 0;

    /// <summary>Whose conversation it is, or which team's; null where that is not known.</summary>
    public static string? NameOf(Statements database, Address address)
    {
        using var rows = database[Describe].Read(address.QueueKey);
        return rows.Read() ? rows.TextOrNull(0) ?? rows.TextOrNull(1) : null;
    }
}
