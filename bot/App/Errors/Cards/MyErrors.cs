using Improvement.Bot.Errors.Report;
using Improvement.Bot.Errors.Search;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;

namespace Improvement.Bot.Errors.Cards;

/// <summary><c>/my</c>: what I reported or met, and what became of it.</summary>
internal static class MyErrors
{
    /// <summary>The reading press that draws another page.</summary>
    public const string Page = "error.my";

    /// <summary>The command.</summary>
    public static async ValueTask Command(TurnContext turn, string argument, CancellationToken ct) =>
        turn.SayPrivately(OutgoingActivity.Of(CardOf(await Found(turn, new(), ct))));

    /// <summary>Another page.</summary>
    public static async ValueTask Turned(TurnContext turn, CancellationToken ct) =>
        turn.Show(CardOf(await Found(turn, ErrorList.PlaceOf(turn.PressData), ct)));

    /// <summary>The card of a page; an empty list leads on.</summary>
    public static Card CardOf(ErrorList list) =>
        list.Page is { Items: [], After: null, StoppedAfter: null }
            ? list.ToCard(
                CommandButton.Staying(ErrorTexts.BeginReport, $"/{ReportError.Name}"),
                CommandButton.Staying(ErrorTexts.BeginSearch, "/find"))
            : list.ToCard();

    /// <summary>A page of the list.</summary>
    public static ErrorList List(FoundPage page) => new(ErrorTexts.MyHeading, ErrorTexts.MyEmpty, Page, "", page);

    private static async ValueTask<ErrorList> Found(TurnContext turn, FindPlace place, CancellationToken ct) =>
        List(await turn.Services.GetRequiredService<FindErrors>().Own(place, ErrorList.PerPage, ct));
}
