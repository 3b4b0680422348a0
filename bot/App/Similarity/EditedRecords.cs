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
    public static void Keep(Statements writer, RecordKind kind, long record, long revision, string title, string text)
    {
        IndexState.Create(writer, kind);
        writer.Execute($"""
            INSERT INTO record_index_edits (kind, version, record, revision, title, text)
            SELECT kind, version, {record}, {revision}, CASE WHEN {record} <= folding_to THEN {title} ELSE '' END,
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
        foreach (var old in OldTexts(writer, kind, version, record)) before.UnionWith(old.Terms.Select(term => term.Term));
        if (before.Count > 0 && RecordText.Of(writer, kind, record) is { } now) Replace(new(writer, kind.Name, version), now, before);
        writer.Execute(
            $"DELETE FROM record_index_edits WHERE kind = {kind.Name} AND version = {version} AND record = {record}");
        IndexState.Edited(writer, kind, version);
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

    private static List<Fingerprint> OldTexts(Statements writer, RecordKind kind, long version, long record)
    {
        var texts = new List<Fingerprint>();
        using var rows = writer.Read(
            $"SELECT title, text FROM record_index_edits WHERE kind = {kind.Name} AND version = {version} AND record = {record}");
        while (rows.Read()) texts.Add(Fingerprint.Of(rows.GetString(0), rows.GetString(1)));
        return texts;
    }
}
