using System.Collections.Immutable;

namespace Improvement.Bot.People;

/// <summary>What a person is to the organisation: everything that permissions and visibility ask about them.</summary>
/// <param name="Person">Zero for a stranger.</param>
/// <param name="IsGuest">From outside: sees what they reported, and of what they witnessed number, title and state, whatever team they are in.</param>
/// <param name="Roles">Roles in the whole organisation; see <see cref="Role"/>.</param>
/// <param name="Teams">Teams they are in.</param>
/// <param name="Leads">Teams they lead.</param>
internal sealed record Principal(PersonId Person, bool IsGuest, ImmutableHashSet<string> Roles, ImmutableHashSet<TeamId> Teams, ImmutableHashSet<TeamId> Leads)
{
    /// <summary>Of somebody who was never met: a guest without anything.</summary>
    public static Principal Stranger { get; } = new(default, true, [], [], []);

    /// <summary>Of nobody in particular who is in a team.</summary>
    public static Principal OfMember(TeamId team) => new(default, false, [], [team], []);

    public bool IsAdministrator => Roles.Contains(Role.Administrator);

    /// <summary>Whether they lead errors in all teams.</summary>
    public bool LeadsErrors => Roles.Contains(Role.ErrorLead) || Roles.Contains(Role.IntegrationLead);

    public bool IsIn(TeamId? team) => team is { } t && !IsGuest && Teams.Contains(t);

    /// <summary>Whether errors of a team are theirs to lead; those without a team are the administrators'.</summary>
    public bool LeadsErrorsOf(TeamId? team) => team is { } t && (LeadsErrors || Leads.Contains(t));
}
