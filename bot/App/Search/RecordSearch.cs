using Improvement.Bot.Errors;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Similarity;
using Improvement.Bot.Storage;
using Improvement.Bot.TextAnalysis;

namespace Improvement.Bot.Search;

/// <summary>Runs searches and lists over the records that a person may see, of every kind, a page at a time.</summary>
internal sealed class RecordSearch(
    IServiceProvider services, Session session, Actor actor, RecordKinds kinds, Teams teams, SimilarityIndex index, SearchGate gate,
    TimeProvider time)
{
    /// <summary>Beyond so many it is not counted how many fit.</summary>
    public const int MostCounted = 1_000;

    /// <summary>So many that an index knows to have the words are fetched at once; of more, the newest are gone through.</summary>
    private const int MostFetched = 2_000;

    private const int Batch = 256;

    /// <summary>A page of what fits a search.</summary>
    /// <param name="most">Records on a page.</param>
    /// <param name="only">The one kind that is searched; null for all.</param>
    public ValueTask<FoundPage> Page(
        FindQuery query, DateOnly today, FindPlace place, int most, CancellationToken ct, RecordKind? only = null)
    {
        var named = TeamsNamed(query.Teams);
        return Page(query, today, place, most, KindsAsked(Asked), ct);

        KindAsked? Asked(RecordKind kind)
        {
            if (only is not null && kind != only) return null;
            if (FindConditions.Of(kind, query, today, actor.Principal, named) is not { } condition) return null;
            var ranges =
                query.Teams.IsEmpty ? VisibleRanges.Of(kind, actor.Principal) : [.. VisibleRanges.OfTeams(kind, named)];
            return new(kind, condition, ranges, Having: null);
        }
    }

    /// <summary>
    /// A page of what the person brought in, owns or met. A record that was restricted later is no longer shown to those who met the same
    /// thing; of one of another team they see number, title and state.
    /// </summary>
    public async ValueTask<FoundPage> Own(FindPlace place, int most, CancellationToken ct)
    {
        if (actor.Id is null) return FoundPage.Empty;
        return await Page(new(), default, place, most, KindsAsked(Asked), ct);

        KindAsked Asked(RecordKind kind) => new(
            kind, kind.Access.Condition(actor.Principal, AccessLevel.AsWitness),
            VisibleRanges.OfOwn(kind, actor.Principal.Person), Having: null);
    }

    private Dictionary<string, KindAsked> KindsAsked(Func<RecordKind, KindAsked?> asked) =>
        kinds.All.Select(asked).OfType<KindAsked>().ToDictionary(each => kinds.MarkOf(each.Kind), StringComparer.Ordinal);

    private async ValueTask<FoundPage> Page(
        FindQuery query, DateOnly today, FindPlace place, int most, Dictionary<string, KindAsked> asked, CancellationToken ct)
    {
        var search = new Running(query, today, new(query), asked);
        var after = place.Before is { } before ? await PageBefore(search, before, most, ct) : place.After;
        var earlier = after is null ? 0 : place.Before is null ? place.Earlier : Math.Max(0, place.Earlier - most);

        using var scan = Scan(search, after ?? FindMark.Newest, toOlder: true);
        for (var skipped = 0; skipped < place.Skip && await scan.Next(waits: true, ct) is { } passed; skipped++)
        {
            (after, earlier) = (passed, earlier + 1);
        }

        var found = new List<FindMark>();
        while (found.Count <= most && await scan.Next(waits: true, ct) is { } next) found.Add(next);
        var (stopped, hasMore) = (found.Count <= most && !scan.IsComplete, found.Count > most);

        var counted = earlier + found.Count;
        while (hasMore && counted <= MostCounted && await scan.Next(waits: false, ct) is not null) counted++;

        var shown = found.Take(most).ToList();
        var items = shown.Select(LineOf).OfType<RecordLine>().ToList();
        return new(after, earlier, items, hasMore, counted, !stopped && scan.IsComplete && counted <= MostCounted)
        {
            StoppedAfter = stopped ? scan.Read : null,
            GoesOnAfter = stopped ? scan.Reached ?? after : null,
            Match = search.Match,
            Ends = shown is [] ? null : (shown[0], shown[^1]),
        };
    }

    private RecordLine? LineOf(FindMark mark) => kinds.Marked(mark.Kind)?.Line(services, mark.Number);

    /// <summary>The key after which the page begins that ends before a record; null for the first page.</summary>
    private async ValueTask<FindMark?> PageBefore(Running search, FindMark before, int most, CancellationToken ct)
    {
        using var scan = Scan(search, before, toOlder: false);
        for (var i = 0; i < most; i++)
        {
            if (await scan.Next(waits: true, ct) is null) return scan.IsComplete ? null : scan.Reached;
        }

        return await scan.Next(waits: true, ct);
    }

    private FindScan Scan(Running search, FindMark from, bool toOlder)
    {
        var (newest, oldest) = Bounds(search);
        var span = toOlder ? new FindSpan(Older(from, newest), oldest, toOlder) : new FindSpan(Newer(from, oldest), newest, toOlder);
        var asked = search.Kinds.ToDictionary(
            each => each.Key, each => each.Value with { Having = HavingOf(each.Value.Kind, search.Match) }, StringComparer.Ordinal);
        Func<int, List<FindMark>> keys = asked.Values.All(each => each.Having is { Count: <= MostFetched })
            ? Fetched(asked, span)
            : new RangeMerge(session, kinds, asked.Values.SelectMany(each => each.Ranges), span, FindScan.MostRead).Next;
        return new(session, keys, asked, search.Match, ct => gate.Enter(actor.Principal.Person.Value, ct), time);
    }

    private HashSet<long>? HavingOf(RecordKind kind, FindMatch match) => match.Terms is [] ? null : index.Having(kind, match.Terms);

    /// <summary>The keys of those of some records that meet the conditions.</summary>
    private Func<int, List<FindMark>> Fetched(Dictionary<string, KindAsked> asked, FindSpan span)
    {
        Queue<FindMark>? found = null;
        return most =>
        {
            found ??= new(span.InOrder(asked.SelectMany(each => Fetch(each.Key, each.Value))));
            var next = new List<FindMark>();
            while (next.Count < most && found.TryDequeue(out var mark)) next.Add(mark);
            return next;
        };
    }

    private IEnumerable<FindMark> Fetch(string mark, KindAsked asked)
    {
        var found = new List<FindMark>();
        foreach (var some in asked.Having!.Chunk(Batch))
        {
            using var rows = session.Statements.Read(
                $"SELECT e.created_at, e.id FROM {asked.Kind.Access.Table.Table} e WHERE e.id IN {some} AND {asked.Condition}");
            while (rows.Read()) found.Add(new(rows.GetInt64(0), rows.GetInt64(1), mark));
        }

        return found;
    }

    /// <summary>The keys between which everything of the days asked for lies, in whatever time zone they were days.</summary>
    private static (FindMark Newest, FindMark Oldest) Bounds(Running search) => (
        search.Query.Until is { } last ? new(Midnight(last.AddDays(2)), 0) : FindMark.Newest,
        search.Query.FirstDay(search.Today) is { } first ? new(Midnight(first.AddDays(-1)), 0) : FindMark.Oldest);

    private static long Midnight(DateOnly day) => new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private static FindMark Older(FindMark one, FindMark other) => one.CompareTo(other) < 0 ? one : other;

    private static FindMark Newer(FindMark one, FindMark other) => one.CompareTo(other) > 0 ? one : other;

    private TeamId[] TeamsNamed(IReadOnlyCollection<string> names)
    {
        if (names.Count is 0) return [];
        var folded = names.Select(Folding.Fold).ToHashSet(StringComparer.Ordinal);
        return [.. teams.All().Where(team => folded.Contains(Folding.Fold(team.Name))).Select(team => team.Id)];
    }

    /// <summary>A list that is asked for, whichever page of it.</summary>
    private sealed record Running(FindQuery Query, DateOnly Today, FindMatch Match, Dictionary<string, KindAsked> Kinds);
}
