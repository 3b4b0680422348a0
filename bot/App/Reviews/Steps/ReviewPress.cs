using System.Text.Json;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Reviews.Cards;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Reviews.Steps;

/// <summary>
/// The presses that ask nothing: <em>I cannot take part</em>, <em>Close it</em>, and those that show all answers to one question. An old
/// card is answered with the present state.
/// </summary>
internal static class ReviewPress
{
    /// <summary>Somebody cannot take part.</summary>
    public static ValueTask Decline(TurnContext turn, CancellationToken ct) =>
        Take(turn, number => turn.Services.GetRequiredService<ReviewChange>().Decline(number));

    /// <summary>Nothing more is made of it.</summary>
    public static ValueTask Close(TurnContext turn, CancellationToken ct) =>
        Take(turn, number => turn.Services.GetRequiredService<ReviewChange>().Close(number));

    /// <summary>All answers to one question, below the card.</summary>
    public static ValueTask Read(TurnContext turn, CancellationToken ct)
    {
        if (PageOf(turn, default) is { } card) turn.ShowBelow(card);
        else turn.Tell(ReviewTexts.NotFound);
        return default;
    }

    /// <summary>Another page of them.</summary>
    public static ValueTask Turn(TurnContext turn, CancellationToken ct)
    {
        if (PageOf(turn, turn.PressData) is { } card) turn.Show(card);
        else turn.Tell(ReviewTexts.NotFound);
        return default;
    }

    private static ValueTask Take(TurnContext turn, Func<long, string?> take)
    {
        turn.Write(writer =>
        {
            var number = turn.PressData.Whole(ReviewKind.Name) ?? 0; // no record has it
            if (take(number) is { } refusal) PressAnswer.Tell(turn, refusal);
            else RecordPress.ShowPresent(turn, writer, ReviewKind.Definition, number);
            return default;
        });
        return default;
    }

    private static Card? PageOf(TurnContext turn, JsonElement page)
    {
        var (session, number) = (turn.Services.GetRequiredService<Session>(), turn.PressData.Whole(ReviewKind.Name) ?? 0);
        if (ReviewRows.Find(session, number) is not { } review
            || !Enum.TryParse<ReviewQuestion>(turn.PressData.Text(ReviewButtons.Question), out var question)) return null;
        var viewer = turn.Services.GetRequiredService<RecordViewers>().Of(
            ReviewKind.Definition, turn.Services.GetRequiredService<Actor>().Principal, number);
        if (viewer.Level is not AccessLevel.Everything) return null;
        var sight = ReviewViews.SightOf(new(turn.Services, review, viewer));
        return sight.Answers is [] ? null : ReviewBoard.Page(sight, question, page);
    }
}
