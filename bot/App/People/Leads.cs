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

    /// <summary>The same for several decisions about records of one team, in their order, with as many queries as for one.</summary>
    public IReadOnlyList<ImmutableArray<Decider>> Deciders(TeamId? team, IReadOnlyList<Decision> decisions)
    {
        if (decisions is []) return [];
        (Person Person, Principal Own)[] all = [.. WithRoles(team)];
        var absences = principals.Absences;
        return [.. decisions.Select(decision => InOrder(decision, all, absences))];
    }

    /// <summary>Everybody who may take a decision in their own right.</summary>
    public IEnumerable<Person> Permitted(Decision decision) => WithRoles(decision.Team)
        .Where(each => !decision.Excluded.Contains(each.Person.Id) && decision.RuleOf(each.Own) is not null)
        .Select(each => each.Person);

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
        Of(team, role).Concat(WithRoles(team).Where(each => each.Own.LeadsRecordsOf(team, role)).Select(each => each.Person))
            .DistinctBy(lead => lead.Id);

    /// <summary>Those who lead a team in their own right.</summary>
    public IEnumerable<Person> OfTeam(TeamId team) =>
        WithRoles(team).Where(each => each.Own.Leads.Contains(team)).Select(each => each.Person);

    private ImmutableArray<Decider> InOrder(Decision decision, Absences absences) =>
        InOrder(decision, WithRoles(decision.Team), absences);

    private static ImmutableArray<Decider> InOrder(
        Decision decision, IEnumerable<(Person Person, Principal Own)> all, Absences absences) => decision.InOrder(
        all.SelectMany(each => decision.RuleOf(each.Own) is { } rule ? [(each.Person.Id, rule)] : Array.Empty<(PersonId, DeciderRule)>()),
        absences);

    /// <summary>The candidates of a team, each with what they are in their own right.</summary>
    private IEnumerable<(Person Person, Principal Own)> WithRoles(TeamId? team)
    {
        Person[] candidates = [.. Candidates(team)];
        return candidates.Zip(principals.Own(candidates));
    }

    /// <summary>
    /// Everybody whom the bot knows and who may lead something of a team, or look after the bot; each once. No agent is among them.
    /// </summary>
    private IEnumerable<Person> Candidates(TeamId? team) =>
        Named(team).Where(person => person.Kind is ActorKind.Person).DistinctBy(person => person.Id);

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

        foreach (var person in people.Find(found)) yield return person;
    }

    private Rows MayLead(long team) => session.Statements.Read($"""
        SELECT person FROM team_members
            WHERE team = {team} AND left_at IS NULL AND (is_owner OR directory_owner_until > {clock.UtcNow})
        UNION SELECT person FROM roles WHERE team IS NULL OR team = {team}
        UNION SELECT installed_by FROM teams WHERE id = {team} AND installed_by IS NOT NULL ORDER BY 1
        """);
}
