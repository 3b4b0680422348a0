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
        var roles = ImmutableHashSet.CreateBuilder<string>();
        AddSettings(person, roles);
        if (!roles.Contains(Role.Administrator)) AddGiven(person, roles, ImmutableHashSet.CreateBuilder<TeamId>());
        return roles.Contains(Role.Administrator);
    }

    /// <summary>The roles and teams of a person, also as a deputy.</summary>
    public Principal Of(Person person)
    {
        var own = Own(person, out var isSomebodyAway);
        return isSomebodyAway ? own.StandingInFor(DelegationsTo(person)) : own;
    }

    /// <summary>Who is away at this moment, by what they told and by their automatic replies.</summary>
    public Absences Absences => AbsenceRows.At(session.Statements, clock.UtcNow);

    /// <summary>The roles and teams of a person in their own right.</summary>
    public Principal Own(Person person) => Own(person, out _);

    private Principal Own(Person person, out bool isSomebodyAway)
    {
        var roles = ImmutableHashSet.CreateBuilder<string>();
        var teams = ImmutableHashSet.CreateBuilder<TeamId>();
        var leads = ImmutableHashSet.CreateBuilder<TeamId>();
        isSomebodyAway = AddGiven(person, roles, leads);
        AddTeams(person, teams, leads);
        AddSettings(person, roles);
        return new(person.Id, person.IsGuest, roles.ToImmutable(), teams.ToImmutable(), leads.ToImmutable());
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
    private bool AddGiven(Person person, ImmutableHashSet<string>.Builder roles, ImmutableHashSet<TeamId>.Builder leads)
    {
        var (isSomebodyAway, now) = (false, clock.UtcNow);
        using var rows = session.Statements.Read($"""
            SELECT role, team FROM roles WHERE person = {person.Id.Value}
            UNION ALL SELECT NULL, NULL
                WHERE EXISTS (SELECT 1 FROM deputies WHERE starts_at <= {now} AND (ends_at IS NULL OR ends_at > {now}))
            """);
        while (rows.Read())
        {
            if (rows.TextOrNull(0) is not { } role) isSomebodyAway = true;
            else if (rows.NumberOrNull(1) is not { } team) roles.Add(role);
            else if (role == Role.Lead) leads.Add(new(team));
        }

        return isSomebodyAway;
    }

    private void AddTeams(Person person, ImmutableHashSet<TeamId>.Builder teams, ImmutableHashSet<TeamId>.Builder leads)
    {
        using var rows = TeamsOf(person.Id.Value);
        while (rows.Read())
        {
            var team = new TeamId(rows.GetInt64(0));
            var group = rows.TextOrNull(1);
            var isMember = !rows.IsDBNull(3);
            var installed = rows.NumberOrNull(4) == person.Id.Value && !rows.GetBoolean(6);
            var hasLeads = rows.GetBoolean(5) || settings.Value.LeadsOf(group).Any();

            if (isMember) teams.Add(team);
            if (rows.GetBoolean(2) || (installed && !hasLeads) || settings.Value.NamesLead(person, group)) leads.Add(team);
        }
    }

    private Rows TeamsOf(long person) => session.Statements.Read($"""
        SELECT teams.id, teams.aad_group_id, COALESCE(mine.is_owner OR mine.directory_owner_until > {clock.UtcNow}, FALSE), mine.person,
            teams.installed_by,
            EXISTS (SELECT 1 FROM team_members owners WHERE owners.team = teams.id AND owners.left_at IS NULL
                AND (owners.is_owner OR owners.directory_owner_until > {clock.UtcNow}))
                OR EXISTS (SELECT 1 FROM roles WHERE roles.team = teams.id AND roles.role = 'lead'),
            EXISTS (SELECT 1 FROM team_members former
                WHERE former.team = teams.id AND former.person = {person} AND former.left_at IS NOT NULL)
        FROM teams LEFT JOIN team_members mine ON mine.team = teams.id AND mine.person = {person} AND mine.left_at IS NULL
        WHERE teams.removed_at IS NULL
        """);

    private void AddSettings(Person person, ImmutableHashSet<string>.Builder roles)
    {
        if (settings.Value.NamesAdministrator(person)) roles.Add(Role.Administrator);
        roles.UnionWith(settings.Value.RolesOf(person));
    }
}
