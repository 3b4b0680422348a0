using System.Globalization;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Errors;

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
    public static ValueTask Command(TurnContext turn, string argument, CancellationToken ct)
    {
        turn.SayPrivately(OutgoingActivity.Of(argument.Length is 0 ? FindForm.Card(new(new(), []), "") : CardFor(turn, argument, 0)));
        return default;
    }

    /// <summary>The form was sent.</summary>
    public static ValueTask Searched(TurnContext turn, CancellationToken ct)
    {
        turn.Show(CardFor(turn, FindForm.TextOf(Values.From(turn.PressData)), 0));
        return default;
    }

    /// <summary>Another page.</summary>
    public static ValueTask Turned(TurnContext turn, CancellationToken ct)
    {
        turn.Show(CardFor(turn, turn.PressData.Text("query") ?? "", (int)Math.Clamp(turn.PressData.Whole("page") ?? 0, 0, 10_000)));
        return default;
    }

    /// <summary>The form again, with what was asked.</summary>
    public static ValueTask Reformed(TurnContext turn, CancellationToken ct)
    {
        var text = turn.PressData.Text("query") ?? "";
        turn.Show(FindForm.Card(FindReader.Read(text, Today(turn)), text));
        return default;
    }

    private static Card CardFor(TurnContext turn, string text, int page)
    {
        var today = Today(turn);
        var reading = FindReader.Read(text, today);
        if (!reading.Good) return FindForm.Card(reading, text);

        var (items, hasMore) = turn.Services.GetRequiredService<FindErrors>().Page(reading.Query, today, page, ErrorList.PerPage);
        return Results(reading.Query, page, items, hasMore);
    }

    /// <summary>A page of what was found.</summary>
    public static Card Results(FindQuery asked, int page, IReadOnlyList<ErrorRecord> items, bool hasMore)
    {
        var query = asked.ToText();
        var heading = query.Length is 0 ? ErrorTexts.FindResults : string.Format(CultureInfo.InvariantCulture, ErrorTexts.FindResultsFor, query);
        return new ErrorList(heading, ErrorTexts.FindEmpty, Page, query, page, items, hasMore)
            .ToCard(ExecuteAction.Of(ErrorTexts.ChangeSearch, Form, ("query", query)));
    }

    private static DateOnly Today(TurnContext turn) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(turn.Now, turn.Services.GetRequiredService<Reporter>().Zone).DateTime);
}
