using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Storage;

namespace Improvement.Bot.People;

/// <summary>
/// Who reads where a message stands: one person, or whoever is in a channel or a group chat. Asked each time something is drawn there.
/// </summary>
internal sealed class PlaceReaders(Session session, KnownPeople people, PrincipalReader principals)
{
    /// <summary>The one person who reads there, somebody unknown or erased as a stranger; null where several do.</summary>
    public Principal? PersonAt(Address place)
    {
        if (place is { IsShared: true, Person: null }) return null;
        var id = place.Person is { } person
            ? OfPerson(person.ToLowerInvariant() is var lower && Guid.TryParse(lower, out _) ? lower : person)
            : OfChat(place.Conversation ?? "");
        return id is { } known && people.Find(new PersonId(known)) is { } found ? principals.Of(found) : Principal.Stranger;
    }

    /// <summary>
    /// The team whose channel it is; null for a group chat, for a shared channel, and where the bot has been removed from the team.
    /// </summary>
    public TeamId? TeamAt(Address place) =>
        OfChannel(Address.ChannelOf(place.Conversation ?? "")) is { } team ? new TeamId(team) : null;

    private long? OfPerson(string person) => session.Statements.Number($"""
        SELECT id FROM people WHERE (channel_user_id = {person} OR aad_object_id = {person}) AND blanked_at IS NULL ORDER BY id LIMIT 1
        """);

    private long? OfChat(string conversation) => session.Statements.Number($"""
        SELECT people.id FROM conversations JOIN people ON people.id = conversations.person WHERE conversations.id = {conversation}
            AND kind = 'personal' AND blanked_at IS NULL
        """);

    // A channel that nothing was heard from yet is known from the settings of its team alone. In a shared one people of other teams read,
    // so it counts only where the team chose it.
    private long? OfChannel(string conversation) => session.Statements.Number($"""
        SELECT teams.id FROM teams LEFT JOIN conversations ON conversations.id = {conversation}
        WHERE removed_at IS NULL AND ((teams.id = conversations.team AND COALESCE(channel_type, 'standard') <> 'shared')
            OR ((conversations.team IS NULL OR teams.id = conversations.team)
                AND {conversation} IN (teams.triage_conversation, teams.digest_conversation, teams.teams_team_id)))
        ORDER BY teams.id LIMIT 1
        """);
}
