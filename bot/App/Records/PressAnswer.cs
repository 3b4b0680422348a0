using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;

namespace Improvement.Bot.Records;

/// <summary>The answer to a press that is found out inside its commit, where it is what is stored by then.</summary>
internal static class PressAnswer
{
    /// <summary>One line for whoever pressed, such as that another was quicker; what was pressed stays as it is.</summary>
    public static void Tell(TurnContext turn, string line)
    {
        if (turn.IsInvoke) turn.Answer = InvokeAnswer.Line(turn.Activity.Name, line);
    }

    /// <summary>Shows a card in the place of the pressed one.</summary>
    /// <param name="toStay">Whether it replaces the message as well, because no place keeps that one current.</param>
    public static void Show(TurnContext turn, ITurnWriter writer, Card card, bool toStay)
    {
        if (turn.IsInvoke) turn.Answer = InvokeAnswer.With(card);
        if ((turn.IsInvoke && !toStay) || turn.Activity.ReplyToId is not { } pressed) return;
        writer.Enqueue(new(OutboxKind.Replace, turn.HereAlone) { ActivityId = pressed, Body = OutgoingActivity.Of(card).ToJson() });
    }
}
