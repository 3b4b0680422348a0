using System.Collections.Immutable;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.People;

/// <summary>Who decides for a team, and where to reach them. Where the rules leave nobody, the administrators.</summary>
internal sealed class Leads(
    Session session, KnownPeople people, KnownConversations conversations, PrincipalReader principals, IOptions<RolesSettings> settings,
    Clock clock)
{
    /// <summary>
    /// Whom to ask for a decision, in order, each with the rule that chose them; empty where everybody who may is excluded. Found out at
    /// the moment of asking.
    /// </summary>
    public ImmutableArray<Decider> Deciders(Decision decision) => InOrder(decision, principals.Absences);

    /// <summary>Whom the rules would choose if nobody had automatic replies; those who have may be there again by now.</summary>
    public ImmutableArray<Decider> DecidersByTold(Decision decision) => InOrder(decision, principals.Absences.Told);

    /// <summary>Everybody who may take a decision in their own right.</summary>
    public IEnumerable<Person> Permitted(Decision decision) => Candidates(decision.Team)
        .Where(person => !decision.Excluded.Contains(person.Id) && decision.RuleOf(principals.Own(person)) is not null);

    /// <summary>
    /// The people to call for a kind of record of a team: its leads, and for those who are away their deputies; the administrators for no
    /// team, or where nobody else is there.
    /// </summary>
    public IReadOnlyList<Person> Of(TeamId? team, string role) =>
        [.. Deciders(new(team, role, [])).Select(decider => people.Find(decider.Person)).OfType<Person>()];

    /// <summary>The personal chats of those to call, and of leads who are away: they look at it when they are back.</summary>
    /// <param name="serviceUrl">The connector to use where a chat is not known yet.</param>
    /// <param name="except">Somebody who is not to be told, because they know.</param>
    public IEnumerable<Address> AddressesFor(TeamId? team, string role, string? serviceUrl, PersonId? except) =>
        PresentAndAway(team, role)
            .Where(lead => lead.Id != except)
            .Select(lead => conversations.PersonalChat(lead, serviceUrl))
            .OfType<Address>();

    /// <summary>Those to call, and leads who are away: they look at it when they are back; each once.</summary>
    public IEnumerable<Person> PresentAndAway(TeamId? team, string role) =>
        Of(team, role).Concat(Candidates(team).Where(person => principals.Own(person).LeadsRecordsOf(team, role)))
            .DistinctBy(lead => lead.Id);

    /// <summary>
    /// Everybody whom the bot knows and who may lead something of a team, or look after the bot; each once. No agent is among them.
    /// </summary>
    public IEnumerable<Person> Candidates(TeamId? team) =>
        Named(team).Where(person => person.Kind is ActorKind.Person).DistinctBy(person => person.Id);

    private ImmutableArray<Decider> InOrder(Decision decision, Absences absences) => decision.InOrder(
        Candidates(decision.Team).SelectMany(person => decision.RuleOf(principals.Own(person)) is { } rule ? [(person.Id, rule)]
            : Array.Empty<(PersonId, DeciderRule)>()),
        absences);

    private IEnumerable<Person> Named(TeamId? team)
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
        SELECT person FROM team_members
            WHERE team = {team} AND left_at IS NULL AND (is_owner OR directory_owner_until > {clock.UtcNow})
        UNION SELECT person FROM roles
        UNION SELECT installed_by FROM teams WHERE id = {team} AND installed_by IS NOT NULL ORDER BY 1
        """);
}
