using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Storage;

namespace Improvement.Bot.People;

/// <summary>Who reads where a message stands.</summary>
/// <param name="Person">The one person who reads there, somebody unknown or erased as a stranger; null where several do.</param>
/// <param name="Team">The team whose channel it is; null for a group chat, for a shared channel, and where the bot has been removed from
/// the team.</param>
internal sealed record Readers(Principal? Person, TeamId? Team);

/// <summary>
/// Who reads where a message stands: one person, or whoever is in a channel or a group chat. Asked each time something is drawn there.
/// </summary>
internal sealed class PlaceReaders(Session session, PrincipalReader principals)
{
    /// <summary>Asks who reads there, in the round trip of what is asked next; the function gives the answer.</summary>
    public Func<Readers> Ask(Address place)
    {
        if (place is { IsShared: true, Person: null })
        {
            var team = AskForTeam(place);
            return () => new(null, team.Value);
        }

        var who = place.Person is { } id
            ? CalledBy(id.ToLowerInvariant() is var lower && Guid.TryParse(lower, out _) ? lower : id)
            : OfChat(place.Conversation ?? "");
        var (person, facts) = (PersonRows.Ask(session.Statements, who), principals.Ask(who));
        return () => new(person.Value is { } found ? principals.Of(found, facts) : Principal.Stranger, null);
    }

    /// <summary>
    /// The team whose channel it is; null for a group chat, for a shared channel, and where the bot has been removed from the team.
    /// </summary>
    public TeamId? TeamAt(Address place) => AskForTeam(place).Value;

    private static Sql CalledBy(string id) => Sql.Of($"""
        (SELECT id FROM people WHERE (channel_user_id = {id} OR aad_object_id = {id}) AND blanked_at IS NULL ORDER BY id LIMIT 1)
        """);

    private static Sql OfChat(string conversation) => Sql.Of($"""
        (SELECT people.id FROM conversations JOIN people ON people.id = conversations.person WHERE conversations.id = {conversation}
            AND kind = 'personal' AND blanked_at IS NULL)
        """);

    // A channel that nothing was heard from yet is known from the settings of its team alone. In a shared one people of other teams read,
    // so it counts only where the team chose it.
    private Answer<TeamId?> AskForTeam(Address place)
    {
        var conversation = Address.ChannelOf(place.Conversation ?? "");
        return session.Statements.Ask<TeamId?>($"""
            SELECT teams.id FROM teams LEFT JOIN conversations ON conversations.id = {conversation}
            WHERE removed_at IS NULL AND ((teams.id = conversations.team AND COALESCE(channel_type, 'standard') <> 'shared')
                OR ((conversations.team IS NULL OR teams.id = conversations.team)
                    AND {conversation} IN (teams.triage_conversation, teams.digest_conversation, teams.teams_team_id)))
            ORDER BY teams.id LIMIT 1
            """, rows => rows.Read() ? new(rows.GetInt64(0)) : null);
    }
}
