using Improvement.Bot.Actions.Cards;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Actions.Steps;

/// <summary>
/// The steps that ask nothing: <em>Approve</em>, <em>Take it</em>, <em>Start</em> and <em>Verify</em>. An old card is answered with the
/// present state, and of what another was quicker to take, with who has it.
/// </summary>
internal static class OnePress
{
    /// <summary>The press of a step.</summary>
    public static TurnHandler Of(ActionStep step) => (turn, _) =>
    {
        Press(turn, step, turn.PressData.Whole(ActionKind.Name) ?? 0);
        return default;
    };

    private static void Press(TurnContext turn, ActionStep step, long number)
    {
        var change = turn.Services.GetRequiredService<ActionChange>();
        if (change.Allowed(number, step).Refusal is { } refusal)
        {
            Refuse(turn, step, number, refusal);
            return;
        }

        turn.Write(writer =>
        {
            var late = step is ActionStep.Take
                ? change.TakeOver(number, origin: null)
                : change.Take(number, step, origin: null, item => Edited(item, step, change));
            if (late is not null) PressAnswer.Tell(turn, late);
            else if (ActionViews.After(turn, number) is { } card) PressAnswer.Show(turn, writer, card, toStay: false);
            return default;
        });
    }

    private static ActionItem Edited(ActionItem item, ActionStep step, ActionChange change) => step is ActionStep.Verify
        ? item with { Verifier = change.Actor.Id }
        : item with { BlockedBecause = null };

    private static void Refuse(TurnContext turn, ActionStep step, long number, string refusal)
    {
        var item = ActionRows.Find(turn.Services.GetRequiredService<Session>(), number);
        if (item is null || !ActionGuard.IsPast(item, step) || ActionViews.After(turn, number) is not { } present) turn.Tell(refusal);
        else turn.Show(step is ActionStep.Take ? present with { Body = present.Body.Insert(0, Draw.Text(refusal)) } : present);
    }
}
