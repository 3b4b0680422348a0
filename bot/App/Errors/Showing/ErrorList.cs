using System.Globalization;
using System.Text.Json.Nodes;
using Improvement.Bot.Framework.Cards;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Errors;

/// <summary>A page of errors, each of which opens with a tap.</summary>
/// <param name="Verb">The reading press that draws another page of the same list.</param>
/// <param name="Query">What that press needs to find the list again; empty for none.</param>
/// <param name="Page">From 0.</param>
internal sealed record ErrorList(string Heading, string Empty, string Verb, string Query, int Page, IReadOnlyList<ErrorRecord> Items, bool HasMore)
{
    /// <summary>Errors on a page.</summary>
    public const int PerPage = 8;

    /// <summary>The card of this page.</summary>
    /// <param name="more">Further buttons of the list.</param>
    public Card ToCard(params CardAction?[] more) => Card(
        Heading,
        Draw.Heading(Heading),
        Items is [] ? Text(Empty) : Group([.. Items.Select(Line)]),
        Page > 0 || HasMore || more is not [] ? Buttons([
            Page > 0 ? PageButton(ErrorTexts.PreviousPage, Page - 1) : null,
            HasMore ? PageButton(ErrorTexts.NextPage, Page + 1) : null,
            .. more]) : null);

    private Container Line(ErrorRecord error) => Group(
        Text($"{error.Label} · {error.Title}"),
        Hint(error.IsPartial ? ErrorWords.Of(error.State) : $"{ErrorWords.Of(error.State)} · {(int)error.Severity} {ErrorWords.Of(error.Severity)} · {Moment.Day(error.CreatedAt)}{(error.TeamName is { } team ? " · " + team : "")}") with { Spacing = Spacing.None }) with
    {
        Separator = true,
        SelectAction = ExecuteAction.Of(string.Format(CultureInfo.InvariantCulture, ErrorTexts.Open, error.Label), ShowError.Open, ("error", error.Number), ("list", Verb), ("query", Query), ("page", Page)),
    };

    private ExecuteAction PageButton(string title, int page) => ExecuteAction.Of(title, Verb, ("query", Query), ("page", page));

    /// <summary>The button that leads from an error back to the list that the data of a press name; null when they name none.</summary>
    public static CardAction? BackTo(string? verb, string? query, long? page) =>
        verb is null ? null : ExecuteAction.Of(ErrorTexts.BackToList, verb, ("query", (JsonNode?)query), ("page", (int)(page ?? 0)));
}
