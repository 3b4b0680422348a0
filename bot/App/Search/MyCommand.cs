using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Records;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Search;

/// <summary><c>/my</c>: what I brought in, own or met, and what became of it.</summary>
internal static class MyCommand
{
    /// <summary>The reading press that draws another page.</summary>
    public const string Page = "error.my"; // the name on buttons since there were errors alone

    /// <summary>The command.</summary>
    public static async ValueTask Run(TurnContext turn, string argument, CancellationToken ct) =>
        turn.SayPrivately(OutgoingActivity.Of(await Found(turn, new(), ct)));

    /// <summary>Another page.</summary>
    public static async ValueTask Turned(TurnContext turn, CancellationToken ct) =>
        turn.Show(await Found(turn, RecordList.PlaceOf(turn.PressData), ct));

    /// <summary>The card of a page; an empty list leads on.</summary>
    /// <param name="beginning">How a record of the first kind is begun.</param>
    public static Card CardOf(RecordList list, RecordBeginning beginning) =>
        list.Page is { Items: [], After: null, StoppedAfter: null }
            ? list.ToCard(
                CommandButton.Staying(beginning.Button(), $"/{beginning.Command}"), CommandButton.Staying(SearchTexts.BeginSearch, "/find"))
            : list.ToCard();

    /// <summary>A page of the list.</summary>
    public static RecordList List(FoundPage page) => new(SearchTexts.MyHeading, SearchTexts.MyEmpty, Page, "", page);

    private static async ValueTask<Card> Found(TurnContext turn, FindPlace place, CancellationToken ct)
    {
        var page = await turn.Services.GetRequiredService<RecordSearch>().Own(place, RecordList.PerPage, ct);
        return CardOf(List(page), turn.Services.GetRequiredService<RecordKinds>().Beginning);
    }
}
