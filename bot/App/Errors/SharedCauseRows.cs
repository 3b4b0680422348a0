using Improvement.Bot.Errors.Life;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>A cause of another error, to choose from.</summary>
internal sealed record CauseElsewhere(long Number, long Error, string Text);

/// <summary>
/// Causes of several errors that people found to be the same. All of them carry the number of one of them, so that what is the same as the
/// same is the same as well.
/// </summary>
internal static class SharedCauseRows
{
    /// <summary>
    /// The other errors that have causes of an analysis, by <see cref="Cause.Shared"/>, in the order of their numbers. Asks nobody who may
    /// see them.
    /// </summary>
    public static ILookup<long, long> ErrorsSharing(Session session, Analysis analysis)
    {
        long[] shared = [.. analysis.Causes.Select(cause => cause.Shared).OfType<long>().Distinct()];
        var errors = new List<(long Shared, long Error)>();
        if (shared is not [])
        {
            using var rows = session.Statements.Read($"""
                SELECT DISTINCT c.shared_cause, a.error FROM causes c JOIN analyses a ON a.id = c.analysis
                WHERE c.shared_cause IN {shared} AND c.removed_at IS NULL AND a.id <> {analysis.Number}
                ORDER BY a.error
                """);
            while (rows.Read()) errors.Add((rows.GetInt64(0), rows.GetInt64(1)));
        }

        return errors.ToLookup(each => each.Shared, each => each.Error);
    }

    /// <summary>
    /// Accepted causes of other errors that somebody sees, those of the same kind in the same team first, then the newest. Those of
    /// restricted errors are left out: a form may be open where others look.
    /// </summary>
    /// <param name="cause">The one that is meant; null for any.</param>
    public static IReadOnlyList<CauseElsewhere> Accepted(
        Session session, Principal viewer, ErrorRecord error, int limit, long? cause = null)
    {
        var causes = new List<CauseElsewhere>();
        var which = cause is { } number ? Sql.Of($"c.id = {number}") : Sql.Of($"TRUE");
        using var rows = session.Statements.Read($"""
            SELECT c.id, e.id, c.text FROM causes c JOIN analyses a ON a.id = c.analysis JOIN errors e ON e.id = a.error
            WHERE {which} AND a.state = {nameof(AnalysisState.Accepted)} AND c.removed_at IS NULL AND e.id <> {error.Number}
                AND NOT e.restricted AND {ErrorKind.Access.Condition(viewer)}
            ORDER BY CASE WHEN e.team = {error.Team?.Value} AND e.category = {error.Category} THEN 0
                WHEN e.team = {error.Team?.Value} THEN 1 ELSE 2 END, c.id DESC
            LIMIT {limit}
            """);
        while (rows.Read()) causes.Add(new(rows.GetInt64(0), rows.GetInt64(1), rows.GetString(2)));
        return causes;
    }

    /// <summary>Makes two causes the same, with whatever each is the same as already.</summary>
    public static void Join(Session session, long cause, long other)
    {
        var (former, shared) = (SharedOf(session, cause), SharedOf(session, other) ?? other);
        session.Statements.Execute($"""
            UPDATE causes SET shared_cause = {shared} WHERE id = {cause} OR id = {other} OR shared_cause = {former}
            """);
    }

    /// <summary>Makes a cause one of its own again; a last one that is left is one of its own as well.</summary>
    public static void Leave(Session session, long cause)
    {
        if (SharedOf(session, cause) is not { } former) return;
        session.Statements.Execute($"UPDATE causes SET shared_cause = NULL WHERE id = {cause}");
        var (first, last) = (
            session.Statements.Number($"SELECT MIN(id) FROM causes WHERE shared_cause = {former}"),
            session.Statements.Number($"SELECT MAX(id) FROM causes WHERE shared_cause = {former}"));
        session.Statements.Execute(
            $"UPDATE causes SET shared_cause = {(first == last ? null : first)} WHERE shared_cause = {former}");
    }

    private static long? SharedOf(Session session, long cause) =>
        session.Statements.Number($"SELECT shared_cause FROM causes WHERE id = {cause}");
}
