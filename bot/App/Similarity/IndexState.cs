using System.Runtime.InteropServices;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Similarity;

/// <summary>How far the index of one version of the fingerprints has come.</summary>
/// <param name="Kind">The name of the kind of record.</param>
/// <param name="FoldedTo">All records up to this one are in it.</param>
/// <param name="FoldingTo">Up to here records are being taken in; postings beyond <paramref name="FoldedTo"/> are not to be used
/// yet.</param>
/// <param name="EditsTaken">Grows when edits are taken in, so that who remembers what the index said reads it again.</param>
internal sealed record IndexState(string Kind, long Version, long FoldedTo, long FoldingTo, long EditsTaken = 0)
{
    /// <summary>Makes sure that the index of this version of the application is known.</summary>
    public static void Create(Statements writer, RecordKind kind) => writer.Execute($"""
        INSERT INTO record_indexes {NewRow.Of(
            ("kind", kind.Name), ("version", Fingerprint.Version), ("folded_to", 0), ("folding_to", 0), ("folded_at", 0),
            ("edits_taken", 0))}
        ON CONFLICT DO NOTHING
        """);

    /// <summary>Says up to where records are taken in next; false when another process said so before.</summary>
    public bool TryBegin(Statements writer, long to) => writer.Execute($"""
        UPDATE record_indexes SET folding_to = {to}
        WHERE kind = {Kind} AND version = {Version} AND folded_to = {FoldedTo} AND folding_to = {FoldingTo}
        """) > 0;

    /// <summary>Says that they are all in; false when another process said so before.</summary>
    public bool TryEnd(Statements writer, DateTimeOffset now) => writer.Execute($"""
        UPDATE record_indexes SET folded_to = folding_to, folded_at = {now}
        WHERE kind = {Kind} AND version = {Version} AND folded_to = {FoldedTo} AND folding_to = {FoldingTo}
        """) > 0;

    /// <summary>Says that the postings of a record that was edited are others now.</summary>
    public static void Edited(Statements writer, RecordKind kind, long version) =>
        writer.Execute($"UPDATE record_indexes SET edits_taken = edits_taken + 1 WHERE kind = {kind.Name} AND version = {version}");

    /// <summary>Whether it is still as it was read.</summary>
    public bool IsPresent(Statements statements) => statements.Any(
        $"""
        SELECT 1 FROM record_indexes
        WHERE kind = {Kind} AND version = {Version} AND folded_to = {FoldedTo} AND folding_to = {FoldingTo}
        """);

    /// <summary>
    /// The index of this version of the application, which may have nothing yet, the others that there are, and whether records were edited
    /// that one of them does not know yet.
    /// </summary>
    public static (IndexState Own, IReadOnlyList<IndexState> Others, bool HasEdits) Read(
        Statements statements, RecordKind kind) => statements.Ask($"{Select(kind)}", rows => Read(rows, kind)).Value;

    /// <summary>Selects what <see cref="Read(Rows, RecordKind)"/> reads.</summary>
    public static Sql Select(RecordKind kind) => Sql.Of($"""
        SELECT version, folded_to, folding_to, edits_taken, EXISTS (SELECT 1 FROM record_index_edits WHERE kind = {kind.Name})
        FROM record_indexes WHERE kind = {kind.Name}
        """);

    /// <inheritdoc cref="Read(Statements, RecordKind)"/>
    public static (IndexState Own, IReadOnlyList<IndexState> Others, bool HasEdits) Read(Rows rows, RecordKind kind)
    {
        IndexState? own = null;
        List<IndexState> others = [];
        var hasEdits = false;
        while (rows.Read())
        {
            var state = new IndexState(kind.Name, rows.GetInt64(0), rows.GetInt64(1), rows.GetInt64(2), rows.GetInt64(3));
            hasEdits = rows.GetBoolean(4);
            if (state.Version == Fingerprint.Version) own = state;
            else others.Add(state);
        }

        return (own ?? new(kind.Name, Fingerprint.Version, 0, 0), others, hasEdits);
    }
}

/// <summary>The records that are looked up in one index: those after one and up to another.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct IndexSpan(long Version, long After, long To)
{
    /// <summary>Whether a record is looked up there.</summary>
    public bool Has(long record) => record > After && record <= To;
}

/// <summary>
/// Where the records are looked up. Usually in one index. While one of a new version is being built, the records that it lacks are looked
/// up in the one that has most of them: most terms are the same in both, so they are found, if not ranked, as well as before.
/// </summary>
/// <param name="HasEdits">Whether an index knows some records by an old text.</param>
/// <param name="EditsTaken">See <see cref="IndexState"/>; of the index of this version.</param>
internal sealed record IndexSpans(IReadOnlyList<IndexSpan> All, bool HasEdits, long EditsTaken)
{
    /// <summary>The last record that is looked up in an index.</summary>
    public long To => All[^1].To;

    /// <summary>Whether there is one only.</summary>
    public bool IsOne => All.Count is 1;

    /// <summary>As it is now.</summary>
    public static Answer<IndexSpans> Ask(Statements statements, RecordKind kind) =>
        statements.Ask($"{IndexState.Select(kind)}", rows => Of(rows, kind));

    private static IndexSpans Of(Rows rows, RecordKind kind)
    {
        var (own, others, hasEdits) = IndexState.Read(rows, kind);
        var further = others.Where(other => other.FoldedTo > own.FoldedTo).MaxBy(other => other.FoldedTo);
        var first = new IndexSpan(own.Version, 0, own.FoldedTo);
        return new(further is null ? [first] : [first, new(further.Version, own.FoldedTo, further.FoldedTo)], hasEdits, own.EditsTaken);
    }

    /// <summary>The same with what the indexes have taken in meanwhile.</summary>
    public IReadOnlyList<IndexSpan> UpTo(long record) => record <= To ? All : [.. All.SkipLast(1), All[^1] with { To = record }];
}
