using System.Threading.RateLimiting;
using Dapper;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Search;

/// <summary>
/// One search under way: goes through the keys of errors in order and looks at each. Whatever there is, it reads no more than it is
/// allowed, and beyond a little it waits for other searches that read much.
/// </summary>
/// <param name="keys">Gives the next so many; fewer at the end.</param>
/// <param name="having">The errors that an index knows to have the words; null where it does not say.</param>
/// <param name="wait">Waits for other searches; gives null when this one is not to read on.</param>
internal sealed class FindScan(
    Session session, Func<int, List<FindMark>> keys, IReadOnlySet<long>? having, FindConditions conditions, FindMatch match,
    Func<CancellationToken, ValueTask<RateLimitLease?>> wait, TimeProvider time)
    : IDisposable
{
    /// <summary>How many errors one page of a search looks at at most.</summary>
    public const int MostRead = 10_000;

    /// <summary>How many it looks at without waiting for others.</summary>
    public const int Light = 1_000;

    /// <summary>How long it may read.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private const int FirstBatch = 50, Batch = 200;

    private readonly Queue<FindMark> _fitting = new();
    private TimeSpan _left = Longest;
    private RateLimitLease? _lease;

    /// <summary>How many errors it has looked at.</summary>
    public int Read { get; private set; }

    /// <summary>The last one that it looked at; where a search that stopped early goes on.</summary>
    public FindMark? Reached { get; private set; }

    /// <summary>Whether it has looked at all.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The next error that fits; null when there is none, or when it stopped.</summary>
    /// <param name="waits">Whether it may wait for other searches, once it has read a little.</param>
    public async ValueTask<FindMark?> Next(bool waits, CancellationToken ct)
    {
        while (_fitting.Count is 0)
        {
            if (IsComplete || !await MayReadOn(waits, ct) || !ReadBatch(ct)) return null;
        }

        return _fitting.Dequeue();
    }

    public void Dispose() => _lease?.Dispose();

    private async ValueTask<bool> MayReadOn(bool waits, CancellationToken ct)
    {
        if (Read >= MostRead || _left <= TimeSpan.Zero) return false;
        if (Read < Light || _lease is not null) return true;
        if (!waits) return false;
        session.ReleaseReader();
        _lease = await wait(ct);
        return _lease is not null;
    }

    /// <summary>Looks at some more; false when there was no time for them.</summary>
    private bool ReadBatch(CancellationToken ct)
    {
        var began = time.GetTimestamp();
        using var limit = new CancellationTokenSource(_left, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            session.Read(Look, either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            _left -= time.GetElapsedTime(began);
        }
    }

    private bool Look(Session reading)
    {
        var most = Math.Min(Read is 0 ? FirstBatch : Batch, MostRead - Read);
        var some = keys(most);
        if (some.Count > 0)
        {
            List<FindMark> promising = having is null ? some : [.. some.Where(key => having.Contains(key.Number))];
            var texts = promising is [] ? [] : TextsOf(reading, promising);
            foreach (var key in promising.Where(key => texts.TryGetValue(key.Number, out var text) && match.Fits(text.Title, text.Story)))
            {
                _fitting.Enqueue(key);
            }
            Reached = some[^1];
        }

        Read += some.Count;
        IsComplete = some.Count < most;
        return true;
    }

    private Dictionary<long, Text> TextsOf(Session reading, List<FindMark> some)
    {
        var columns = match.AsksForWords ? "e.id, e.title, e.story" : "e.id, '' AS title, '' AS story";
        var among = conditions.Parameters.AddAll("id", Padded(some));
        return reading.Connection.Query<Text>(
            $"SELECT {columns} FROM errors e WHERE e.id IN {among} AND {conditions.Sql}",
            conditions.Parameters).ToDictionary(text => text.Id);
    }

    // Always as many, so that it is always the same statement.
    private static IEnumerable<long> Padded(List<FindMark> some) =>
        some.Select(key => key.Number).Concat(Enumerable.Repeat(some[0].Number, Batch - some.Count));

    private sealed record Text(long Id, string Title, string Story);
}
