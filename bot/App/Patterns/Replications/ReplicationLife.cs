using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Patterns.Replications;

/// <summary>What the steps of a replication ask about it.</summary>
/// <param name="Team">The team that was offered the pattern.</param>
/// <param name="Owner">Who looks after it there.</param>
/// <param name="IsReliedOn">Whether the pattern is checked, not challenged and not retired.</param>
/// <param name="Checks">How often it was said that it is still in use.</param>
/// <param name="IsCheckDue">Whether that is asked at this moment.</param>
internal sealed record ReplicationFacts(TeamId Team, PersonId? Owner, bool IsReliedOn, int Checks, bool IsCheckDue);

/// <summary>The life of a replication: the states, the steps, and who may take each.</summary>
internal static class ReplicationLife
{
    private const string Due = "due date", Checks = "28 and 90 days in use";

    /// <summary>The states in which a team took it over and has not given it up.</summary>
    public static readonly ReplicationState[] TakenOver =
        [ReplicationState.Accepted, ReplicationState.InProgress, ReplicationState.InUse, ReplicationState.Sustained];

    private static readonly ReplicationState[] Used = [ReplicationState.InUse, ReplicationState.Sustained, ReplicationState.Abandoned];

    /// <summary>The table.</summary>
    public static StateMachine<ReplicationState, ReplicationStep, ReplicationFacts> Machine { get; } = new(
        ReplicationState.Proposed,
        [
            new(ReplicationState.Proposed, ReplicationStep.Adopt, ReplicationState.Accepted, Leads) { Guard = one => one.IsReliedOn },
            new(ReplicationState.Proposed, ReplicationStep.Adapt, ReplicationState.Accepted, Leads) { Guard = one => one.IsReliedOn },
            new(ReplicationState.Proposed, ReplicationStep.Reject, ReplicationState.Rejected, Leads) { NeedsReason = true },
            new(ReplicationState.Accepted, ReplicationStep.DoStep, ReplicationState.InProgress, OwnsOrLeads),
            new(ReplicationState.InProgress, ReplicationStep.DoStep, ReplicationState.InProgress, OwnsOrLeads),
            new(ReplicationState.InUse, ReplicationStep.DoStep, ReplicationState.InUse, OwnsOrLeads),
            .. TakenOver.Select(state => Row(state, ReplicationStep.Change, state)),
            Row(ReplicationState.Accepted, ReplicationStep.BeginUse, ReplicationState.InUse) with { Guard = one => one.IsReliedOn },
            Row(ReplicationState.InProgress, ReplicationStep.BeginUse, ReplicationState.InUse) with { Guard = one => one.IsReliedOn },
            Row(ReplicationState.InUse, ReplicationStep.Confirm, ReplicationState.InUse) with
            {
                Guard = one => one is { IsCheckDue: true, Checks: 0 },
            },
            Row(ReplicationState.InUse, ReplicationStep.Confirm, ReplicationState.Sustained) with
            {
                Guard = one => one is { IsCheckDue: true, Checks: > 0 },
            },
            .. Used.Append(ReplicationState.InProgress).Select(state => Row(state, ReplicationStep.Learn, state)),
            .. Used.Select(state => new Transition<ReplicationState, ReplicationStep, ReplicationFacts>(
                state, ReplicationStep.Judge, state, (who, one) => who.IsBot || Leads(who, one))),
            .. TakenOver.Select(state => Row(state, ReplicationStep.Stop, ReplicationState.Abandoned) with { NeedsReason = true }),
        ],
        [
            new(ReplicationState.Proposed, Due),
            new(ReplicationState.Accepted, Due),
            new(ReplicationState.InProgress, Due),
            new(ReplicationState.InUse, Checks),
        ]);

    /// <summary>Whether somebody leads the team that was offered the pattern.</summary>
    public static bool Leads(Principal who, ReplicationFacts one) =>
        who.IsAdministrator || who.LeadsRecordsOf(one.Team, PatternKind.Access.LeadRole);

    private static Transition<ReplicationState, ReplicationStep, ReplicationFacts> Row(
        ReplicationState from, ReplicationStep step, ReplicationState to) => new(from, step, to, OwnsOrLeads);

    private static bool OwnsOrLeads(Principal who, ReplicationFacts one) =>
        Leads(who, one) || (who.Person != default && one.Owner == who.Person);
}
