using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Similarity;

/// <summary>What reports said before they were edited, until each index has taken the edit in.</summary>
internal static class EditedReports
{
    /// <summary>
    /// Keeps what a report said, in the transaction that changes it. What no index has, and none is taking in, is only noted: its old words
    /// are nobody's business any more.
    /// </summary>
    /// <param name="revision">The version of the record that said it.</param>
    public static void Keep(Statements writer, long error, long revision, string title, string story)
    {
        IndexState.Create(writer);
        writer.Execute($"""
            INSERT INTO similarity_edits (version, error, revision, title, story)
            SELECT version, {error}, {revision}, CASE WHEN {error} <= folding_to THEN {title} ELSE '' END,
                CASE WHEN {error} <= folding_to THEN {story} ELSE '' END
            FROM similarity_indexes WHERE TRUE ON CONFLICT DO NOTHING
            """);
    }

    /// <summary>
    /// The reports that an index knows by an old text, each with the last revision of its record that said something else.
    /// </summary>
    public static Dictionary<long, long> All(Statements statements)
    {
        var edits = new Dictionary<long, long>();
        using var rows = statements.Read($"SELECT error, MAX(revision) FROM similarity_edits GROUP BY error");
        while (rows.Read()) edits.Add(rows.GetInt64(0), rows.GetInt64(1));
        return edits;
    }

    /// <summary>The edited reports that an index has.</summary>
    public static List<long> In(Statements statements, IndexState index)
    {
        var errors = new List<long>();
        using var rows = statements.Read(
            $"SELECT DISTINCT error FROM similarity_edits WHERE version = {index.Version} AND error <= {index.FoldedTo}");
        while (rows.Read()) errors.Add(rows.GetInt64(0));
        return errors;
    }

    /// <summary>
    /// Takes the edits of one report into an index: what it says now replaces all that it ever said. Runs in the writer's transaction.
    /// </summary>
    public static void Fold(Statements writer, long version, long error)
    {
        var before = new HashSet<string>(StringComparer.Ordinal);
        foreach (var old in OldTexts(writer, version, error)) before.UnionWith(old.Terms.Select(term => term.Term));
        if (before.Count > 0 && ReportText.Of(writer, error) is { } now) Replace(new(writer, version), now, before);
        writer.Execute($"DELETE FROM similarity_edits WHERE version = {version} AND error = {error}");
        IndexState.Edited(writer, version);
    }

    private static void Replace(PostingChunks chunks, ReportText now, HashSet<string> before)
    {
        foreach (var (term, weight) in now.Fingerprint.Terms)
        {
            before.Remove(term);
            chunks.Set(term, now.Scope, now.Error, weight);
        }

        foreach (var gone in before) chunks.Set(gone, now.Scope, now.Error, null);
    }

    private static List<Fingerprint> OldTexts(Statements writer, long version, long error)
    {
        var texts = new List<Fingerprint>();
        using var rows = writer.Read($"SELECT title, story FROM similarity_edits WHERE version = {version} AND error = {error}");
        while (rows.Read()) texts.Add(Fingerprint.Of(rows.GetString(0), rows.GetString(1)));
        return texts;
    }
}
