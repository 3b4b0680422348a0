using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Actions;

/// <summary>What the steps of an action item ask about it, for one person.</summary>
/// <param name="HasOwned">Whether the person owns it or did at any time.</param>
/// <param name="Verifier">Who is named to verify it.</param>
internal sealed record ActionFacts(AccessFacts Access, bool HasOwned, PersonId? Verifier, bool NeedsVerifier, bool IsMandatory);

/// <summary>The life of an action item, one for all that it may come from: the states, the steps, and who may take each.</summary>
internal static class ActionLife
{
    private const string DueDate = "due date", WeeklyList = "weekly list of the leads";

    /// <summary>The table.</summary>
    public static StateMachine<ActionState, ActionStep, ActionFacts> Machine { get; } = new(
        ActionState.Proposed,
        [
            new(ActionState.Proposed, ActionStep.Approve, ActionState.Open, Leads),
            new(ActionState.Proposed, ActionStep.Decline, ActionState.Declined, Leads) { NeedsReason = true },
            new(ActionState.Proposed, ActionStep.Reassign, ActionState.Proposed, OwnsOrLeads),
            new(ActionState.Proposed, ActionStep.Cancel, ActionState.Cancelled, MayCancel) { NeedsReason = true },

            .. Taking(ActionState.Open, ActionState.InProgress, ActionState.Blocked),

            new(ActionState.Open, ActionStep.Start, ActionState.InProgress, Owns),
            new(ActionState.Open, ActionStep.Finish, ActionState.Done, Owns),
            new(ActionState.Open, ActionStep.Block, ActionState.Blocked, Owns) { NeedsReason = true },
            new(ActionState.Open, ActionStep.MoveDate, ActionState.Open, OwnsOrLeads) { NeedsReason = true },
            new(ActionState.Open, ActionStep.Reassign, ActionState.Open, OwnsOrLeads),
            new(ActionState.Open, ActionStep.Decline, ActionState.Declined, Leads) { NeedsReason = true },
            new(ActionState.Open, ActionStep.Cancel, ActionState.Cancelled, MayCancel) { NeedsReason = true },

            new(ActionState.InProgress, ActionStep.Finish, ActionState.Done, Owns),
            new(ActionState.InProgress, ActionStep.Block, ActionState.Blocked, Owns) { NeedsReason = true },
            new(ActionState.InProgress, ActionStep.MoveDate, ActionState.InProgress, OwnsOrLeads) { NeedsReason = true },
            new(ActionState.InProgress, ActionStep.Reassign, ActionState.InProgress, OwnsOrLeads),
            new(ActionState.InProgress, ActionStep.Cancel, ActionState.Cancelled, MayCancel) { NeedsReason = true },

            new(ActionState.Blocked, ActionStep.Start, ActionState.InProgress, Owns),
            new(ActionState.Blocked, ActionStep.Finish, ActionState.Done, Owns),
            new(ActionState.Blocked, ActionStep.MoveDate, ActionState.Blocked, OwnsOrLeads) { NeedsReason = true },
            new(ActionState.Blocked, ActionStep.Reassign, ActionState.Blocked, OwnsOrLeads),
            new(ActionState.Blocked, ActionStep.Cancel, ActionState.Cancelled, MayCancel) { NeedsReason = true },

            new(ActionState.Done, ActionStep.Verify, ActionState.Verified, MayVerify) { Guard = action => action.NeedsVerifier },
            new(ActionState.Done, ActionStep.NotDone, ActionState.InProgress, MayTakeBack) { NeedsReason = true },
        ],
        [
            new(ActionState.Proposed, WeeklyList),
            new(ActionState.Open, DueDate),
            new(ActionState.InProgress, DueDate),
            new(ActionState.Blocked, DueDate),
            new(ActionState.Done, WeeklyList),
        ]);

    /// <summary>Whether its owner is expected to do something, so that the due date counts.</summary>
    public static bool IsWorkedOn(ActionState state) => state is ActionState.Open or ActionState.InProgress or ActionState.Blocked;

    /// <summary>Whether nothing follows: of what is done, only where nobody has to verify it.</summary>
    public static bool IsOver(ActionState state, bool needsVerifier) =>
        Machine.IsFinal(state) || (state is ActionState.Done && !needsVerifier);

    /// <summary>Whether a person decides this: an agent or a system works on what it owns, and neither decides nor verifies.</summary>
    public static bool IsForPeople(ActionStep step) => step is not (ActionStep.Start or ActionStep.Finish or ActionStep.Block);

    /// <summary>What nobody owns is taken by whoever is first.</summary>
    private static IEnumerable<Transition<ActionState, ActionStep, ActionFacts>> Taking(params ActionState[] states) =>
        states.Select(state => new Transition<ActionState, ActionStep, ActionFacts>(state, ActionStep.Take, state, MayTake)
        {
            Guard = action => action.Access.Owner is null,
        });

    /// <summary>A colleague who sees all of it, or a lead.</summary>
    private static bool MayTake(Principal who, ActionFacts action) =>
        who.Person != default && (Leads(who, action) || IsColleague(who, action));

    private static bool Owns(Principal who, ActionFacts action) => who.Person != default && action.Access.Owner == who.Person;

    private static bool Leads(Principal who, ActionFacts action) =>
        who.IsAdministrator || who.LeadsRecordsOf(action.Access.Team, ActionKind.Access.LeadRole);

    private static bool OwnsOrLeads(Principal who, ActionFacts action) => Owns(who, action) || Leads(who, action);

    /// <summary>A condition of an approval is dropped by a lead alone.</summary>
    private static bool MayCancel(Principal who, ActionFacts action) =>
        Leads(who, action) || (Owns(who, action) && !action.IsMandatory);

    private static bool MayVerify(Principal who, ActionFacts action) =>
        who.Person != default && !Owns(who, action) && !action.HasOwned
            && (Leads(who, action) || action.Verifier == who.Person || IsColleague(who, action));

    /// <summary>What nobody has to verify, a lead alone takes up again.</summary>
    private static bool MayTakeBack(Principal who, ActionFacts action) =>
        Leads(who, action) || (action.NeedsVerifier && MayVerify(who, action));

    private static bool IsColleague(Principal who, ActionFacts action) =>
        who.IsIn(action.Access.Team) && ActionKind.Access.Of(who, action.Access) is AccessLevel.Everything;
}
