using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Errors;

/// <summary><c>/status ERR-12</c>, and a tap on an error in a list.</summary>
internal static class ShowError
{
    /// <summary>The reading press that opens an error.</summary>
    public const string Open = "error.open";

    /// <summary>The command.</summary>
    public static ValueTask Status(TurnContext turn, string argument, CancellationToken ct)
    {
        if (ErrorNumber.Read(argument) is not { } number) turn.SayPrivately(OutgoingActivity.Of(ErrorTexts.StatusHow));
        else if (CardOf(turn, number, back: null) is { } card) turn.SayPrivately(OutgoingActivity.Of(card));
        else turn.SayPrivately(OutgoingActivity.Of(Refused(turn, number)));
        return default;
    }

    /// <summary>The same words whether there is no such report or the person may not see it.</summary>
    private static string Refused(TurnContext turn, long number) =>
        ErrorRows.FindAny(turn.Services.GetRequiredService<Session>(), number) is { } hidden ? turn.Services.GetRequiredService<Refusals>().Refuse(Deed.See, hidden) : ErrorTexts.NotFound;

    /// <summary>The tap.</summary>
    public static ValueTask Tapped(TurnContext turn, CancellationToken ct)
    {
        var data = turn.PressData;
        var back = ErrorList.BackTo(data.Text("list"), data.Text("query"), data.Whole("page"));
        if (data.Whole("error") is { } number && CardOf(turn, number, back) is { } card) turn.Show(card);
        else turn.Tell(ErrorTexts.NotFound);
        return default;
    }

    private static Card? CardOf(TurnContext turn, long number, CardAction? back)
    {
        var session = turn.Services.GetRequiredService<Session>();
        var reporter = turn.Services.GetRequiredService<Reporter>();
        return ErrorRows.FindAny(session, number) is { } error && reporter.SightOf(error) is Sight.Everything
            ? StatusCard.Of(error, ErrorHistory.Of(session, number, StatusCard.HistoryShown), reporter.Deeds(error), back)
            : null;
    }
}
