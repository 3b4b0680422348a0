using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Records;

namespace Improvement.Bot.Actions.Cards;

/// <summary>The buttons of an action item, one for each step.</summary>
internal static class ActionButtons
{
    /// <summary>The steps that move it on; they stand first.</summary>
    public static readonly ActionStep[] Onwards =
        [ActionStep.Approve, ActionStep.Take, ActionStep.Start, ActionStep.Finish, ActionStep.Verify];

    /// <summary>The other steps.</summary>
    public static readonly ActionStep[] Others =
        [ActionStep.NotDone, ActionStep.Block, ActionStep.MoveDate, ActionStep.Reassign, ActionStep.Decline, ActionStep.Cancel];

    /// <summary>The verb of a step.</summary>
    public static string VerbOf(ActionStep step) => step switch
    {
        ActionStep.Approve => "action.approve",
        ActionStep.Take => "action.take",
        ActionStep.Start => "action.start",
        ActionStep.Finish => "action.finish",
        ActionStep.Verify => "action.verify",
        ActionStep.NotDone => "action.not-done",
        ActionStep.Block => "action.block",
        ActionStep.MoveDate => "action.move-date",
        ActionStep.Reassign => "action.reassign",
        ActionStep.Decline => "action.decline",
        _ => "action.cancel",
    };

    /// <summary>Whether a step is offered where several people read: those of others than its owner.</summary>
    public static bool IsShared(ActionStep step) =>
        step is ActionStep.Approve or ActionStep.Take or ActionStep.Decline or ActionStep.Verify or ActionStep.NotDone;

    /// <summary>The button of a step.</summary>
    /// <param name="below">Whether its form comes below the card, which stays; otherwise the card becomes the form in a chat of one's
    /// own.</param>
    public static ExecuteAction Of(ActionItem item, ActionStep step, bool below) => below
        ? ExecuteAction.Of(TitleOf(item, step), VerbOf(step), (ActionKind.Name, item.Number), (RecordsSlice.Below, true))
        : ExecuteAction.Of(TitleOf(item, step), VerbOf(step), (ActionKind.Name, item.Number));

    private static string TitleOf(ActionItem item, ActionStep step) => step switch
    {
        ActionStep.Approve => ActionTexts.Approve,
        ActionStep.Take => ActionTexts.Take,
        ActionStep.Start => item.State is ActionState.Blocked ? ActionTexts.GoOn : ActionTexts.Start,
        ActionStep.Finish => ActionTexts.Finish,
        ActionStep.Verify => ActionTexts.Verify,
        ActionStep.NotDone => ActionTexts.NotDone,
        ActionStep.Block => ActionTexts.Block,
        ActionStep.MoveDate => ActionTexts.MoveDate,
        ActionStep.Reassign => item.Owner is null ? ActionTexts.Assign : ActionTexts.Reassign,
        ActionStep.Decline => ActionTexts.Decline,
        _ => ActionTexts.Cancel,
    };
}
