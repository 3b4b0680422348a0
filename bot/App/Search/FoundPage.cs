using Improvement.Bot.Records;

namespace Improvement.Bot.Search;

/// <summary>A request for a page by keyset pagination, as the paging buttons carry it.</summary>
internal sealed record FindPlace
{
    /// <summary>The page begins after this record.</summary>
    public FindMark? After { get; init; }

    /// <summary>The page ends before this record.</summary>
    public FindMark? Before { get; init; }

    /// <summary>Records to pass over first; asked for by buttons of earlier versions, which counted pages.</summary>
    public int Skip { get; init; }

    /// <summary>How many come before the page in the whole list, as far as is known.</summary>
    public int Earlier { get; init; }
}

/// <summary>A page of records, the newest first.</summary>
/// <param name="After">The key after which it begins; null at the beginning of the list.</param>
/// <param name="Earlier">How many come before it.</param>
/// <param name="Items">The records on it.</param>
/// <param name="HasMore">Whether another one follows.</param>
/// <param name="Counted">How many the whole list has, as far as was counted.</param>
/// <param name="IsCounted">Whether that is all of them.</param>
internal sealed record FoundPage(FindMark? After, int Earlier, IReadOnlyList<RecordLine> Items, bool HasMore, int Counted, bool IsCounted)
{
    /// <summary>The keys of the first and the last error on it; null where there is none.</summary>
    public (FindMark First, FindMark Last)? Ends { get; init; }

    /// <summary>The empty page.</summary>
    public static readonly FoundPage Empty = new(null, 0, [], false, 0, true);

    /// <summary>How many records were looked at, where that was not all and the page is not full for it; null otherwise.</summary>
    public int? StoppedAfter { get; init; }

    /// <summary>Where the search goes on when it stopped early.</summary>
    public FindMark? GoesOnAfter { get; init; }

    /// <summary>The words by which they were found.</summary>
    public FindMatch? Match { get; init; }
}
