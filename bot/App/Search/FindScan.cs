using System.Threading.RateLimiting;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Search;

/// <summary>
/// The scan of one search: reads the keys of candidate records in order and matches each record. Bounded in records and in time; a longer
/// scan waits for its turn among other long ones.
/// </summary>
/// <param name="keys">Gives the next so many; fewer at the end.</param>
/// <param name="kinds">What is asked of each kind that takes part, by its name in marks.</param>
/// <param name="wait">Waits for other searches; gives null when this one is not to read on.</param>
internal sealed class FindScan(
    Session session, Func<int, List<FindMark>> keys, IReadOnlyDictionary<string, KindAsked> kinds, FindMatch match,
    Func<CancellationToken, ValueTask<RateLimitLease?>> wait, TimeProvider time)
    : IDisposable
{
    /// <summary>How many records one page of a search looks at at most.</summary>
    public const int MostRead = 10_000;

    /// <summary>How many it looks at without waiting for others.</summary>
    public const int Light = 1_000;

    /// <summary>How long it may read.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private const int FirstBatch = 50, Batch = 200;

    private readonly Queue<FindMark> _fitting = new();
    private TimeSpan _left = Longest;
    private RateLimitLease? _lease;

    /// <summary>How many records it has looked at.</summary>
    public int Read { get; private set; }

    /// <summary>The last one that it looked at; where a search that stopped early goes on.</summary>
    public FindMark? Reached { get; private set; }

    /// <summary>Whether it has looked at all.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The next record that fits; null when there is none, or when it stopped.</summary>
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
            foreach (var key in Fitting(reading, some)) _fitting.Enqueue(key);
            Reached = some[^1];
        }

        Read += some.Count;
        IsComplete = some.Count < most;
        return true;
    }

    /// <summary>Those that fit, in their order.</summary>
    private IEnumerable<FindMark> Fitting(Session reading, List<FindMark> some)
    {
        var fitting = new HashSet<FindMark>();
        foreach (var ofKind in some.GroupBy(mark => mark.Kind, StringComparer.Ordinal))
        {
            var asked = kinds[ofKind.Key];
            var promising = ofKind.Where(mark => asked.Having is null || asked.Having.Contains(mark.Number)).ToList();
            if (promising is not []) fitting.UnionWith(FittingOf(reading, asked, promising));
        }

        return some.Where(fitting.Contains);
    }

    private IEnumerable<FindMark> FittingOf(Session reading, KindAsked asked, List<FindMark> some)
    {
        var texts = TextsOf(reading, asked, some.Select(mark => mark.Number));
        return some.Where(mark => texts.TryGetValue(mark.Number, out var text) && match.Fits(text.Title, text.Text));
    }

    private Dictionary<long, (string Title, string Text)> TextsOf(Session reading, KindAsked asked, IEnumerable<long> numbers)
    {
        var texts = new Dictionary<long, (string Title, string Text)>();
        var table = asked.Kind.Access.Table.Table;
        using var rows = match.AsksForWords
            ? reading.Statements.Read($"""
                SELECT id, title, text FROM ({asked.Kind.Texts}) texts
                WHERE id IN (SELECT e.id FROM {table} e WHERE e.id IN {numbers} AND {asked.Condition})
                """)
            : reading.Statements.Read($"SELECT e.id, '', '' FROM {table} e WHERE e.id IN {numbers} AND {asked.Condition}");
        while (rows.Read()) texts[rows.GetInt64(0)] = (rows.GetString(1), rows.GetString(2));
        return texts;
    }
}

/// <summary>What a search asks of one kind of record.</summary>
/// <param name="Condition">On the table of the kind, which the query calls <c>e</c>.</param>
/// <param name="Ranges">Where its records are read, the newest first.</param>
/// <param name="Having">The records that an index knows to have the words; null where it does not say.</param>
internal sealed record KindAsked(RecordKind Kind, Sql Condition, IReadOnlyList<VisibleRange> Ranges, IReadOnlySet<long>? Having);
