using System.Runtime.InteropServices;
using Improvement.Bot.Jobs;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Similarity;

/// <summary>
/// Takes records into the index, a batch at a time, each batch in small commits between those of the turns. Postings count only when all of
/// their batch are there, so it can stop anywhere and go on later, in any process: a batch is announced before it is begun, all who work on
/// it do the same, and who comes second finds it done.
/// </summary>
internal sealed class Indexing(Database database, RecordKinds kinds, TimeProvider clock)
{
    private static readonly TimeSpan NowAndThen = TimeSpan.FromSeconds(30);

    /// <summary>How many records a term's row is written for at once. Fewer wait, and are found all the same.</summary>
    public const int BatchSize = 1024;

    /// <summary>How many rows are written in one commit, which holds up the turns for a few milliseconds.</summary>
    private const int RowsAtOnce = 250;

    /// <summary>
    /// How many records are cut into terms at once; a batch without a pause would take the processor from the turns for long enough to be
    /// felt.
    /// </summary>
    private const int TextsAtOnce = 32;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    /// <summary>
    /// How long an index of another version is kept that nobody extends any more: an older version of the application may still run beside,
    /// or come back.
    /// </summary>
    private static readonly TimeSpan OutdatedLife = TimeSpan.FromDays(1);

    /// <summary>
    /// At the start, now and then, and when a look-up finds that a batch is full; in every instance, as a batch is announced before it is
    /// begun.
    /// </summary>
    public JobSchedule Schedule => new("index of similar records", NowAndThen) { Signal = Wanted };

    /// <summary>Lets the index catch up before its time.</summary>
    public JobSignal Wanted { get; } = new();

    /// <summary>
    /// Takes in what waits, as far as it fills batches, and the edits of what is in; gives how many records and edits it took.
    /// </summary>
    public async Task<int> CatchUp(CancellationToken ct)
    {
        var taken = 0;
        foreach (var kind in kinds.All)
        {
            while (await FoldBatch(kind, ct) is var records and > 0) taken += records;
            taken += await FoldEdits(kind, ct);
            await RemoveOutdated(kind, ct);
        }

        return taken;
    }

    private async Task<int> FoldBatch(RecordKind kind, CancellationToken ct)
    {
        if (await Announced(kind, ct) is not { } batch) return 0;

        var texts = Read(statements => RecordText.Between(statements, kind, batch.FoldedTo, batch.FoldingTo));
        var lists = await Postings(texts, ct);
        foreach (var some in lists.OrderBy(list => list.Key.Term, StringComparer.Ordinal).Chunk(RowsAtOnce))
        {
            if (!await database.Settle(writer => Append(writer, batch, some), ct)) return texts.Count;
        }

        await database.Settle(writer => End(writer, batch, texts), ct);
        return texts.Count;
    }

    private static async Task<Dictionary<(string Term, long Scope), List<Posting>>> Postings(List<RecordText> texts, CancellationToken ct)
    {
        var lists = new Dictionary<(string Term, long Scope), List<Posting>>();
        foreach (var some in texts.Chunk(TextsAtOnce))
        {
            foreach (var text in some)
            {
                foreach (var (term, weight) in text.Fingerprint.Terms)
                {
                    (CollectionsMarshal.GetValueRefOrAddDefault(lists, (term, text.Scope), out _) ??= []).Add(new(text.Record, weight));
                }
            }

            await Task.Delay(Pause, TimeProvider.System, ct);
        }

        return lists;
    }

    /// <summary>
    /// The batch that is being taken in, by this process or one that ended, or the next one; null when fewer records wait.
    /// </summary>
    private async Task<IndexState?> Announced(RecordKind kind, CancellationToken ct)
    {
        var (own, next) = Read(statements =>
            IndexState.Read(statements, kind).Own is var index
                ? (index, LastOfBatch(statements, kind, index))
                : default);
        if (own.FoldingTo > own.FoldedTo) return own;
        if (next is not { } to) return null;

        // Alone: every record up to there is committed by then, whoever drew its number, so that each is taken in once.
        await database.Settle(
            writer =>
            {
                IndexState.Create(writer, kind);
                return own.TryBegin(writer, to);
            },
            ct);
        return Read(statements => IndexState.Read(statements, kind).Own);
    }

    private static bool Append(
        Statements writer, IndexState batch, IEnumerable<KeyValuePair<(string Term, long Scope), List<Posting>>> lists)
    {
        if (!batch.IsPresent(writer)) return false;
        var chunks = new PostingChunks(writer, batch.Kind, batch.Version);
        var asked = lists.Select(list => (List: list, Last: chunks.AskForLastOf(list.Key.Term, list.Key.Scope))).ToList();
        foreach (var ((key, postings), last) in asked) chunks.Append(key.Term, key.Scope, postings, last.Value);
        return true;
    }

    private bool End(Statements writer, IndexState batch, IEnumerable<RecordText> texts)
    {
        if (!batch.TryEnd(writer, clock.GetUtcNow())) return false;
        var chunks = new PostingChunks(writer, batch.Kind, batch.Version);
        foreach (var (scope, records) in texts.CountBy(text => text.Scope)) chunks.Count(scope, records);
        return true;
    }

    private static long? LastOfBatch(Statements statements, RecordKind kind, IndexState index) => statements.Number(
        $"SELECT id FROM {kind.Access.Table.Table} WHERE id > {index.FoldedTo} ORDER BY id LIMIT 1 OFFSET {BatchSize - 1}");

    private async Task<int> FoldEdits(RecordKind kind, CancellationToken ct)
    {
        var (index, edited) = Read(statements =>
            IndexState.Read(statements, kind).Own is var own ? (own, EditedRecords.In(statements, own)) : default);
        foreach (var record in edited)
        {
            await database.Settle(writer => { EditedRecords.Fold(writer, kind, index.Version, record); return true; }, ct);
        }
        return edited.Count;
    }

    /// <summary>Removes the indexes of other versions once this one has all that they have.</summary>
    private async Task RemoveOutdated(RecordKind kind, CancellationToken ct)
    {
        var outdated = Read(statements =>
        {
            var own = IndexState.Read(statements, kind).Own;
            using var rows = statements.Read($"""
                SELECT version FROM record_indexes
                WHERE kind = {kind.Name} AND version <> {own.Version} AND folded_to <= {own.FoldedTo}
                    AND folded_at < {clock.GetUtcNow() - OutdatedLife}
                """);
            var versions = new List<long>();
            while (rows.Read()) versions.Add(rows.GetInt64(0));
            return versions;
        });
        foreach (var version in outdated)
        {
            while (await database.Settle(writer => DeleteChunks(writer, kind, version), ct) > 0)
            {
                // in small commits between those of the turns
            }

            await database.Settle(writer => DeleteRest(writer, kind, version), ct);
        }
    }

    private static int DeleteChunks(Statements writer, RecordKind kind, long version) => writer.Execute($"""
        DELETE FROM record_index_chunks WHERE kind = {kind.Name} AND version = {version}
            AND term IN (SELECT term FROM record_index_chunks WHERE kind = {kind.Name} AND version = {version} LIMIT {RowsAtOnce})
        """);

    private static int DeleteRest(Statements writer, RecordKind kind, long version) =>
        writer.Execute($"DELETE FROM record_index_counts WHERE kind = {kind.Name} AND version = {version}")
            + writer.Execute($"DELETE FROM record_index_edits WHERE kind = {kind.Name} AND version = {version}")
            + writer.Execute($"DELETE FROM record_indexes WHERE kind = {kind.Name} AND version = {version}");

    private T Read<T>(Func<Statements, T> what)
    {
        using var session = database.OpenSession();
        return what(session.Statements);
    }
}
