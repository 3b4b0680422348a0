using System.Collections.Immutable;

namespace Improvement.Bot.People;

/// <summary>What a person is to the organisation: everything that permissions and visibility ask about them.</summary>
/// <param name="Person">Zero for a stranger.</param>
/// <param name="IsGuest">From outside: sees what they reported, and of what they witnessed number, title and state, whatever team they are
/// in.</param>
/// <param name="Roles">Roles in the whole organisation; see <see cref="Role"/>. Those for which they stand in are among them.</param>
/// <param name="Teams">Teams they are in.</param>
/// <param name="Leads">Teams they lead, also as the deputy of a lead who is away.</param>
internal sealed record Principal(
    PersonId Person, bool IsGuest, ImmutableHashSet<string> Roles, ImmutableHashSet<TeamId> Teams, ImmutableHashSet<TeamId> Leads)
{
    private Principal? _own;

    /// <summary>The leads who are away and for whom they decide.</summary>
    public ImmutableArray<Delegation> Delegations { get; private init; } = [];

    /// <summary>What they are in their own right, without those for whom they stand in.</summary>
    public Principal Own => _own ?? this;

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

    /// <summary>Whether they lead anything at all, or look after the bot.</summary>
    public bool LeadsSomething => !Leads.IsEmpty || !Roles.IsEmpty;

    public bool IsIn(TeamId? team) => team is { } t && !IsGuest && Teams.Contains(t);

    /// <summary>Whether records of a team are theirs to lead; those without a team are the administrators'.</summary>
    /// <param name="role">The role that leads their kind in all teams.</param>
    public bool LeadsRecordsOf(TeamId? team, string role) => team is { } t && (LeadsAll(role) || Leads.Contains(t));

    /// <summary>Whether they may choose the settings of a team.</summary>
    public bool MaySetUp(TeamId team) => IsAdministrator || Leads.Contains(team);

    /// <summary>
    /// The same person as the deputy of others, as long as these are away: they may do what those may as leads, within their teams and
    /// kinds of record. The role of an administrator is not passed on: keys, roles and erasure stay with the administrators.
    /// </summary>
    public Principal StandingInFor(ImmutableArray<Delegation> delegations) => delegations.IsEmpty ? this : this with
    {
        Roles = Roles.Union(delegations.SelectMany(each => each.Lead.Roles).Where(role => role != Role.Administrator)),
        Leads = Leads.Union(delegations.SelectMany(each => each.Lead.Leads)),
        Delegations = delegations,
        _own = Own,
    };

    /// <summary>
    /// Whether they may decide: in their own right, or as the deputy of somebody who is away and may. Nobody who is excluded may, and
    /// nobody may in the stead of one.
    /// </summary>
    public bool MayDecide(Decision decision) => !decision.Excluded.Contains(Person)
        && (decision.RuleOf(Own) is not null
            || Delegations.Any(each => decision.RuleOf(each.Lead) is not (null or DeciderRule.Administrator)
                && !each.Through.Any(decision.Excluded.Contains)));
}

/// <summary>That somebody decides for a lead who is away.</summary>
/// <param name="Lead">What that lead is in their own right.</param>
/// <param name="Through">Who is away: that lead, and deputies between the two who are away as well.</param>
internal sealed record Delegation(Principal Lead, ImmutableArray<PersonId> Through);
