using System.Text.Json;
using System.Text.Json.Nodes;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Outbox;

namespace Improvement.Bot.Records;

/// <summary>
/// Keyset pagination over a short list that is read whole: pages are found by the keys at their ends, so that items added or removed
/// meanwhile shift nothing. Lists that may be long are paged by the search.
/// </summary>
/// <param name="Items">Those on the page.</param>
/// <param name="Earlier">How many come before it.</param>
/// <param name="All">How many the list has.</param>
internal sealed record ListPage<T>(IReadOnlyList<T> Items, int Earlier, int All, Func<T, long> Key)
{
    private const string After = "after", Before = "before";

    /// <summary>The page that the data of a press ask for; the first one for none.</summary>
    /// <param name="all">The list, keys descending.</param>
    /// <param name="key">The key of an item, the same as long as it is there.</param>
    public static ListPage<T> Of(IReadOnlyList<T> all, Func<T, long> key, int perPage, JsonElement data = default)
    {
        var first = FirstOf(all, key, perPage, data);
        return new([.. all.Skip(first).Take(perPage)], first, all.Count, key);
    }

    /// <summary>Whether all are on it.</summary>
    public bool IsOnly => Items.Count == All;

    /// <summary>The position of the page in the list, in words.</summary>
    public string Position => ListCard.Position(Earlier, Items.Count, All, isAll: true);

    /// <summary>The button of the page before; null on the first.</summary>
    /// <param name="verb">The reading press that draws a page of the list.</param>
    /// <param name="data">What else it needs to know.</param>
    public CardAction? Previous(string verb, params ReadOnlySpan<(string Name, JsonNode? Value)> data) =>
        Earlier is 0
            ? null
            : ExecuteAction.Of(ListCard.PreviousPage, verb, [(Before, Items is [var first, ..] ? Key(first) : 0), .. data]);

    /// <summary>The button of the next page; null on the last.</summary>
    /// <param name="verb">The reading press that draws a page of the list.</param>
    /// <param name="data">What else it needs to know.</param>
    public CardAction? Next(string verb, params ReadOnlySpan<(string Name, JsonNode? Value)> data) =>
        Earlier + Items.Count < All ? ExecuteAction.Of(ListCard.NextPage, verb, [(After, Key(Items[^1])), .. data]) : null;

    /// <summary>What a button on the page needs to know to come back to it.</summary>
    public (string Name, JsonNode? Value) Here => (After, Earlier is 0 || Items is not [var first, ..] ? null : Key(first) + 1);

    private static int FirstOf(IReadOnlyList<T> all, Func<T, long> key, int perPage, JsonElement data)
    {
        if (data.ValueKind is not JsonValueKind.Object) return 0;
        if (data.Whole(After) is { } after && all.Count(item => key(item) >= after) is var passed && passed < all.Count) return passed;
        if (data.Whole(Before) is { } before) return Math.Max(0, all.Count(item => key(item) > before) - perPage);
        // Buttons of earlier versions count pages; beyond the end stands the last one.
        var page = Math.Clamp(data.Whole("page") ?? (data.Whole(After) is null ? 0 : int.MaxValue), 0, (all.Count - 1) / perPage);
        return all.Count is 0 ? 0 : (int)page * perPage;
    }
}
