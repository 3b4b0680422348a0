using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Cards;

/// <summary>The button by which a lead lets a witness from outside see all of an error, or hides it from them again.</summary>
internal static class LetWitnessSee
{
    /// <summary>The press.</summary>
    public static ValueTask Pressed(TurnContext turn, CancellationToken ct)
    {
        var readers = turn.Services.GetRequiredService<ErrorReaders>();
        var (number, person, see) = (
            turn.PressData.Whole("error") ?? 0, new PersonId(turn.PressData.Whole("person") ?? 0), turn.PressData.Flag("see"));
        if (ErrorRows.FindAny(turn.Services.GetRequiredService<Session>(), number) is not { } error
            || readers.Of(error).All(witness => witness.Person != person))
        {
            turn.Tell(ErrorTexts.NotFound);
            return default;
        }

        turn.Write(_ =>
        {
            readers.Let(number, person, see);
            return default;
        });
        turn.Show(
            ErrorStatus.For(
                turn.Services, error, back: null,
                [.. readers.Of(error).Select(witness => witness.Person == person ? witness with { IsLetIn = see } : witness)]));
        return default;
    }
}
