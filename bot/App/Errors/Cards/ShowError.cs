using Improvement.Bot.Errors.Edits;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Cards;

/// <summary><c>/status ERR-12</c>, and a tap on an error in a list.</summary>
internal static class ShowError
{
    /// <summary>The reading press that opens an error.</summary>
    public const string Open = "error.open";

    /// <summary>Reports that one message may ask for at once.</summary>
    private const int Most = 3;

    /// <summary>The command: the report that its words name, or, without words, the one whose message is quoted.</summary>
    public static async ValueTask Status(TurnContext turn, string argument, CancellationToken ct)
    {
        var asked = argument.Length is 0
            ? await Quoted(turn, ct)
            : ErrorNumber.Read(argument) is { } number ? [number] : ErrorNumber.In(argument);
        foreach (var each in asked.Take(Most))
        {
            turn.SayPrivately(
                CardOf(turn, each, back: null) is { } card ? OutgoingActivity.Of(card) : OutgoingActivity.Of(Refused(turn, each)));
        }
        if (asked is []) turn.SayPrivately(OutgoingActivity.Of(StatusHelp.Card(argument)));
    }

    /// <summary>What the quoted messages show: the bot's own cards by their place, everything else by the numbers in its words.</summary>
    private static async ValueTask<IReadOnlyList<long>> Quoted(TurnContext turn, CancellationToken ct)
    {
        var numbers = new List<long>();
        foreach (var quote in turn.Quotes.Take(Most))
        {
            var place = quote.MessageId is { } id
                ? await turn.Services.GetRequiredService<ITurnStore>().PlaceAt(turn.Activity.Conversation.Base, id, ct)
                : null;
            if (place is not null && ErrorSubject.TryNumberIn(place.Subject) is { } shown) numbers.Add(shown);
            else numbers.AddRange(ErrorNumber.In(quote.Text));
        }

        return [.. numbers.Distinct()];
    }

    /// <summary>The same words whether there is no such report or the person may not see it.</summary>
    private static string Refused(TurnContext turn, long number) =>
        ErrorRows.FindAny(turn.Services.GetRequiredService<Session>(), number) is { } hidden
            ? turn.Services.GetRequiredService<ErrorRefusals>().Refuse(ErrorAction.See, hidden)
            : ErrorTexts.NotFound;

    /// <summary>The tap.</summary>
    public static ValueTask Tapped(TurnContext turn, CancellationToken ct)
    {
        var data = turn.PressData;
        var back = ErrorList.BackTo(data);
        if (data.Whole("error") is { } number && CardOf(turn, number, back) is { } card) turn.Show(card);
        else turn.Tell(ErrorTexts.NotFound);
        return default;
    }

    /// <summary>A lead lets a witness from outside see all of it, or hides it from them again.</summary>
    public static ValueTask LetSee(TurnContext turn, CancellationToken ct)
    {
        var readers = turn.Services.GetRequiredService<ErrorReaders>();
        var (number, person, see) = (turn.PressData.Whole("error") ?? 0, turn.PressData.Whole("person") ?? 0, turn.PressData.Flag("see"));
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
            StatusFor(
                turn, error, null,
                [.. readers.Of(error).Select(witness => witness.Person == person ? witness with { IsLetIn = see } : witness)]));
        return default;
    }

    private static Card? CardOf(TurnContext turn, long number, CardAction? back)
    {
        if (ErrorRows.FindAny(turn.Services.GetRequiredService<Session>(), number) is not { } error) return null;
        var access = turn.Services.GetRequiredService<ErrorAccessReader>();
        var looks = access.Of(turn.Services.GetRequiredService<Actor>().Principal, error);
        return looks.Level switch
        {
            AccessLevel.Everything => StatusFor(turn, error, back, turn.Services.GetRequiredService<ErrorReaders>().Of(error)),
            AccessLevel.AsWitness => ErrorCards.ForOutsider(error, access.WordsOf(looks.Person, number), back),
            _ => null,
        };
    }

    private static Card StatusFor(TurnContext turn, ErrorRecord error, CardAction? back, IReadOnlyList<OutsideWitness> outside) =>
        StatusCard.Of(
        error, ErrorHistory.Of(turn.Services.GetRequiredService<Session>(), error.Number, StatusCard.HistoryShown),
            turn.Services.GetRequiredService<Reporter>().ActionsOn(error), back, outside);
}
