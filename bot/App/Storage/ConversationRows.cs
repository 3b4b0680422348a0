using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Storage.Backups;
using Improvement.Bot.Storage.Turns;

namespace Improvement.Bot.Storage;

/// <summary>The rows of the conversations that the bot is in.</summary>
internal static class ConversationRows
{
    public static void Keep(
        Statements writer, string id, string kind, string serviceUrl, string? tenant, string? botId, string? botName, long? person,
        string? teamsTeamId, string? channelType = null)
    {
        writer.Execute($"""
            INSERT INTO conversations {NewRow.Of(
                ("id", id), ("kind", kind), ("team", TeamOf(teamsTeamId)), ("person", kind == "personal" ? person : null),
                ("service_url", serviceUrl), ("tenant", tenant), ("bot_id", botId), ("bot_name", botName), ("channel_type", channelType))}
            ON CONFLICT (id) DO UPDATE SET
                kind = excluded.kind, team = COALESCE(excluded.team, conversations.team),
                person = COALESCE(excluded.person, conversations.person), service_url = excluded.service_url,
                tenant = COALESCE(excluded.tenant, conversations.tenant), bot_id = excluded.bot_id,
                bot_name = COALESCE(excluded.bot_name, conversations.bot_name),
                channel_type = COALESCE(excluded.channel_type, conversations.channel_type),
                unreachable_since = NULL, unreachable_reason = NULL
            """);
        if (teamsTeamId is null || (channelType ?? ChannelTypeOf(writer, id) ?? "standard") is not "standard") return;
        Move(writer, teamsTeamId, serviceUrl);
    }

    // The connector of the whole team moves at once, and each of its channels need not be heard from before it is spoken to there; another
    // tenant's people come to a shared channel by way of their own connector.
    private static void Move(Statements writer, string teamsTeamId, string serviceUrl)
    {
        writer.Execute($"""
            UPDATE teams SET service_url = {serviceUrl} WHERE teams_team_id = {teamsTeamId} AND COALESCE(service_url, '') <> {serviceUrl}
            """);
        writer.Execute($"""
            UPDATE conversations SET service_url = {serviceUrl}
            WHERE team = (SELECT id FROM teams WHERE teams_team_id = {teamsTeamId}) AND service_url <> {serviceUrl}
                AND COALESCE(channel_type, 'standard') = 'standard'
            """);
    }

    /// <summary>The newest address of the connector for a conversation or a person; null where none is known.</summary>
    public static string? ServiceUrlOf(Statements database, Address to)
    {
        using var rows = to.Conversation is { } conversation
            ? ConnectorOfConversation(database, Address.ChannelOf(conversation))
            : ConnectorOfPerson(database, to.Person);
        return rows.Read() ? rows.TextOrNull(0) : null;
    }

    /// <summary>
    /// The same for the conversation in a column, in the statement that reads it; nothing for one of which only its thread or its team is
    /// known.
    /// </summary>
    public static Sql ConnectorOf(Sql column) => Sql.Of($"""
        (SELECT heard.service_url FROM conversations heard WHERE heard.id = {column} AND heard.bot_id IS NOT NULL)
        """);

    // What is known by an activity from there goes before what is known of the team, and that before the address at which something once
    // failed.
    private static Rows ConnectorOfConversation(Statements database, string conversation) => database.Read($"""
        SELECT COALESCE(
            (SELECT service_url FROM conversations WHERE id = {conversation} AND bot_id IS NOT NULL),
            (SELECT service_url FROM teams WHERE teams_team_id = {conversation} OR triage_conversation = {conversation}
                OR digest_conversation = {conversation} ORDER BY id LIMIT 1))
        """);

    private static Rows ConnectorOfPerson(Statements database, string? person) => database.Read($"""
        SELECT COALESCE(
            (SELECT chats.service_url FROM conversations chats JOIN people ON people.id = chats.person
                WHERE chats.kind = 'personal' AND chats.bot_id IS NOT NULL AND (people.channel_user_id = {person}
                    OR people.aad_object_id = {person}) ORDER BY chats.id LIMIT 1),
            (SELECT teams.service_url FROM teams JOIN team_members ON team_members.team = teams.id AND team_members.left_at IS NULL
                JOIN people ON people.id = team_members.person
                WHERE teams.removed_at IS NULL AND (people.channel_user_id = {person} OR people.aad_object_id = {person})
                    ORDER BY teams.id LIMIT 1))
        """);

    /// <summary>
    /// Notes that a message arrived where nothing had; false when that was known. It proves that its conversation is in reach, but not that
    /// the bot is a member again.
    /// </summary>
    public static bool HasArrived(Statements writer, string id) => writer.Execute($"""
        UPDATE conversations SET unreachable_since = NULL, unreachable_reason = NULL WHERE id = {id} AND unreachable_since IS NOT NULL
            AND unreachable_reason NOT IN ('removed', 'deleted')
        """) > 0;

    /// <summary>The conversations in which nothing arrives at present.</summary>
    public static List<string> OutOfReach(Statements database)
    {
        var ids = new List<string>();
        using var rows = database.Read($"SELECT id FROM conversations WHERE unreachable_since IS NOT NULL");
        while (rows.Read()) ids.Add(rows.GetString(0));
        return ids;
    }

    /// <summary>Whether a conversation is kept with all of this, and in reach.</summary>
    public static Answer<bool> AskHas(
        Statements database, string id, string kind, string serviceUrl, string? botId, string? channelType, string? teamsTeamId) =>
        database.Ask($"""
            SELECT 1 FROM conversations WHERE id = {id} AND kind = {kind} AND service_url = {serviceUrl}
                AND COALESCE(bot_id, '') = COALESCE({botId}, '') AND unreachable_since IS NULL
                AND COALESCE(channel_type, '') = COALESCE({channelType}, channel_type, '')
                AND (kind <> 'personal' OR person IS NOT NULL)
                AND (team IS NOT NULL OR NOT EXISTS (SELECT 1 FROM teams WHERE teams_team_id = {teamsTeamId}))
            """, rows => rows.Read());

    /// <summary>What kind of channel it is; null where no activity said.</summary>
    public static string? ChannelTypeOf(Statements database, string id)
    {
        using var rows = database.Read($"SELECT channel_type FROM conversations WHERE id = {id}");
        return rows.Read() ? rows.TextOrNull(0) : null;
    }

    /// <summary>Notes that one channel of a team is closed to the bot, which may never have met it.</summary>
    public static void Close(Statements writer, string id, string? teamsTeamId, string serviceUrl, string? tenant, string reason) =>
        writer.Execute($"""
            INSERT INTO conversations {NewRow.Of(
                ("id", id), ("kind", "channel"), ("team", TeamOf(teamsTeamId)), ("service_url", serviceUrl), ("tenant", tenant),
                ("unreachable_since", 0), ("unreachable_reason", reason))}
            ON CONFLICT (id) DO UPDATE SET welcomed_at = NULL, unreachable_since = COALESCE(conversations.unreachable_since, 0),
                unreachable_reason = excluded.unreachable_reason
            """);

    /// <summary>Remembers a personal chat that was created to say something.</summary>
    public static void AddPersonal(Statements writer, string id, Address to) => writer.Execute($"""
        INSERT INTO conversations {NewRow.Of(
            ("id", id), ("kind", "personal"), ("person", PersonOf(to.Person)), ("service_url", to.ServiceUrl), ("tenant", to.Tenant))}
        ON CONFLICT (id) DO NOTHING
        """);

    public static Address? PersonalChat(Statements database, long person)
    {
        using var rows = database.Read($"""
            SELECT conversations.service_url, conversations.id, conversations.tenant, people.channel_user_id FROM conversations
                JOIN people ON people.id = conversations.person
            WHERE person = {person} AND kind = 'personal' AND unreachable_since IS NULL ORDER BY conversations.id LIMIT 1
            """);
        return rows.Read() ? new(rows.GetString(0), rows.GetString(1), rows.TextOrNull(2), rows.TextOrNull(3)) : null;
    }

    /// <param name="before">Whoever was welcomed earlier than that is welcomed again; null for once.</param>
    public static bool TryWelcome(Statements writer, string id, DateTimeOffset now, DateTimeOffset? before) => writer.Execute($"""
        UPDATE conversations SET welcomed_at = {now}
        WHERE id = {id} AND (welcomed_at IS NULL OR welcomed_at < {before?.ToStoredMilliseconds() ?? 0})
        """) > 0;

    /// <summary>Notes that the channels of a team are there again, but for those that were deleted by themselves; gives the ids.</summary>
    /// <param name="alsoRemoved">Whether those come back from which the bot was removed.</param>
    public static IReadOnlyList<string> Restore(Statements writer, string? teamsTeamId, bool alsoRemoved)
    {
        var back = new List<string>();
        using var rows = writer.Read($"""
            UPDATE conversations SET unreachable_since = NULL, unreachable_reason = NULL
            WHERE team = (SELECT id FROM teams WHERE teams_team_id = {teamsTeamId}) AND unreachable_since IS NOT NULL
                AND unreachable_reason <> 'deleted'
                AND ({alsoRemoved} OR unreachable_reason <> 'removed') RETURNING id
            """);
        while (rows.Read()) back.Add(rows.GetString(0));
        return back;
    }

    /// <summary>Notes that the bot was removed from a conversation, or from all of a team; gives the ids.</summary>
    public static IReadOnlyList<string> Remove(Statements writer, string id, string? teamsTeamId)
    {
        var gone = new List<string>();
        using var rows = writer.Read($"""
            UPDATE conversations SET welcomed_at = NULL, unreachable_since = COALESCE(unreachable_since, 0), unreachable_reason = 'removed'
            WHERE id = {id} OR team = (SELECT id FROM teams WHERE teams_team_id = {teamsTeamId}) RETURNING id
            """);
        while (rows.Read()) gone.Add(rows.GetString(0));
        return gone;
    }

    /// <summary>
    /// Notes that nothing can be said in a conversation; true when that is new, as only what was in reach goes out of it. Somebody whose
    /// personal chat never came about has a row of their own name.
    /// </summary>
    public static bool MarkUnreachable(Statements writer, Address address, string reason, DateTimeOffset now) => writer.Execute($"""
        INSERT INTO conversations {NewRow.Of(
            ("id", address.QueueKey), ("kind", address.IsShared ? "channel" : "personal"),
            ("person", PersonOf(address.IsShared ? null : address.Person)), ("service_url", address.ServiceUrl), ("tenant", address.Tenant),
            ("unreachable_since", now), ("unreachable_reason", reason))}
        ON CONFLICT (id) DO UPDATE SET unreachable_since = excluded.unreachable_since, unreachable_reason = excluded.unreachable_reason
            WHERE conversations.unreachable_since IS NULL
        """) > 0;

    /// <summary>Whose conversation it is, or which team's; null where that is not known.</summary>
    public static string? NameOf(Statements database, Address address)
    {
        using var rows = database.Read($"""
            SELECT people.name, teams.name FROM conversations LEFT JOIN people ON people.id = conversations.person
                LEFT JOIN teams ON teams.id = conversations.team
            WHERE conversations.id = {address.QueueKey}
            """);
        return rows.Read() ? rows.TextOrNull(0) ?? rows.TextOrNull(1) : null;
    }

    // Somebody is told by the channel's id or by that of Entra.
    private static Sql PersonOf(string? person) =>
        Sql.Of($"(SELECT id FROM people WHERE channel_user_id = {person} OR aad_object_id = {person} ORDER BY id LIMIT 1)");

    private static Sql TeamOf(string? teamsTeamId) => Sql.Of($"(SELECT id FROM teams WHERE teams_team_id = {teamsTeamId})");
}
