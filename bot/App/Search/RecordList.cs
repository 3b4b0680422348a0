using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Search;

/// <summary>A page of records, each of which opens with a tap.</summary>
/// <param name="Verb">The reading press that draws another page of the same list.</param>
/// <param name="Query">What that press needs to find the list again; empty for none.</param>
internal sealed record RecordList(string Heading, string Empty, string Verb, string Query, FoundPage Page)
{
    /// <summary>Records on a page.</summary>
    public const int PerPage = 8;

    /// <summary>What else is to be said about the list.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    private const string After = "after", Before = "before", Earlier = "earlier";

    /// <summary>The page that the data of a press ask for. Buttons of earlier versions count pages; they are read as well.</summary>
    public static FindPlace PlaceOf(JsonElement data) => new()
    {
        After = FindMark.Read(data.Text(After)),
        Before = FindMark.Read(data.Text(Before)),
        Earlier = (int)Math.Clamp(data.Whole(Earlier) ?? 0, 0, 1_000_000),
        Skip = (int)Math.Clamp(data.Whole("page") ?? 0, 0, 10_000) * PerPage,
    };

    /// <summary>The card of this page.</summary>
    /// <param name="more">Further buttons of the list.</param>
    public Card ToCard(params CardAction?[] more) => new ListCard(Heading)
    {
        Rows = [.. Page.Items.Select(Row)],
        Empty = Page.StoppedAfter is null && Page.After is null ? Empty : SearchTexts.ListNothingHere,
        Count = Page.After is null && !Page.HasMore
            ? ListCard.Found(Page.Counted, Page.IsCounted)
            : ListCard.Position(Page.Earlier, Page.Items.Count, Counted, Page.IsCounted),
        Notes = Page.StoppedAfter is { } read ? Notes.Add(Wording.Say(SearchTexts.ListStopped, read)) : Notes,
        Buttons =
        [
            Page.After is null ? null : PreviousButton(),
            Page is { HasMore: true, Ends.Last: var last }
                ? PageButton(ListCard.NextPage, (After, last.ToString()), (Earlier, Page.Earlier + Page.Items.Count))
                : null,
            Page.GoesOnAfter is { } on
                ? PageButton(SearchTexts.SearchFurther, (After, on.ToString()), (Earlier, Page.Earlier + Page.Items.Count))
                : null,
            .. more,
        ],
    }.ToCard();

    // What is counted beyond the bound is “more than” the bound, or than what is shown already.
    private int Counted =>
        Page.IsCounted ? Page.Counted : Math.Max(Math.Min(Page.Counted, RecordSearch.MostCounted), Page.Earlier + Page.Items.Count);

    private CardAction PreviousButton() => Page.Ends is { } ends
        ? PageButton(ListCard.PreviousPage, (Before, ends.First.ToString()), (Earlier, Page.Earlier))
        : PageButton(SearchTexts.FirstPage);

    private ListRow Row(RecordLine line) => new(FindExcerpt.Marks($"{line.Id.Label} · ", line.Title, Page.Match), line.Hint, Open(line.Id))
    {
        Excerpt = FindExcerpt.Of(line.Title, line.Text, Page.Match),
    };

    private ExecuteAction Open(RecordId record) => ExecuteAction.Of(
        Wording.Say(SearchTexts.Open, record.Label), record.Kind.OpenVerb,
        [
            (record.Kind.Name, record.Number), ("list", Verb), ("query", Query),
            .. Page.After is { } after
                ? [(After, (JsonNode?)after.ToString()), (Earlier, (JsonNode?)Page.Earlier)]
                : Array.Empty<(string, JsonNode?)>(),
        ]);

    private ExecuteAction PageButton(string title, params ReadOnlySpan<(string Name, JsonNode? Value)> place) =>
        ExecuteAction.Of(title, Verb, [("query", Query), .. place]);

    /// <summary>The button that leads from a record back to the list that the data of a press name; null when they name none.</summary>
    public static CardAction? BackTo(JsonElement data)
    {
        if (data.Text("list") is not { } verb) return null;
        var button = ExecuteAction.Of(SearchTexts.BackToList, verb, ("query", (JsonNode?)data.Text("query")));
        foreach (var name in (string[])[After, Earlier, "page"])
        {
            if (data.Member(name) is { ValueKind: JsonValueKind.String or JsonValueKind.Number } value)
            {
                button.Data[name] = JsonNode.Parse(value.GetRawText());
            }
        }

        return button;
    }
}
