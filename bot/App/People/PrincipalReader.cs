using System.Collections.Immutable;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.People;

/// <summary>
/// Finds what a person is to the organisation. Leads are those of the settings, those who were given the role, and the owners of the team,
/// as the channel and, where it is on, the directory tell them, together; whoever installed the bot leads a team that has none of these,
/// until they leave it. Who stands in for a lead who is away has what that lead has, see <see cref="Principal.StandingInFor"/>; it is found
/// out at the moment of asking, so that an absence ends by itself.
/// </summary>
internal sealed class PrincipalReader(Session session, IOptions<RolesSettings> settings, Clock clock)
{
    /// <summary>Whether a person is an administrator, without the rest of their roles and teams.</summary>
    public bool IsAdministrator(Person person)
    {
        var found = new Found(person);
        AddSettings(found);
        if (!found.Roles.Contains(Role.Administrator)) AddGiven([found]);
        return found.Roles.Contains(Role.Administrator);
    }

    /// <summary>The roles and teams of a person, also as a deputy.</summary>
    public Principal Of(Person person)
    {
        var own = Own([person], out var isSomebodyAway)[0];
        return isSomebodyAway ? own.StandingInFor(DelegationsTo(person)) : own;
    }

    /// <summary>Who is away at this moment, by what they told and by their automatic replies.</summary>
    public Absences Absences => AbsenceRows.At(session.Statements, clock.UtcNow);

    /// <summary>The roles and teams of a person in their own right.</summary>
    public Principal Own(Person person) => Own([person], out _)[0];

    /// <summary>The same of several people in their order, with as many queries as of one.</summary>
    public IReadOnlyList<Principal> Own(IReadOnlyList<Person> people) => Own(people, out _);

    private Principal[] Own(IReadOnlyList<Person> people, out bool isSomebodyAway)
    {
        isSomebodyAway = false;
        if (people is []) return [];
        Found[] found = [.. people.Select(person => new Found(person))];
        isSomebodyAway = AddGiven(found);
        AddTeams(found);
        foreach (var each in found) AddSettings(each);
        return [.. found.Select(each => each.ToPrincipal())];
    }

    private ImmutableArray<Delegation> DelegationsTo(Person person)
    {
        if (person.IsGuest || person.Kind != ActorKind.Person) return [];
        var delegations = ImmutableArray.CreateBuilder<Delegation>();
        // An automatic reply changes who is asked, never who may: a deputy who has one decides all the same.
        foreach (var chain in Absences.Told.ThatEndAt(person.Id))
        {
            if (PersonRows.Find(session.Statements, chain.Through[0]) is { } lead) delegations.Add(new(Own(lead), chain.Through));
        }

        return delegations.DrainToImmutable();
    }

    /// <summary>
    /// Gives whether anybody is away at this moment. It is asked together, as every turn needs the roles and the absences of hardly any
    /// turn matter.
    /// </summary>
    private bool AddGiven(Found[] people)
    {
        var (isSomebodyAway, now) = (false, clock.UtcNow);
        using var rows = session.Statements.Read($"""
            SELECT person, role, team FROM roles WHERE person IN {IdsOf(people)}
            UNION ALL SELECT 0, NULL, NULL
                WHERE EXISTS (SELECT 1 FROM deputies WHERE starts_at <= {now} AND (ends_at IS NULL OR ends_at > {now}))
            """);
        while (rows.Read())
        {
            if (rows.TextOrNull(1) is not { } role)
            {
                isSomebodyAway = true;
                continue;
            }

            foreach (var each in Of(people, rows.GetInt64(0)))
            {
                if (rows.NumberOrNull(2) is not { } team) each.Roles.Add(role);
                else if (role == Role.Lead) each.Leads.Add(new(team));
            }
        }

        return isSomebodyAway;
    }

    private void AddTeams(Found[] people)
    {
        using var rows = TeamsOf(people);
        while (rows.Read())
        {
            foreach (var each in Of(people, rows.GetInt64(7))) AddTeam(each, rows);
        }
    }

    private void AddTeam(Found found, Rows rows)
    {
        var team = new TeamId(rows.GetInt64(0));
        var group = rows.TextOrNull(1);
        var isMember = !rows.IsDBNull(3);
        var installed = rows.NumberOrNull(4) == found.Person.Id.Value && !rows.GetBoolean(6);
        var hasLeads = rows.GetBoolean(5) || settings.Value.LeadsOf(group).Any();

        if (isMember) found.Teams.Add(team);
        if (rows.GetBoolean(2) || (installed && !hasLeads) || settings.Value.NamesLead(found.Person, group)) found.Leads.Add(team);
    }

    private Rows TeamsOf(Found[] people) => session.Statements.Read($"""
        SELECT teams.id, teams.aad_group_id, COALESCE(mine.is_owner OR mine.directory_owner_until > {clock.UtcNow}, FALSE), mine.person,
            teams.installed_by,
            EXISTS (SELECT 1 FROM team_members owners WHERE owners.team = teams.id AND owners.left_at IS NULL
                AND (owners.is_owner OR owners.directory_owner_until > {clock.UtcNow}))
                OR EXISTS (SELECT 1 FROM roles WHERE roles.team = teams.id AND roles.role = 'lead'),
            EXISTS (SELECT 1 FROM team_members former
                WHERE former.team = teams.id AND former.person = asked.id AND former.left_at IS NOT NULL),
            asked.id
        FROM people asked CROSS JOIN teams
            LEFT JOIN team_members mine ON mine.team = teams.id AND mine.person = asked.id AND mine.left_at IS NULL
        WHERE asked.id IN {IdsOf(people)} AND teams.removed_at IS NULL
        """);

    private void AddSettings(Found found)
    {
        if (settings.Value.NamesAdministrator(found.Person)) found.Roles.Add(Role.Administrator);
        found.Roles.UnionWith(settings.Value.RolesOf(found.Person));
    }

    private static long[] IdsOf(Found[] people) => [.. people.Select(each => each.Person.Id.Value)];

    private static IEnumerable<Found> Of(Found[] people, long id) => people.Where(each => each.Person.Id.Value == id);

    /// <summary>What was found out about a person by now.</summary>
    private sealed class Found(Person person)
    {
        public Person Person => person;

        public ImmutableHashSet<string>.Builder Roles { get; } = ImmutableHashSet.CreateBuilder<string>();

        public ImmutableHashSet<TeamId>.Builder Teams { get; } = ImmutableHashSet.CreateBuilder<TeamId>();

        public ImmutableHashSet<TeamId>.Builder Leads { get; } = ImmutableHashSet.CreateBuilder<TeamId>();

        public Principal ToPrincipal() =>
            new(person.Id, person.IsGuest, Roles.ToImmutable(), Teams.ToImmutable(), Leads.ToImmutable());
    }
}
