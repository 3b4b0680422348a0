using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Records;
using Improvement.Bot.Reviews.Cards;

namespace Improvement.Bot.Reviews.Steps;

/// <summary>
/// The presses below an answer: what is to be kept becomes a success pattern; what is to be changed is reported as an error, or made an
/// action. Each opens a form with the words in it, below the card.
/// </summary>
internal static class FollowReview
{
    /// <summary>Keeps it as a success pattern.</summary>
    public static ValueTask Keep(TurnContext turn, CancellationToken ct) => Begin(turn, "pattern", ReviewQuestion.Keep, ct);

    /// <summary>Reports it as an error.</summary>
    public static ValueTask Report(TurnContext turn, CancellationToken ct) => Begin(turn, "error", ReviewQuestion.Change, ct);

    /// <summary>Makes it an action.</summary>
    public static ValueTask Act(TurnContext turn, CancellationToken ct)
    {
        var part = turn.PressData.Whole(ReviewButtons.Part) ?? 0; // nobody's
        var answer = turn.Services.GetRequiredService<ReviewFollow>().Find(part, ReviewQuestion.Change);
        if (answer.Refusal is null) return turn.BeginBelow(MakeAction.Dialog, part, ct);
        turn.Tell(answer.Refusal);
        return default;
    }

    private static ValueTask Begin(TurnContext turn, string kind, ReviewQuestion question, CancellationToken ct)
    {
        var part = turn.PressData.Whole(ReviewButtons.Part) ?? 0; // nobody's
        var follow = turn.Services.GetRequiredService<ReviewFollow>();
        var answer = follow.Find(part, question);
        if (answer.Refusal is not null)
        {
            turn.Tell(answer.Refusal);
            return default;
        }

        if (follow.Begin(kind, answer, part, question) is var (dialog, given))
        {
            return turn.Services.GetRequiredService<DialogTurns>().BeginBelow(turn, dialog, given, ct);
        }

        turn.Tell(ReviewTexts.NotFound);
        return default;
    }
}
