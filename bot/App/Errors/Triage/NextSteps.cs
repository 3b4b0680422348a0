using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Triage;

/// <summary>
/// <em>Next step …</em>: the steps that the person who pressed may take at this moment, as a message for them alone, so that the shared
/// card stays what everybody sees.
/// </summary>
internal static class NextSteps
{
    /// <summary>Clients show so many buttons of a row and hide the others.</summary>
    private const int MostInRow = 6;

    /// <summary>The press.</summary>
    /// <remarks>Of a report that waits, the form that accepts it, from which the other decisions lead on.</remarks>
    public static ValueTask Pressed(TurnContext turn, CancellationToken ct)
    {
        var number = turn.PressData.Whole("error") ?? 0;
        var reporter = turn.Services.GetRequiredService<Reporter>();
        var error = ErrorRows.FindAny(turn.Services.GetRequiredService<Session>(), number);
        if (error is null || reporter.AccessTo(error) is not AccessLevel.Everything)
        {
            turn.Tell(ErrorTexts.NotFound);
            return default;
        }

        var mayDo = reporter.ActionsOn(error);
        if (mayDo.Contains(ErrorAction.Accept)) return turn.BeginBelow(AcceptError.Dialog, number, ct);
        if (CardOf(error, ErrorButtons.ForOne(error, mayDo, all: true)) is { } card) turn.ShowBelow(card);
        else turn.Tell(Say(TriageTexts.NothingForYou, error.Label));

        return default;
    }

    /// <summary>The card; null where there is no step.</summary>
    public static Card? CardOf(ErrorRecord error, IEnumerable<CardAction?> steps) => steps.OfType<CardAction>().ToArray() switch
    {
        [] => null,
        var buttons => Card(
            Say(RecordTexts.Summary, error.Label, error.Title),
            [
                Group(Hint(error.Label), Heading(error.Title) with { Spacing = Spacing.None }),
                Text($"{ErrorWords.StateOf(error)}. {ErrorProgress.Of(error)}"),
                .. buttons.Chunk(MostInRow).Select(row => Buttons(row)),
            ]),
    };
}
