using Improvement.Bot.Errors;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Microsoft.Extensions.DependencyInjection;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Search;

/// <summary><c>/find words</c>: results a page at a time; without words, or where the words cannot be understood, the form.</summary>
internal static class FindCommand
{
    /// <summary>The reading press of the form.</summary>
    public const string Search = "error.find";

    /// <summary>The reading press that turns the page.</summary>
    public const string Page = "error.find-page";

    /// <summary>The reading press that shows the form again.</summary>
    public const string Form = "error.find-form";

    /// <summary>The command.</summary>
    public static async ValueTask Command(TurnContext turn, string argument, CancellationToken ct) =>
        turn.SayPrivately(
            OutgoingActivity.Of(
                argument.Length is 0 ? FindForm.Card(Kinds(turn), new(new(), []), "") : await CardFor(turn, argument, new(), ct)));

    /// <summary>The form was sent.</summary>
    public static async ValueTask Searched(TurnContext turn, CancellationToken ct) =>
        turn.Show(await CardFor(turn, FindForm.TextOf(Kinds(turn), Values.From(turn.PressData)), new(), ct));

    /// <summary>Another page.</summary>
    public static async ValueTask Turned(TurnContext turn, CancellationToken ct) =>
        turn.Show(await CardFor(turn, turn.PressData.Text("query") ?? "", RecordList.PlaceOf(turn.PressData), ct));

    /// <summary>The form again, with what was asked.</summary>
    public static ValueTask Reformed(TurnContext turn, CancellationToken ct)
    {
        var text = turn.PressData.Text("query") ?? "";
        turn.Show(FindForm.Card(Kinds(turn), FindReader.Read(Kinds(turn), text, Today(turn)), text));
        return default;
    }

    private static async ValueTask<Card> CardFor(TurnContext turn, string text, FindPlace place, CancellationToken ct)
    {
        var today = Today(turn);
        var reading = FindReader.Read(Kinds(turn), text, today);
        return reading.Good
            ? Results(
                Kinds(turn), reading,
                await turn.Services.GetRequiredService<RecordSearch>().Page(reading.Query, today, place, RecordList.PerPage, ct))
            : FindForm.Card(Kinds(turn), reading, text);
    }

    /// <summary>A page of what was found.</summary>
    public static Card Results(RecordKinds kinds, FindReading asked, FoundPage page)
    {
        var query = asked.Query.ToText(kinds);
        var heading = query.Length is 0 ? SearchTexts.FindResults : Say(SearchTexts.FindResultsFor, query);
        return new RecordList(heading, SearchTexts.FindEmpty, Page, query, page) { Notes = asked.Notes }.ToCard(
            ExecuteAction.Of(SearchTexts.ChangeSearch, Form, ("query", query)));
    }

    private static RecordKinds Kinds(TurnContext turn) => turn.Services.GetRequiredService<RecordKinds>();

    private static DateOnly Today(TurnContext turn) => turn.Services.GetRequiredService<Actor>().Today;
}
