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
    private Asked? _asked;

    /// <summary>Asks what <see cref="Of(Person)"/> asks, about somebody of whom only the ids are known by now.</summary>
    public void AskAhead(ObservedPerson somebody)
    {
        var (aad, channel) = (somebody.AadObjectId, somebody.ChannelUserId);
        var ids = Sql.Of($"(SELECT people.id FROM people WHERE {PersonRows.IsCalled(aad, channel)})");
        _asked = new(default, aad, channel, Ask(ids), session.Snapshot);
    }

    /// <summary>
    /// Asks what <see cref="Of(Person)"/> asks, in the round trip of what is asked next. In a commit that changes roles or memberships it
    /// is asked after that.
    /// </summary>
    public void AskAhead(Person person) => _asked = new(person.Id, null, null, Ask(IdsOf([person])), session.Snapshot);

    /// <summary>Asks for what is kept about the roles and teams of some people.</summary>
    /// <param name="people">Selects their ids; in parentheses.</param>
    public Facts Ask(Sql people) => new(AskForRoles(people), AskForTeams(people));

    /// <summary>Whether a person is an administrator, without the rest of their roles and teams.</summary>
    public bool IsAdministrator(Person person)
    {
        var found = new Found(person);
        AddSettings(found);
        if (found.Roles.Contains(Role.Administrator)) return true;
        var given = AskedAbout([person])?.Roles ?? AskForRoles(IdsOf([person]));
        AddGiven(given.Value, [found]);
        return found.Roles.Contains(Role.Administrator);
    }

    /// <summary>The roles and teams of a person, also as a deputy.</summary>
    public Principal Of(Person person) => Of(person, FactsOf([person]));

    /// <summary>The same by what was asked about them.</summary>
    public Principal Of(Person person, Facts asked)
    {
        var own = Own([person], asked, out var isSomebodyAway)[0];
        return isSomebodyAway ? own.StandingInFor(DelegationsTo(person)) : own;
    }

    /// <summary>Who is away at this moment, by what they told and by their automatic replies.</summary>
    public Absences Absences => AbsenceRows.At(session.Statements, clock.UtcNow);

    /// <summary>The roles and teams of a person in their own right.</summary>
    public Principal Own(Person person) => Own([person])[0];

    /// <summary>The same of several people in their order, with as many queries as of one.</summary>
    public IReadOnlyList<Principal> Own(IReadOnlyList<Person> people) => people is [] ? [] : Own(people, FactsOf(people), out _);

    private Principal[] Own(IReadOnlyList<Person> people, Facts facts, out bool isSomebodyAway)
    {
        Found[] found = [.. people.Select(person => new Found(person))];
        isSomebodyAway = AddGiven(facts.Roles.Value, found);
        AddTeams(facts.Teams.Value, found);
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

    private Facts FactsOf(IReadOnlyList<Person> people) => AskedAbout(people) ?? Ask(IdsOf(people));

    // Where they are those about whom it was asked ahead.
    private Facts? AskedAbout(IReadOnlyList<Person> people) =>
        people is [var one] && _asked is { } asked && asked.Snapshot == session.Snapshot && asked.IsAbout(one) ? asked.Facts : null;

    // Whether anybody is away at this moment is asked together with the roles, as every turn needs these, and the absences of hardly any
    // turn matter.
    private Answer<List<GivenRole>> AskForRoles(Sql people)
    {
        var now = clock.UtcNow;
        return session.Statements.Ask($"""
            SELECT person, role, team FROM roles WHERE person IN {people}
            UNION ALL SELECT 0, NULL, NULL
                WHERE EXISTS (SELECT 1 FROM deputies WHERE starts_at <= {now} AND (ends_at IS NULL OR ends_at > {now}))
            """, rows =>
        {
            var given = new List<GivenRole>();
            while (rows.Read())
            {
                given.Add(new(rows.GetInt64(0), rows.TextOrNull(1), rows.NumberOrNull(2) is { } team ? new TeamId(team) : null));
            }

            return given;
        });
    }

    // Of a team that a person has nothing to do with, only what the settings may say about it matters.
    private Answer<List<TeamOf>> AskForTeams(Sql people)
    {
        var now = clock.UtcNow;
        return session.Statements.Ask($"""
            SELECT teams.id, teams.aad_group_id, COALESCE(mine.is_owner OR mine.directory_owner_until > {now}, FALSE), mine.person,
                teams.installed_by,
                EXISTS (SELECT 1 FROM team_members owners WHERE owners.team = teams.id AND owners.left_at IS NULL
                    AND (owners.is_owner OR owners.directory_owner_until > {now}))
                    OR EXISTS (SELECT 1 FROM roles WHERE roles.team = teams.id AND roles.role = 'lead'),
                EXISTS (SELECT 1 FROM team_members former
                    WHERE former.team = teams.id AND former.person = asked.id AND former.left_at IS NOT NULL),
                asked.id
            FROM people asked CROSS JOIN teams
                LEFT JOIN team_members mine ON mine.team = teams.id AND mine.person = asked.id AND mine.left_at IS NULL
            WHERE asked.id IN {people} AND teams.removed_at IS NULL
            """, rows =>
        {
            var teams = new List<TeamOf>();
            while (rows.Read())
            {
                var (person, group, isMember) = (rows.GetInt64(7), rows.TextOrNull(1), !rows.IsDBNull(3));
                var (isOwner, isInstaller) = (rows.GetBoolean(2), rows.NumberOrNull(4) == person && !rows.GetBoolean(6));
                var isOfSettings = settings.Value.LeadsOf(group).Any();
                if (!isMember && !isOwner && !isInstaller && !isOfSettings) continue;
                teams.Add(new(person, new(rows.GetInt64(0)), group, isMember, isOwner, isInstaller, rows.GetBoolean(5) || isOfSettings));
            }

            return teams;
        });
    }

    /// <summary>Gives whether anybody is away at this moment.</summary>
    private static bool AddGiven(List<GivenRole> roles, Found[] people)
    {
        var isSomebodyAway = false;
        foreach (var given in roles)
        {
            isSomebodyAway |= given.Role is null;
            foreach (var each in given.Role is null ? [] : Of(people, given.Person))
            {
                if (given.Team is not { } team) each.Roles.Add(given.Role!);
                else if (given.Role == Role.Lead) each.Leads.Add(team);
            }
        }

        return isSomebodyAway;
    }

    private void AddTeams(List<TeamOf> teams, Found[] people)
    {
        foreach (var team in teams)
        {
            foreach (var each in Of(people, team.Person)) AddTeam(each, team);
        }
    }

    private void AddTeam(Found found, TeamOf team)
    {
        if (team.IsMember) found.Teams.Add(team.Team);
        if (team.IsOwner || (team.IsInstaller && !team.HasLeads) || settings.Value.NamesLead(found.Person, team.Group))
        {
            found.Leads.Add(team.Team);
        }
    }

    private void AddSettings(Found found)
    {
        if (settings.Value.NamesAdministrator(found.Person)) found.Roles.Add(Role.Administrator);
        found.Roles.UnionWith(settings.Value.RolesOf(found.Person));
    }

    private static Sql IdsOf(IReadOnlyList<Person> people) => Sql.Of($"{people.Select(each => each.Id.Value)}");

    private static IEnumerable<Found> Of(Found[] people, long id) => people.Where(each => each.Person.Id.Value == id);

    /// <summary>What is kept about the roles and teams of some people.</summary>
    internal sealed record Facts(Answer<List<GivenRole>> Roles, Answer<List<TeamOf>> Teams);

    /// <summary>What was asked about one person, by their number or about whoever has one of two ids.</summary>
    private sealed record Asked(PersonId Id, string? AadObjectId, string? ChannelUserId, Facts Facts, int Snapshot)
    {
        // A person in hand may be told of by the activity already: with an id that the question was asked with, but is not kept yet.
        public bool IsAbout(Person person) => Id != default
            ? person.Id == Id
            : (person.AadObjectId is not null && person.AadObjectId == AadObjectId)
                || (person.ChannelUserId is not null && person.ChannelUserId == ChannelUserId);
    }

    /// <summary>A role that somebody was given; without one, that somebody is away at this moment.</summary>
    internal readonly record struct GivenRole(long Person, string? Role, TeamId? Team);

    /// <summary>What a person has to do with a team.</summary>
    /// <param name="IsInstaller">They installed the bot there, and have not left since.</param>
    internal readonly record struct TeamOf(
        long Person, TeamId Team, string? Group, bool IsMember, bool IsOwner, bool IsInstaller, bool HasLeads);

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
