using System.Collections.Immutable;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;

namespace Improvement.Bot.Errors.Life;

/// <summary>The facts about an error on which its steps depend, for one person at one moment.</summary>
internal sealed record ErrorFacts(AccessFacts Access, ErrorState State)
{
    /// <summary>How bad it is.</summary>
    public Severity Severity { get; init; }

    /// <summary>How urgently it asks for action.</summary>
    public ActionPriority Priority { get; init; }

    /// <summary>The state from which it was deferred, or its risk accepted; null for neither.</summary>
    public ErrorState? CameFrom { get; init; }

    /// <summary>Who ruled it out last; null for nobody.</summary>
    public PersonId? RuledOutBy { get; init; }

    /// <summary>Since when it is in its state, UTC; null where that is not known.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether its reporter has objected to its being ruled out.</summary>
    public bool IsObjectedTo { get; init; }

    /// <summary>Whether the person has an account on it that they can take back: one that no duplicate brought.</summary>
    public bool HasAccount { get; init; }

    /// <summary>Whether anybody met it besides its reporting.</summary>
    public bool HasAccounts { get; init; }

    /// <summary>Who proposed its fix, a person, an agent or a system; null for nobody.</summary>
    public PersonId? Proposer { get; init; }

    /// <summary>Who changed last what its proposal says; null for nobody.</summary>
    public PersonId? ChangedBy { get; init; }

    /// <summary>Those who approved its fix as it is now.</summary>
    public ImmutableArray<PersonId> ApprovedBy { get; init; } = [];

    /// <summary>How many approvals its fix needs.</summary>
    public int ApprovalsNeeded { get; init; } = 1;

    /// <summary>Whether its fix is a standard one, which any other member may approve.</summary>
    public bool IsStandard { get; init; }

    /// <summary>Whether its fix was begun before it was approved, and nobody has decided yet.</summary>
    public bool IsUnapproved { get; init; }

    /// <summary>Whether somebody has begun with what its fix needs.</summary>
    public bool IsBegun { get; init; }

    /// <summary>Whether there is evidence of something done for its fix.</summary>
    public bool HasEvidence { get; init; }

    /// <summary>Who must not decide about its fix: its proposer, who changed it last, and who approved it already.</summary>
    public ImmutableArray<PersonId> Excluded =>
        [.. ApprovedBy, .. new[] { Proposer, ChangedBy }.OfType<PersonId>().Except(ApprovedBy).Distinct()];

    /// <summary>The state of its root cause analysis; null for none.</summary>
    public AnalysisState? Analysis { get; init; }

    /// <summary>Who said that its causes are complete; null for nobody.</summary>
    public PersonId? CausesBy { get; init; }

    /// <summary>What the bot proposes about its fix; null while the watch window runs, or where none is watched.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>When it was reopened by itself, UTC; null where it was not, or where it has moved on since.</summary>
    public DateTimeOffset? RecurredAt { get; init; }

    /// <summary>The present moment, UTC.</summary>
    public DateTimeOffset Now { get; init; }
}
