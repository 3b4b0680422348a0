using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Storage;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.People;

/// <summary>Who decides for a team, and where to reach them. Where the rules leave nobody, the administrators.</summary>
internal sealed class Leads(
    Session session, KnownPeople people, KnownConversations conversations, PrincipalReader principals, IOptions<RolesSettings> settings)
{
    /// <summary>The people who lead a kind of record of a team; the administrators for no team, or where the team has no lead.</summary>
    public IReadOnlyList<Person> Of(TeamId? team, string role)
    {
        var candidates =
            Candidates(team).DistinctBy(person => person.Id).Select(person => (Person: person, Principal: principals.Of(person))).ToList();
        var leads = candidates.Where(each => each.Principal.LeadsRecordsOf(team, role)).Select(each => each.Person).ToList();
        return leads.Count > 0 ? leads : [.. candidates.Where(each => each.Principal.IsAdministrator).Select(each => each.Person)];
    }

    /// <summary>Their personal chats.</summary>
    /// <param name="serviceUrl">The connector to use where a chat is not known yet.</param>
    /// <param name="except">Somebody who is not to be told, because they know.</param>
    public IEnumerable<Address> AddressesFor(TeamId? team, string role, string? serviceUrl, PersonId? except) =>
        Of(team, role).Where(lead => lead.Id != except).Select(lead => conversations.PersonalChat(lead, serviceUrl)).OfType<Address>();

    private IEnumerable<Person> Candidates(TeamId? team)
    {
        foreach (var id in settings.Value.Administrators.Concat(settings.Value.Leads.Select(lead => lead.Person)))
        {
            if (people.Find(new ObservedPerson(null, id, null, null)) is { } person) yield return person;
        }

        var found = new List<long>();
        using (var rows = MayLead(team?.Value ?? 0))
        {
            while (rows.Read()) found.Add(rows.GetInt64(0));
        }

        foreach (var id in found)
        {
            if (people.Find(new PersonId(id)) is { } person) yield return person;
        }
    }

    private Rows MayLead(long team) => session.Statements.Read($"""
        SELECT person FROM team_members WHERE team = {team} AND is_owner AND left_at IS NULL
        UNION SELECT person FROM roles
        UNION SELECT installed_by FROM teams WHERE id = {team} AND installed_by IS NOT NULL
        """);
}
