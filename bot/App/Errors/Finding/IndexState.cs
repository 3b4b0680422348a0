using System.Runtime.InteropServices;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>How far the index of one version of the fingerprints has come.</summary>
/// <param name="FoldedTo">All reports up to this one are in it.</param>
/// <param name="FoldingTo">Up to here reports are being taken in; postings beyond <paramref name="FoldedTo"/> are not to be used yet.</param>
internal sealed record IndexState(long Version, long FoldedTo, long FoldingTo)
{
    private const string Insert = "INSERT INTO similarity_indexes (version, folded_to, folding_to, folded_at) VALUES (@version, 0, 0, 0) ON CONFLICT DO NOTHING";
    private const string Begin = "UPDATE similarity_indexes SET folding_to = @to WHERE version = @version AND folded_to = @folded AND folding_to = @folding";
    private const string End = "UPDATE similarity_indexes SET folded_to = folding_to, folded_at = @now WHERE version = @version AND folded_to = @folded AND folding_to = @folding";
    private const string Same = "SELECT 1 FROM similarity_indexes WHERE version = @version AND folded_to = @folded AND folding_to = @folding";
    private const string All = "SELECT version, folded_to, folding_to FROM similarity_indexes";

    /// <summary>Makes sure that the index of this version of the application is known.</summary>
    public static void Create(Statements writer) => writer[Insert].Execute(Fingerprint.Version);

    /// <summary>Says up to where reports are taken in next; false when another process said so before.</summary>
    public bool TryBegin(Statements writer, long to) => writer[Begin].Execute(to, Version, FoldedTo, FoldingTo) > 0;

    /// <summary>Says that they are all in; false when another process said so before.</summary>
    public bool TryEnd(Statements writer, DateTimeOffset now) => writer[End].Execute(now.Kept(), Version, FoldedTo, FoldingTo) > 0;

    /// <summary>Whether it is still as it was read.</summary>
    public bool IsPresent(Statements statements) => statements[Same].Any(Version, FoldedTo, FoldingTo);

    /// <summary>The index of this version of the application, which may have nothing yet, and the others that there are.</summary>
    public static (IndexState Own, IReadOnlyList<IndexState> Others) Read(Statements statements)
    {
        using var rows = statements[All].Read();
        IndexState? own = null;
        List<IndexState> others = [];
        while (rows.Read())
        {
            var state = new IndexState(rows.GetInt64(0), rows.GetInt64(1), rows.GetInt64(2));
            if (state.Version == Fingerprint.Version) own = state;
            else others.Add(state);
        }

        return (own ?? new(Fingerprint.Version, 0, 0), others);
    }
}

/// <summary>The reports that are looked up in one index: those after one and up to another.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct IndexSpan(long Version, long After, long To)
{
    /// <summary>
    /// Usually one. While an index of a new version is being built, the reports that it lacks are looked up in the one that has most of them: most terms are the same in both, so they are found, if not ranked,
    /// as well as before.
    /// </summary>
    public static IReadOnlyList<IndexSpan> Of(Statements statements)
    {
        var (own, others) = IndexState.Read(statements);
        var further = others.Where(other => other.FoldedTo > own.FoldedTo).MaxBy(other => other.FoldedTo);
        var first = new IndexSpan(own.Version, 0, own.FoldedTo);
        return further is null ? [first] : [first, new(further.Version, own.FoldedTo, further.FoldedTo)];
    }
}
