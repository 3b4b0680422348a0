using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Authentication;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Records;

namespace Improvement.Bot.Errors.Triage;

/// <summary>A step of one press: taken inside the commit, and answered with what the pressed message shows from now on.</summary>
internal static class StepPress
{
    /// <summary>
    /// The press. Whether it may be taken is asked before, so that a refusal is told to that person alone, and again inside the commit,
    /// where of several who press at the same moment the first decides and the others are told so.
    /// </summary>
    public static ValueTask Take(TurnContext turn, ErrorAction action, Func<TriageSteps, long, string?> take)
    {
        var number = turn.PressData.Whole("error") ?? 0;
        if (turn.Services.GetRequiredService<TriageSteps>().Look(number, action).Refusal is { } refusal)
        {
            turn.Tell(refusal);
            return default;
        }

        turn.Write(writer =>
        {
            var late = take(turn.Services.GetRequiredService<TriageSteps>(), number);
            if (late is null) ShowPresent(turn, writer, number);
            else if (turn.IsInvoke) turn.Answer = InvokeAnswer.Line(turn.Activity.Name, late);
            return default;
        });
        return default;
    }

    /// <summary>What stands in the pressed message by now: its view, or, where it was an answer, all of the error.</summary>
    private static void ShowPresent(TurnContext turn, ITurnWriter writer, long number)
    {
        var kind = ErrorKind.Definition;
        var place = writer.PlacesOf(kind.Subject(number)).FirstOrDefault(each => each.ActivityId == turn.Activity.ReplyToId);
        var card = place is null ? kind.Status(turn.Services, number, back: null) : kind.Draw(turn.Services, place);
        if (card is not null) PressAnswer.Show(turn, writer, card, toStay: place is null);
    }
}
