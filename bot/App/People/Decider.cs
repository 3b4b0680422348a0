using System.Collections.Immutable;

namespace Improvement.Bot.People;

/// <summary>The rule by which somebody is asked to decide, in the order in which people are asked.</summary>
internal enum DeciderRule
{
    /// <summary>They lead the team.</summary>
    TeamLead,

    /// <summary>They lead this kind of record in all teams.</summary>
    ComponentLead,

    /// <summary>They lead all kinds of record in all teams.</summary>
    IntegrationLead,

    /// <summary>They look after the bot, and the other rules leave too few.</summary>
    Administrator,
}

/// <summary>Somebody who is asked to decide, and why.</summary>
/// <param name="Rule">The rule that chose them, or the one whom they stand in for.</param>
/// <param name="For">The lead who is away and for whom they decide; null where they decide in their own right.</param>
/// <param name="IsAway">Whether they are away themselves and are asked because nobody who may decide is there.</param>
internal sealed record Decider(PersonId Person, DeciderRule Rule, PersonId? For = null, bool IsAway = false);

/// <summary>A decision that somebody is wanted for.</summary>
/// <param name="Team">The team of the record; null for none.</param>
/// <param name="Role">The role that leads its kind in all teams, such as <see cref="Role.ErrorLead"/>.</param>
/// <param name="Excluded">Who must not decide, such as whoever proposed it.</param>
/// <param name="Needed">How many must decide.</param>
internal sealed record Decision(TeamId? Team, string Role, ImmutableArray<PersonId> Excluded, int Needed = 1)
{
    /// <summary>The rule by which somebody may decide; null for nobody who may.</summary>
    /// <param name="own">Their own roles, without those of people for whom they stand in.</param>
    public DeciderRule? RuleOf(Principal own) =>
        Team is { } team && own.Leads.Contains(team) ? DeciderRule.TeamLead
        : Team is not null && own.Roles.Contains(Role) ? DeciderRule.ComponentLead
        : Team is not null && own.Roles.Contains(People.Role.IntegrationLead) ? DeciderRule.IntegrationLead
        : own.IsAdministrator ? DeciderRule.Administrator
        : null;

    /// <summary>
    /// Whom to ask, in order: the leads who are there, for each who is away their deputy; then the administrators, where these are fewer
    /// than are needed; last those who are away. Never somebody excluded, so it is empty where everybody is.
    /// </summary>
    /// <param name="permitted">Everybody who may decide in their own right.</param>
    public ImmutableArray<Decider> InOrder(IEnumerable<(PersonId Person, DeciderRule Rule)> permitted, Absences absences)
    {
        var all = permitted.Where(each => !Excluded.Contains(each.Person)).OrderBy(each => each.Rule).ToList();
        var isThere = Once(all.Where(each => each.Rule is not DeciderRule.Administrator).Select(each => Asked(each, absences)));
        if (isThere.Length >= Needed) return isThere;

        var administrators = all.Where(each => each.Rule is DeciderRule.Administrator && !absences.IsAway(each.Person));
        isThere = Once(isThere.Concat(administrators.Select(each => new Decider(each.Person, each.Rule))));
        return isThere.Length >= Needed
            ? isThere
            : Once(isThere.Concat(all.Select(each => new Decider(each.Person, each.Rule, IsAway: absences.IsAway(each.Person)))));
    }

    /// <summary>The lead, or their deputy while they are away; null where the next lead covers them.</summary>
    private Decider? Asked((PersonId Person, DeciderRule Rule) lead, Absences absences)
    {
        if (!absences.IsAway(lead.Person)) return new(lead.Person, lead.Rule);
        return absences.StandInFor(lead.Person, Excluded) is { } deputy ? new(deputy.Person, lead.Rule, lead.Person) : null;
    }

    /// <summary>Each person once; in their own right where they have one.</summary>
    private static ImmutableArray<Decider> Once(IEnumerable<Decider?> deciders) =>
        [.. deciders.OfType<Decider>().GroupBy(each => each.Person)
            .Select(same => same.FirstOrDefault(each => each.For is null && !each.IsAway) ?? same.First())];
}
