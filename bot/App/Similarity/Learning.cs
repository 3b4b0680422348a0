using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Improvement.Bot.Jobs;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Similarity;

/// <summary>
/// Learns the <see cref="Threshold"/> of each scope as it grows, and stores it, so that every instance shows the same. In every instance:
/// who comes second finds it learnt.
/// </summary>
internal sealed class Learning(Database database, RecordKinds kinds, RecentRecordsOfKinds remembered, Indexing indexing)
{
    private static readonly TimeSpan NowAndThen = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    /// <summary>How many records are asked at once, so that the processor is free for turns in between.</summary>
    private const int AskedAtOnce = 4;

    private const double Thousandths = 1_000;

    // The newest record of each kind when its scopes were looked through last.
    private readonly ConcurrentDictionary<string, long> _newest = new(StringComparer.Ordinal);

    /// <summary>Now and then.</summary>
    public JobSchedule Schedule => new("likeness worth showing", NowAndThen);

    /// <summary>Learns where it is due; gives in how many scopes.</summary>
    public async Task<int> CatchUp(CancellationToken ct)
    {
        var learnt = 0;
        foreach (var kind in kinds.All)
        {
            foreach (var scope in Due(kind))
            {
                var newest = Newest(kind, scope.Number);
                var shownFrom = Threshold.Of(await SecondBest(kind, scope.Number, newest, text => text.Fingerprint, ct));
                var inShort = Threshold.Of(await SecondBest(kind, scope.Number, newest, text => text.InShort, ct));
                if (await database.Settle(writer => TryStore(writer, kind, scope, shownFrom, inShort), ct)) learnt++;
            }
        }

        return learnt;
    }

    /// <summary>The threshold as it is stored, which is null before anything was learnt.</summary>
    public static double Read(long? stored) => stored / Thousandths ?? Threshold.AtFirst;

    private static long Stored(double threshold) => (long)Math.Round(threshold * Thousandths);

    private List<Scope> Due(RecordKind kind)
    {
        using var session = database.OpenSession();
        var statements = session.Statements;
        var newest = statements.Number($"SELECT id FROM {kind.Access.Table.Table} ORDER BY id DESC LIMIT 1") ?? 0;
        if (_newest.GetValueOrDefault(kind.Name) == newest) return [];
        // Between two versions of the index likeness is of two kinds.
        if (!IndexSpans.Ask(statements, kind).Value.IsOne) return [];

        _newest[kind.Name] = newest;
        return [.. Scopes(statements, kind).Where(scope => Threshold.IsDue(scope.Records, scope.LearntAt))];
    }

    private static IEnumerable<Scope> Scopes(Statements statements, RecordKind kind)
    {
        var index = IndexState.Read(statements, kind).Own;
        var scopes = new Dictionary<long, Scope>();
        using (var rows = statements.Read($"""
            SELECT scope, records, learnt_at FROM record_index_counts WHERE kind = {kind.Name} AND version = {index.Version}
            """))
        {
            while (rows.Read()) scopes[rows.GetInt64(0)] = new(rows.GetInt64(0), rows.GetInt64(1), rows.GetInt64(2));
        }

        using var recent = statements.Read($"""
            SELECT team, author, COUNT(*) FROM ({kind.Texts}) texts WHERE id > {index.FoldedTo} GROUP BY team, author
            """);
        while (recent.Read())
        {
            var number = RecordText.ScopeOf(recent.NumberOrNull(0), recent.GetInt64(1));
            ref var scope = ref CollectionsMarshal.GetValueRefOrAddDefault(scopes, number, out _);
            scope = new(number, scope.Records + recent.GetInt64(2), scope.LearntAt);
        }

        return scopes.Values;
    }

    private async Task<List<double>> SecondBest(
        RecordKind kind, long scope, List<RecordText> newest, Func<RecordText, Fingerprint> asked, CancellationToken ct)
    {
        var second = new List<double>();
        foreach (var some in newest.Chunk(AskedAtOnce))
        {
            using (var session = database.OpenSession())
            {
                var index = new SimilarityIndex(session, remembered, indexing);
                foreach (var text in some)
                {
                    var others = index.LikeThis(kind, [scope], asked(text), 3).Where(found => found.Record != text.Record);
                    second.Add(others.Select(found => found.Likeness).ElementAtOrDefault(1));
                }
            }

            await Task.Delay(Pause, TimeProvider.System, ct);
        }

        return second;
    }

    private List<RecordText> Newest(RecordKind kind, long scope)
    {
        using var session = database.OpenSession();
        return RecordText.NewestOf(session.Statements, kind, scope, Threshold.MostAsked);
    }

    private static bool TryStore(Statements writer, RecordKind kind, Scope scope, double shownFrom, double inShort)
    {
        IndexState.Create(writer, kind);
        var isFirst = writer.Execute($"""
            INSERT INTO record_index_counts {NewRow.Of(
                ("kind", kind.Name), ("version", Fingerprint.Version), ("scope", scope.Number), ("records", 0),
                ("shown_from", Stored(shownFrom)), ("shown_from_short", Stored(inShort)), ("learnt_at", scope.Records))}
            ON CONFLICT (kind, version, scope) DO UPDATE SET
                shown_from = excluded.shown_from, shown_from_short = excluded.shown_from_short, learnt_at = excluded.learnt_at
            WHERE record_index_counts.learnt_at = {scope.LearntAt}
            """) > 0;
        // What is remembered of the scope is read again.
        if (isFirst) IndexState.Edited(writer, kind, Fingerprint.Version);
        return isFirst;
    }

    /// <param name="LearntAt">How many records it had when the threshold was learnt; 0 where it never was.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Scope(long Number, long Records, long LearntAt);
}
