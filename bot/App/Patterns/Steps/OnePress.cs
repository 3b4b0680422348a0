using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Patterns.Cards;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Patterns.Steps;

/// <summary>
/// The steps that ask nothing: <em>We used this</em>, <em>Still right</em>, <em>Adopt it</em> and <em>Make it the standard</em>; and the
/// press that shows what a version changed. An old card is answered with the present state.
/// </summary>
internal static class OnePress
{
    /// <summary>The press of a step.</summary>
    public static TurnHandler Of(PatternStep step) => (turn, _) =>
    {
        Press(turn, step, turn.PressData.Whole(PatternKind.Name) ?? 0); // no record has it
        return default;
    };

    /// <summary>The press of <em>We used this</em>.</summary>
    public static ValueTask Use(TurnContext turn, CancellationToken ct)
    {
        var number = turn.PressData.Whole(PatternKind.Name) ?? 0;
        var about = PatternButtons.AboutIn(turn.PressData);
        turn.Write(writer =>
        {
            var used = turn.Services.GetRequiredService<PatternUse>().Note(number, about);
            if (used.Refusal is not null || about is not null || !used.IsNew || PatternViews.After(turn, number) is not { } card)
            {
                PressAnswer.Tell(turn, used.Refusal ?? used.Thanks);
            }
            else PressAnswer.Show(turn, writer, card, toStay: false);
            return default;
        });
        return default;
    }

    /// <summary>Shows what a version changed.</summary>
    public static ValueTask Changes(TurnContext turn, CancellationToken ct)
    {
        var (number, edition) = (turn.PressData.Whole(PatternKind.Name) ?? 0, turn.PressData.Whole(PatternButtons.Edition) ?? 0);
        var session = turn.Services.GetRequiredService<Session>();
        var level = turn.Services.GetRequiredService<RecordViewers>().LevelOf(
            PatternKind.Definition, turn.Services.GetRequiredService<People.Actor>().Principal, number);
        if (level is AccessLevel.Everything && PatternRows.Find(session, number) is { } pattern && edition is > 0 and <= int.MaxValue
            && PatternVersions.Find(session, number, (int)edition) is { } version)
        {
            var before = PatternVersions.Find(session, number, (int)edition - 1);
            turn.ShowBelow(VersionCards.Of(pattern, before, version));
        }
        else turn.Tell(PatternTexts.NotFound);
        return default;
    }

    private static void Press(TurnContext turn, PatternStep step, long number) => turn.Write(writer =>
    {
        var change = turn.Services.GetRequiredService<PatternChange>();
        var refusal = change.Take(number, step, origin: null, pattern => Edited(pattern, step, change));
        if (refusal is not null && !IsPast(turn, number, step)) PressAnswer.Tell(turn, refusal);
        else if (PatternViews.After(turn, number) is { } card) PressAnswer.Show(turn, writer, card, toStay: false);
        else PressAnswer.Tell(turn, PatternTexts.NotFound);
        return default;
    });

    /// <summary>Whether the state has no such step any more: the present card says all there is to say.</summary>
    private static bool IsPast(TurnContext turn, long number, PatternStep step) =>
        PatternRows.Find(turn.Services.GetRequiredService<Session>(), number) is { } pattern
            && (!PatternLife.Machine.Has(pattern.State, step)
                || (step is PatternStep.Adopt && pattern is { Owner: not null, OwnerLeftAt: null }));

    private static Pattern Edited(Pattern pattern, PatternStep step, PatternChange change) => step switch
    {
        PatternStep.Adopt => pattern with { Owner = change.Actor.Id, OwnerLeftAt = null },
        PatternStep.Confirm => pattern with { ReviewDueAt = change.Actor.Now.AddDays(PatternTimes.DaysToReview) },
        _ => pattern,
    };
}
