using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Actions;

/// <summary>
/// The check before each step on an action item: whether it is there, and whether the one who acts may take the step. What they may not is
/// refused with a reason, and noted.
/// </summary>
internal sealed class ActionGuard(
    Session session, Actor actor, RecordViewers viewers, KnownPeople people, PrincipalReader principals, Refusals refusals)
{
    private static readonly ActionStep[] All = Enum.GetValues<ActionStep>();

    /// <summary>The action item, or why the one who acts cannot take this step at this moment; exactly one is null.</summary>
    public (ActionItem? Item, string? Refusal) Allowed(long number, ActionStep step)
    {
        if (ActionRows.Find(session, number) is not { } item) return (null, ActionTexts.NotFound);
        if (May(step, item)) return (item, null);
        var sees = viewers.Of(ActionKind.Definition, actor.Principal, number).Level is AccessLevel.Everything;
        if (sees && IsPast(item, step) && !IsForOthers(step))
        {
            return (null, Past(item, step));
        }

        refusals.Note(ActionKind.Definition.Reference(number, item.Team), EventData.Of((Refusals.Action, step.ToString())));
        return (null, WhyNot(step, sees));
    }

    /// <summary>Whether the one who acts may take a step at this moment; nothing is noted.</summary>
    public bool May(ActionStep step, ActionItem item) => StepsOf(item).Contains(step);

    /// <summary>The steps that the one who acts may take at this moment; nothing is noted.</summary>
    public IReadOnlyList<ActionStep> StepsOf(ActionItem item) => StepsOf(item, actor.Principal, actor.Kind);

    /// <summary>The steps that whoever reads a card may take; where several people read, those that any of them could.</summary>
    public IReadOnlyList<ActionStep> StepsFor(ActionItem item, Viewer viewer)
    {
        if (viewer.Person == default) return [.. All.Where(step => !IsPast(item, step))];
        if (viewer.Person == actor.Id) return StepsOf(item);
        return people.Find(viewer.Person) is { } person ? StepsOf(item, principals.Of(person), person.Kind) : [];
    }

    /// <summary>Whether the item has no such step any more, or not yet, whoever would take it.</summary>
    public static bool IsPast(ActionItem item, ActionStep step) =>
        !ActionLife.Machine.Has(item.State, step)
            || (step is ActionStep.Verify && !item.NeedsVerifier) || (step is ActionStep.Take && item.Owner is not null);

    private ActionStep[] StepsOf(ActionItem item, Principal who, string kindOfActor)
    {
        var facts = new ActionFacts(
            viewers.FactsOf(ActionKind.Definition, who, item.Number), ActionRows.HasOwned(session, item.Number, who.Person),
            item.Verifier, item.NeedsVerifier, item.IsMandatory);
        return
        [
            .. All.Where(step => kindOfActor is ActorKind.Person || !ActionLife.IsForPeople(step))
                .Where(step => ActionLife.Machine.May(who, step, item.State, facts)),
        ];
    }

    /// <summary>Why it is past; of what another was quicker to take, who has it.</summary>
    private string Past(ActionItem item, ActionStep step) =>
        step is not ActionStep.Take || item.Owner is null || !ActionLife.Machine.Has(item.State, step)
            ? Wording.Say(ActionTexts.PastThat, item.Label, ActionWords.Of(item.State))
        : item.Owner == actor.Id ? Wording.Say(ActionTexts.YoursAlready, item.Label)
        : Wording.Say(ActionTexts.TakenBy, item.Label, item.OwnerName ?? RecordTexts.Somebody);

    /// <summary>Whether a person decides it and no person acts.</summary>
    private bool IsForOthers(ActionStep step) => actor.Kind is not ActorKind.Person && ActionLife.IsForPeople(step);

    private string WhyNot(ActionStep step, bool sees) =>
        !sees ? ActionTexts.NotFound
        : IsForOthers(step) ? RecordTexts.PersonDecides
        : ActionWords.WhyNot(step);
}
