using Dapper;
using Improvement.Bot.Errors.Similarity;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Search;

/// <summary>Runs searches and lists over what a person may see, a page at a time.</summary>
internal sealed class FindErrors(
    Session session, Actor actor, Reporter reporter, Teams teams, SimilarityIndex index, SearchGate gate, TimeProvider time)
{
    /// <summary>Beyond so many it is not counted how many fit.</summary>
    public const int MostCounted = 1_000;

    /// <summary>So many that an index knows to have the words are fetched at once; of more, the newest are gone through.</summary>
    private const int MostFetched = 2_000;

    private const int Batch = 200;

    /// <summary>A page of what fits a search.</summary>
    /// <param name="most">Errors on a page.</param>
    public ValueTask<FoundPage> Page(FindQuery query, DateOnly today, FindPlace place, int most, CancellationToken ct)
    {
        var named = TeamsNamed(query.Teams);
        var ranges = query.Teams.IsEmpty ? VisibleRanges.Of(actor.Principal) : [.. VisibleRanges.OfTeams(named)];
        return Page(new(query, FindConditions.Of(query, today, actor.Principal, named), ranges, today), place, most, ct);
    }

    /// <summary>
    /// A page of what the person reported or met. A report that was restricted later is no longer shown to those who met the same thing; of
    /// one of another team they see number, title and state.
    /// </summary>
    public async ValueTask<FoundPage> Own(FindPlace place, int most, CancellationToken ct)
    {
        if (actor.Id is null) return FoundPage.Empty;
        return await Page(
            new(
                new(), FindConditions.Of(new(), default, actor.Principal, [], AccessLevel.AsWitness),
                VisibleRanges.OfOwn(actor.Principal.Person), default),
            place, most, ct);
    }

    private async ValueTask<FoundPage> Page(Asked asked, FindPlace place, int most, CancellationToken ct)
    {
        var match = new FindMatch(asked.Query);
        var after = place.Before is { } before ? await PageBefore(asked, match, before, most, ct) : place.After;
        var earlier = after is null ? 0 : place.Before is null ? place.Earlier : Math.Max(0, place.Earlier - most);

        using var scan = Scan(asked, match, after ?? FindMark.Newest, toOlder: true);
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
        var items = shown.Select(mark => ErrorRows.FindAny(session, mark.Number)).OfType<ErrorRecord>().Select(AsSeen).ToList();
        return new(after, earlier, items, hasMore, counted, !stopped && scan.IsComplete && counted <= MostCounted)
        {
            StoppedAfter = stopped
                ? scan.Read
                : null, GoesOnAfter = stopped
                    ? scan.Reached ?? after
                    : null, Match = match, Ends = shown is [var first, .., var last]
                        ? (first, last)
                        : shown is [var only] ? (only, only) : null,
        };
    }

    /// <summary>Of a report of another team that they met, somebody sees number, title and state.</summary>
    private ErrorRecord AsSeen(ErrorRecord error) => reporter.AccessTo(error) is AccessLevel.Everything ? error : error.AsOutsidersSeeIt();

    /// <summary>The key after which the page begins that ends before an error; null for the first page.</summary>
    private async ValueTask<FindMark?> PageBefore(Asked asked, FindMatch match, FindMark before, int most, CancellationToken ct)
    {
        using var scan = Scan(asked, match, before, toOlder: false);
        for (var i = 0; i < most; i++)
        {
            if (await scan.Next(waits: true, ct) is null) return scan.IsComplete ? null : scan.Reached;
        }

        return await scan.Next(waits: true, ct);
    }

    private FindScan Scan(Asked asked, FindMatch match, FindMark from, bool toOlder)
    {
        var (newest, oldest) = Bounds(asked);
        var span = toOlder ? new FindSpan(Older(from, newest), oldest, toOlder) : new FindSpan(Newer(from, oldest), newest, toOlder);
        var having = match.Terms is [] ? null : index.Having(match.Terms);
        Func<int, List<FindMark>> keys = having is { Count: <= MostFetched } few
            ? Fetched(few, asked.Conditions, span)
            : new ErrorKeys(session, asked.Ranges, span, FindScan.MostRead).Next;
        return new(session, keys, having, asked.Conditions, match, ct => gate.Enter(actor.Principal.Person.Value, ct), time);
    }

    /// <summary>The keys of those of some errors that meet the conditions.</summary>
    private Func<int, List<FindMark>> Fetched(HashSet<long> errors, FindConditions conditions, FindSpan span)
    {
        Queue<FindMark>? found = null;
        return most =>
        {
            found ??= new(span.InOrder(Fetch(errors, conditions)));
            var next = new List<FindMark>();
            while (next.Count < most && found.TryDequeue(out var mark)) next.Add(mark);
            return next;
        };
    }

    private IEnumerable<FindMark> Fetch(HashSet<long> errors, FindConditions conditions)
    {
        foreach (var some in errors.Chunk(Batch))
        {
            var among = conditions.Parameters.AddAll("id", some.Concat(Enumerable.Repeat(some[0], Batch - some.Length)));
            foreach (var (created, id) in session.Connection.Query<(long, long)>(
                $"SELECT e.created_at, e.id FROM errors e WHERE e.id IN {among} AND {conditions.Sql}", conditions.Parameters).AsList())
            {
                yield return new(created, id);
            }
        }
    }

    /// <summary>The keys between which everything of the days asked for lies, in whatever time zone they were days.</summary>
    private static (FindMark Newest, FindMark Oldest) Bounds(Asked asked) => (
        asked.Query.Until is { } last ? new(Midnight(last.AddDays(2)), 0) : FindMark.Newest,
        asked.Query.FirstDay(asked.Today) is { } first ? new(Midnight(first.AddDays(-1)), 0) : FindMark.Oldest);

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
    private sealed record Asked(FindQuery Query, FindConditions Conditions, IReadOnlyList<VisibleRange> Ranges, DateOnly Today);
}
