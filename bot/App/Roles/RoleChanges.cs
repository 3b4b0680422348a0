using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Roles;

/// <summary>What came of giving a role or taking it away.</summary>
/// <param name="Refusal">Why it was refused; null where it was not.</param>
/// <param name="IsNew">Whether it changed anything: false where the person had the role already, or no longer.</param>
/// <param name="Team">The name of the team; null for the whole organisation.</param>
internal sealed record RoleChange(string? Refusal = null, bool IsNew = false, string? Name = null, string Role = "", string? Team = null);

/// <summary>
/// Gives roles and takes them away: administrators do, and nobody else; each change and each refusal is audited. It takes effect with the
/// commit, since roles are read whenever they are asked for.
/// </summary>
internal sealed class RoleChanges(
    Session session, Actor actor, KnownPeople people, Teams teams, RecordEvents events, Refusals refusals, PeopleDirectory directory,
    IOptions<RolesSettings> settings)
{
    /// <summary>What the audit trail calls the roles of a person; the number of the record is that of the person.</summary>
    public const string RecordKind = "role";

    /// <summary>Why the one who speaks may not change roles, which is noted; null when they may.</summary>
    public string? Refusal(long person = 0)
    {
        if (actor.IsAdministrator) return null;
        refusals.Note(new(RecordKind, person, null));
        return RolesTexts.OnlyAdministrators;
    }

    /// <summary>What the form that gives a role begins with.</summary>
    public ValueTask<GiveBeginning> Begin(CancellationToken ct) =>
        new(new GiveBeginning(directory.Choices(), [.. teams.All().Select(team => new RoleTeam(team.Id.Value, team.Name))]));

    /// <summary>Gives a role, inside the turn's transaction.</summary>
    public ValueTask<RoleChange> Give(long personId, string role, long teamId, RequestOrigin origin)
    {
        if (Refusal(personId) is { } why) return new(new RoleChange(why));
        if (people.Find(new PersonId(personId)) is not { IsGuest: false } person) return new(new RoleChange(RolesTexts.NoSuchPerson));
        var team = teamId is 0 ? null : teams.Find(new(teamId));
        if (!Role.All.Contains(role) || Role.IsOfTeam(role) != (team is { RemovedAt: null }))
        {
            return new(new RoleChange(RolesTexts.NoSuchRole));
        }

        var isNew = RoleRows.Give(session.Statements, new(person.Id, role, team?.Id, actor.FindOrKeep(), actor.Now));
        if (isNew) Append(person.Id, "given", role, team?.Id, origin);
        return new(new RoleChange(null, isNew, person.ShownName, role, team?.Name));
    }

    /// <summary>The roles that were given here and can be taken away, those of people in the order of their names.</summary>
    public ValueTask<HeldRole[]> Held(CancellationToken ct) => new(
    [
        .. RoleRows.All(session.Statements)
            .Select(each => new HeldRole(
                each.Person.Value, people.Find(each.Person)?.ShownName ?? "", each.Role, each.Team?.Value ?? 0,
                each.Team is { } team ? teams.Find(team)?.Name : null))
            .OrderBy(each => each.Name, StringComparer.Ordinal),
    ]);

    /// <summary>Takes a role away, inside the turn's transaction. The last administrator stays.</summary>
    public ValueTask<RoleChange> Take(HeldRole held, RequestOrigin origin)
    {
        if (Refusal(held.Person) is { } why) return new(new RoleChange(why));
        var isLast = held.Role == Role.Administrator && settings.Value.Administrators.Count is 0
            && RoleRows.Hold(session.Statements, Role.Administrator) <= 1;
        if (isLast) return new(new RoleChange(RolesTexts.LastAdministrator));

        var (person, team) = (new PersonId(held.Person), held.Team is 0 ? (TeamId?)null : new TeamId(held.Team));
        var isNew = RoleRows.Take(session.Statements, person, held.Role, team);
        if (isNew) Append(person, "taken", held.Role, team, origin);
        return new(new RoleChange(null, isNew, held.Name, held.Role, held.TeamName));
    }

    private void Append(PersonId person, string what, string role, TeamId? team, RequestOrigin origin) =>
        events.Append(new(RecordKind, person.Value, team), what, origin, EventData.Of(("role", role)));
}
