using System.Collections.Immutable;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Roles;

/// <summary>Why somebody has a role.</summary>
internal enum RoleSource
{
    /// <summary>The settings name them.</summary>
    Settings,

    /// <summary>An administrator gave it in the chat.</summary>
    Given,

    /// <summary>They own the team in Teams.</summary>
    Owner,

    /// <summary>They installed the bot, and nobody else leads the team.</summary>
    Installer,
}

/// <summary>The absence of somebody, as the card shows it.</summary>
/// <param name="Until">Null until they are back.</param>
/// <param name="StandIn">Who decides for them; null where the next lead covers them.</param>
internal sealed record ShownAbsence(DateTimeOffset? Until, string? StandIn);

/// <summary>Somebody with a role, as the card shows them.</summary>
/// <param name="Name">Null for somebody whom the settings name and the bot has not met.</param>
/// <param name="By">Who gave it; null where nobody did, or nobody knows who.</param>
internal sealed record RoleHolder(
    string? Name, string Role, RoleSource Source, string? By = null, DateTimeOffset? At = null, ShownAbsence? Away = null);

/// <summary>The roles of one team.</summary>
internal sealed record TeamRoles(string Name, ImmutableArray<RoleHolder> Holders);

/// <summary>The roles that somebody sees, and what they may do about them.</summary>
/// <param name="Page">The teams of the page.</param>
/// <param name="Organisation">Roles in the whole organisation.</param>
internal sealed record RoleOverview(ListPage<Team> Page, ImmutableArray<TeamRoles> Teams, ImmutableArray<RoleHolder> Organisation)
{
    /// <summary>Whether the reader gives roles and takes them away.</summary>
    public bool MayGive { get; init; }

    /// <summary>Whether the reader leads something, so that they may name a deputy.</summary>
    public bool MayGoAway { get; init; }

    /// <summary>Whether the reader is away.</summary>
    public bool IsAway { get; init; }
}

/// <summary>Finds out who leads what, and why: for the teams of the reader, for administrators of all teams.</summary>
internal sealed class RoleOverviews(
    Session session, Actor actor, Teams teams, Leads leads, KnownPeople people, PrincipalReader principals,
    IOptions<RolesSettings> settings)
{
    private IReadOnlyList<Team>? _teams;

    /// <summary>The teams that the reader sees, by name.</summary>
    public IReadOnlyList<Team> Teams => _teams ??=
        actor.Principal is { IsAdministrator: true } ? teams.All() : actor.Principal.IsGuest ? [] : actor.Teams;

    /// <summary>Descending by name, as the pages of a list want their keys.</summary>
    public long KeyOf(Team team) => -Teams.ToList().FindIndex(each => each.Id == team.Id);

    /// <summary>The roles of the teams on a page, and those in the whole organisation.</summary>
    public RoleOverview Of(ListPage<Team> page)
    {
        var (me, given, absences) = (actor.Principal, RoleRows.All(session.Statements), principals.Absences);
        return new(
            page,
            [.. page.Items.Select(team => new TeamRoles(team.Name, [.. OfTeam(team, given).Select(each => Shown(each, absences))]))],
            me.IsGuest ? [] : [.. OfOrganisation(given).Select(each => Shown(each, absences))])
        {
            MayGive = me.IsAdministrator,
            MayGoAway = me.LeadsSomething,
            IsAway = absences.IsAway(me.Person),
        };
    }

    private IEnumerable<Held> OfTeam(Team team, IReadOnlyList<RoleAssignment> given)
    {
        var ofTeam = given.Where(each => each.Team == team.Id).ToList();
        foreach (var person in leads.OfTeam(team.Id))
        {
            var assignment = ofTeam.Find(each => each.Person == person.Id && each.Role == Role.Lead);
            yield return new(person, Role.Lead, SourceOf(person, team, assignment), assignment);
        }

        foreach (var _ in settings.Value.LeadsOf(team.AadGroupId).Where(lead => IsUnknown(lead.Person)))
        {
            yield return new(null, Role.Lead, RoleSource.Settings);
        }

        foreach (var each in ofTeam.Where(each => each.Role == Role.Verifier))
        {
            yield return new(people.Find(each.Person), Role.Verifier, RoleSource.Given, each);
        }
    }

    private IEnumerable<Held> OfOrganisation(IReadOnlyList<RoleAssignment> given)
    {
        var named = settings.Value.Administrators.Select(id => (Id: id, Role: Role.Administrator)).Concat(
            settings.Value.Leads.Select(lead => (Id: lead.Person, Role: lead.Role.ToLowerInvariant()))
                .Where(each => each.Role != Role.Lead));
        var all = named.Select(each => new Held(Known(each.Id), each.Role, RoleSource.Settings)).Concat(
            given.Where(each => each.Team is null)
                .Select(each => new Held(people.Find(each.Person), each.Role, RoleSource.Given, each)));
        return all.DistinctBy(each => (each.Role, each.Person?.Id)).OrderByDescending(each => Role.All.ToList().IndexOf(each.Role));
    }

    private RoleSource SourceOf(Person person, Team team, RoleAssignment? assignment) =>
        settings.Value.NamesLead(person, team.AadGroupId) ? RoleSource.Settings
        : assignment is not null ? RoleSource.Given
        : teams.IsOwner(team.Id, person.Id) ? RoleSource.Owner
        : RoleSource.Installer;

    private RoleHolder Shown(Held held, Absences absences) => new(
        held.Person?.ShownName, held.Role, held.Source, held.Source is RoleSource.Given ? NameOf(held.Given?.By) : null,
        held.Source is RoleSource.Given ? held.Given?.At : null, AwayOf(held.Person?.Id, absences));

    private ShownAbsence? AwayOf(PersonId? person, Absences absences) => person is { } id && absences.Of(id) is { } absence
        ? new(absence.Until, NameOf(absences.StandInFor(id, [])?.Person))
        : null;

    private string? NameOf(PersonId? id) => id is { } person ? people.Find(person)?.ShownName : null;

    private bool IsUnknown(string aadObjectId) => Known(aadObjectId) is null;

    private Person? Known(string aadObjectId) => people.Find(new ObservedPerson(null, aadObjectId, null, null));

    private sealed record Held(Person? Person, string Role, RoleSource Source, RoleAssignment? Given = null);
}
