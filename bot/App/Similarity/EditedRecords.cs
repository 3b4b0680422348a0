using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Similarity;

/// <summary>What records said before they were edited, until each index has taken the edit in.</summary>
internal static class EditedRecords
{
    /// <summary>
    /// Keeps what a record said, in the transaction that changes it. What no index has, and none is taking in, is only noted: its old words
    /// are nobody's business any more.
    /// </summary>
    /// <param name="revision">The version of the record that said it.</param>
    /// <param name="scope">The scope in which it stood, where it stands in another one now; null where that stays.</param>
    public static void Keep(
        Statements writer, RecordKind kind, long record, long revision, string title, string text, long? scope = null)
    {
        IndexState.Create(writer, kind);
        writer.Execute($"""
            INSERT INTO record_index_edits (kind, version, record, revision, scope, title, text)
            SELECT kind, version, {record}, {revision}, {scope}, CASE WHEN {record} <= folding_to THEN {title} ELSE '' END,
                CASE WHEN {record} <= folding_to THEN {text} ELSE '' END
            FROM record_indexes WHERE kind = {kind.Name} ON CONFLICT DO NOTHING
            """);
    }

    /// <summary>
    /// The records that an index knows by an old text, each with the last revision of its record that said something else.
    /// </summary>
    public static Dictionary<long, long> All(Statements statements, RecordKind kind)
    {
        var edits = new Dictionary<long, long>();
        using var rows = statements.Read(
            $"SELECT record, MAX(revision) FROM record_index_edits WHERE kind = {kind.Name} GROUP BY record");
        while (rows.Read()) edits.Add(rows.GetInt64(0), rows.GetInt64(1));
        return edits;
    }

    /// <summary>The edited records that an index has.</summary>
    public static List<long> In(Statements statements, IndexState index)
    {
        var records = new List<long>();
        using var rows = statements.Read(
            $"""
            SELECT DISTINCT record FROM record_index_edits
            WHERE kind = {index.Kind} AND version = {index.Version} AND record <= {index.FoldedTo}
            """);
        while (rows.Read()) records.Add(rows.GetInt64(0));
        return records;
    }

    /// <summary>
    /// Takes the edits of one record into an index: what it says now replaces all that it ever said. Runs in the writer's transaction.
    /// </summary>
    public static void Fold(Statements writer, RecordKind kind, long version, long record)
    {
        var before = new HashSet<string>(StringComparer.Ordinal);
        var scopes = new HashSet<long>();
        foreach (var (old, scope) in OldTexts(writer, kind, version, record))
        {
            before.UnionWith(old.Terms.Select(term => term.Term));
            if (scope is { } former) scopes.Add(former);
        }

        if (before.Count > 0 && RecordText.Of(writer, kind, record) is { } now)
        {
            var chunks = new PostingChunks(writer, kind.Name, version);
            foreach (var former in scopes.Where(former => former != now.Scope)) Remove(writer, chunks, former, now, before);
            Replace(chunks, now, before);
        }

        writer.Execute(
            $"DELETE FROM record_index_edits WHERE kind = {kind.Name} AND version = {version} AND record = {record}");
        IndexState.Edited(writer, kind, version);
    }

    /// <summary>Takes a record out of a scope in which an index knows it, and counts it in its present one instead.</summary>
    private static void Remove(Statements writer, PostingChunks chunks, long former, RecordText now, HashSet<string> before)
    {
        var wasThere = false;
        foreach (var term in before) wasThere |= chunks.Set(term, former, now.Record, null);
        if (!wasThere) return;
        chunks.Count(former, -1);
        chunks.Count(now.Scope, 1);
    }

    private static void Replace(PostingChunks chunks, RecordText now, HashSet<string> before)
    {
        foreach (var (term, weight) in now.Fingerprint.Terms)
        {
            before.Remove(term);
            chunks.Set(term, now.Scope, now.Record, weight);
        }

        foreach (var gone in before) chunks.Set(gone, now.Scope, now.Record, null);
    }

    private static List<(Fingerprint Text, long? Scope)> OldTexts(Statements writer, RecordKind kind, long version, long record)
    {
        var texts = new List<(Fingerprint Text, long? Scope)>();
        using var rows = writer.Read(
            $"SELECT title, text, scope FROM record_index_edits WHERE kind = {kind.Name} AND version = {version} AND record = {record}");
        while (rows.Read()) texts.Add((Fingerprint.Of(rows.GetString(0), rows.GetString(1)), rows.NumberOrNull(2)));
        return texts;
    }
}
