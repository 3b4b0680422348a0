using System.Collections.Immutable;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;

namespace Improvement.Bot.Patterns.Replications;

/// <summary>Where a team stands with a pattern that it was offered. Kept by name.</summary>
internal enum ReplicationState
{
    /// <summary>Offered; who leads the team decides.</summary>
    Proposed,

    /// <summary>The team takes it over, and somebody looks after that.</summary>
    Accepted,

    /// <summary>A core step is done.</summary>
    InProgress,

    /// <summary>The team works by it.</summary>
    InUse,

    /// <summary>It was still in use when that was asked for the second time.</summary>
    Sustained,

    /// <summary>It is not for this team, with a reason.</summary>
    Rejected,

    /// <summary>It was taken over and then given up, with a reason.</summary>
    Abandoned,
}

/// <summary>What people do with a replication; each is a row of <see cref="ReplicationLife"/> for each state that has it.</summary>
internal enum ReplicationStep
{
    /// <summary>The team takes it over as it is.</summary>
    Adopt,

    /// <summary>The team takes it over and says what it does otherwise.</summary>
    Adapt,

    /// <summary>The team says why it is not for it.</summary>
    Reject,

    /// <summary>A core step is done.</summary>
    DoStep,

    /// <summary>Something is done otherwise than the pattern says.</summary>
    Change,

    /// <summary>The team works by it from this day on.</summary>
    BeginUse,

    /// <summary>It is still in use, as was asked.</summary>
    Confirm,

    /// <summary>What the team learned, for whoever owns the pattern.</summary>
    Learn,

    /// <summary>Whether it made something better.</summary>
    Judge,

    /// <summary>The team gives it up.</summary>
    Stop,
}

/// <summary>What was decided about a pattern for a team. Kept by name.</summary>
internal enum ReplicationDecision
{
    /// <summary>As it is.</summary>
    Adopt,

    /// <summary>With changes that were planned.</summary>
    Adapt,

    /// <summary>The team does not take it over.</summary>
    Reject,

    /// <summary>Though the team met the same, it was not offered to it; whoever spread the pattern said why.</summary>
    LeftOut,
}

/// <summary>Something that a team does otherwise than a pattern says.</summary>
/// <param name="Core">The core step of which it does so; empty where it is none of them.</param>
/// <param name="IsPlanned">Whether it was meant from the beginning, and did not come up on the way.</param>
internal sealed record Adaptation(string Core, string What, string Why, bool IsPlanned);

/// <summary>That a team, or an agent of a team, takes over a pattern, or does not; who leads the team decides in both cases.</summary>
/// <param name="Version">Grows with each change.</param>
/// <param name="Edition">The version of the pattern that was offered, whose core steps count.</param>
internal sealed record Replication(long Id, long Version, long Pattern, int Edition, TeamId Team, ReplicationState State)
{
    /// <summary>Days in use after which it is asked whether it still is, for the first and for the second time.</summary>
    public const int DaysToFirstCheck = PatternSpread.DaysNeeded, DaysToSecondCheck = 90;

    /// <summary>The name of the team.</summary>
    public string TeamName { get; init; } = "";

    /// <summary>The agent of the team that works by it; null where the team itself does.</summary>
    public PersonId? Agent { get; init; }

    /// <summary>The name of the agent.</summary>
    public string? AgentName { get; init; }

    /// <summary>What people call the team or the agent, in the language of the moment.</summary>
    public string TargetName => AgentName is { } agent ? Wording.Say(ReplicationTexts.AgentOf, agent, TeamName) : TeamName;

    /// <summary>Who looks after it in the team; of one that was rejected, who decided so. Null for nobody.</summary>
    public PersonId? Owner { get; init; }

    /// <summary>The name of the owner.</summary>
    public string? OwnerName { get; init; }

    /// <summary>Who offered it.</summary>
    public PersonId? Sponsor { get; init; }

    /// <summary>The day until which it is to be in use, where the team is.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>What was decided; null until then.</summary>
    public ReplicationDecision? Decision { get; init; }

    /// <summary>Why it was rejected, left out or given up.</summary>
    public string? Reason { get; init; }

    /// <summary>The core steps that are done, by their place from 0, in ascending order.</summary>
    public ImmutableArray<int> StepsDone { get; init; } = [];

    /// <summary>When it was offered, UTC.</summary>
    public DateTimeOffset ProposedAt { get; init; }

    /// <summary>When the team began with it, UTC.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Since when the team works by it, UTC.</summary>
    public DateTimeOffset? InUseSince { get; init; }

    /// <summary>Since when it is where it is, UTC.</summary>
    public DateTimeOffset StateSince { get; init; }

    /// <summary>When somebody is reminded or asked next, UTC; null for never.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When somebody said that it was still in use, UTC.</summary>
    public ImmutableArray<DateTimeOffset> Checks { get; init; } = [];

    /// <summary>What it did; null until somebody said so, or measured it.</summary>
    public EffectVerdict? Verdict { get; init; }

    /// <summary>What the verdict rests on.</summary>
    public string? VerdictWords { get; init; }

    /// <summary>What the team learned.</summary>
    public string? Lessons { get; init; }

    /// <summary>What the team does otherwise.</summary>
    public ImmutableArray<Adaptation> Adaptations { get; init; } = [];

    /// <summary>Whether nothing more comes of it, so that the team can be offered the pattern again.</summary>
    public bool IsOver => State is ReplicationState.Rejected or ReplicationState.Abandoned;

    /// <summary>
    /// From when on it is asked whether it is still in use, UTC; null where that is not asked any more. The second time is not sooner after
    /// the first answer than the first time was after the beginning.
    /// </summary>
    public DateTimeOffset? CheckAt
    {
        get
        {
            if (State is not ReplicationState.InUse || InUseSince is not { } since) return null;
            if (Checks is []) return since.AddDays(DaysToFirstCheck);
            var (second, soonest) = (since.AddDays(DaysToSecondCheck), Checks[^1].AddDays(DaysToFirstCheck));
            return second > soonest ? second : soonest;
        }
    }
}

/// <summary>Where a team or an agent stands with a pattern.</summary>
/// <param name="Agent">The agent of the team; null for the team itself.</param>
internal sealed record ReplicationStanding(long Pattern, TeamId Team, PersonId? Agent, ReplicationState State, EffectVerdict? Verdict);
