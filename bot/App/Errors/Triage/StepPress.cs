using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Activities;
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
            if (late is null) RecordPress.ShowPresent(turn, writer, ErrorKind.Definition, number);
            else PressAnswer.Tell(turn, late);
            return default;
        });
        return default;
    }
}
