using System.Collections.Immutable;
using Improvement.Bot.Errors.Fixes;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Errors.Weekly;

/// <summary>What somebody is asked to decide about an error.</summary>
internal enum PendingKind
{
    /// <summary>To approve a fix.</summary>
    Fix,

    /// <summary>To approve one that is being made already.</summary>
    Unapproved,

    /// <summary>To confirm a verdict.</summary>
    Verdict,

    /// <summary>To look at the causes.</summary>
    Causes,
}

/// <summary>A decision about an error that is waited for.</summary>
/// <param name="Step">How often the clock of it ran out.</param>
internal sealed record PendingDecision(
    PendingKind Kind, long Number, string Title, ErrorState State, int Severity, DateTimeOffset Since, int Step)
{
    /// <summary>
    /// Times that the clock of causes ran out from which on the next leads are asked too; see <see cref="Analyses.ReviewClock"/>.
    /// </summary>
    private const int CausesAskNext = 2;

    /// <summary>Who owns the error; null for nobody.</summary>
    public PersonId? Owner { get; init; }

    /// <summary>Who said that the causes are complete; null for nobody.</summary>
    public PersonId? CausesBy { get; init; }

    /// <summary>The fix; null where none is decided about.</summary>
    public long? Fix { get; init; }

    /// <summary>Who proposed the fix.</summary>
    public PersonId? Proposer { get; init; }

    /// <summary>Who changed last what it says.</summary>
    public PersonId? ChangedBy { get; init; }

    /// <summary>Whether it cannot be undone.</summary>
    public bool IsIrreversible { get; init; }

    /// <summary>Those who approved it.</summary>
    public ImmutableArray<PersonId> ApprovedBy { get; init; } = [];

    /// <summary>Who named whom in their place, the oldest first.</summary>
    public ImmutableArray<(PersonId Person, PersonId To)> Referrals { get; init; } = [];

    /// <summary>The decision by the rules of its kind.</summary>
    public Decision In(TeamId team) => Kind switch
    {
        PendingKind.Verdict => new(team, ErrorKind.Access.LeadRole, Excluded(Owner)),
        PendingKind.Causes => new(team, ErrorKind.Access.LeadRole, Excluded(CausesBy)),
        _ => ErrorLife.DecisionOn(new(new(team, null, Owner, false, false, false, false), State)
        {
            Proposer = Proposer, ChangedBy = ChangedBy, ApprovedBy = ApprovedBy,
            ApprovalsNeeded = Errors.Fix.ApprovalsNeeded((Severity)Severity, IsIrreversible),
        }),
    };

    /// <summary>Those of the people who may decide who are asked by now.</summary>
    public IReadOnlyList<PersonId> Asked(ImmutableArray<Decider> deciders)
    {
        List<PersonId> asked = [.. FixProposals.Asked(deciders, LastRule).Distinct()];
        foreach (var (person, to) in Referrals.Where(named => deciders.Any(decider => decider.Person == named.To)))
        {
            asked.RemoveAll(each => each == person || each == to);
            asked.Add(to);
        }

        return asked;
    }

    /// <summary>The last rule whose people were asked by the clock of it; null for those who were asked first.</summary>
    private DeciderRule? LastRule => Kind switch
    {
        PendingKind.Fix => ErrorTimer.Of(ErrorState.FixProposed, ActionPriority.Medium).Take(Step).Select(RuleOf).Max(),
        PendingKind.Causes when Step >= CausesAskNext => DeciderRule.ComponentLead,
        _ => null,
    };

    private static DeciderRule? RuleOf(ErrorTimer clock) => clock.Effect switch
    {
        TimerEffect.AskNext => DeciderRule.ComponentLead,
        TimerEffect.AskIntegration => DeciderRule.IntegrationLead,
        _ => null,
    };

    private static ImmutableArray<PersonId> Excluded(PersonId? person) => person is { } excluded ? [excluded] : [];
}
