using System.Collections.Immutable;

namespace Improvement.Bot.People;

/// <summary>What a person is to the organisation: everything that permissions and visibility ask about them.</summary>
/// <param name="Person">Zero for a stranger.</param>
/// <param name="IsGuest">From outside: sees what they reported, and of what they witnessed number, title and state, whatever team they are
/// in.</param>
/// <param name="Roles">Roles in the whole organisation; see <see cref="Role"/>.</param>
/// <param name="Teams">Teams they are in.</param>
/// <param name="Leads">Teams they lead.</param>
internal sealed record Principal(
    PersonId Person, bool IsGuest, ImmutableHashSet<string> Roles, ImmutableHashSet<TeamId> Teams, ImmutableHashSet<TeamId> Leads)
{
    /// <summary>Of somebody who was never met: a guest without anything.</summary>
    public static Principal Stranger { get; } = new(default, true, [], [], []);

    /// <summary>Of nobody in particular who is in a team.</summary>
    public static Principal OfMember(TeamId team) => new(default, false, [], [team], []);

    /// <summary>Of the bot itself, which takes the steps of timers: it sees and does nothing that its role alone does not allow.</summary>
    public static Principal Bot { get; } = Stranger with { IsBot = true };

    /// <summary>Whether it is the bot itself.</summary>
    public bool IsBot { get; private init; }

    public bool IsAdministrator => Roles.Contains(Role.Administrator);

    /// <summary>Whether they lead a kind of record in all teams.</summary>
    /// <param name="role">The role that does, such as <see cref="Role.ErrorLead"/>.</param>
    public bool LeadsAll(string role) => Roles.Contains(role) || Roles.Contains(Role.IntegrationLead);

    public bool IsIn(TeamId? team) => team is { } t && !IsGuest && Teams.Contains(t);

    /// <summary>Whether records of a team are theirs to lead; those without a team are the administrators'.</summary>
    /// <param name="role">The role that leads their kind in all teams.</param>
    public bool LeadsRecordsOf(TeamId? team, string role) => team is { } t && (LeadsAll(role) || Leads.Contains(t));

    /// <summary>Whether they may choose the settings of a team.</summary>
    public bool MaySetUp(TeamId team) => IsAdministrator || Leads.Contains(team);
}
