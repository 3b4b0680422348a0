using Improvement.Bot.Actions;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>How often actions of a strength have worked in this organisation.</summary>
/// <param name="Worked">Fixes whose last verdict is that they worked.</param>
/// <param name="All">Fixes with a verdict.</param>
internal sealed record SuccessRate(long Worked, long All);

/// <summary>
/// What became of fixes that were in place, and what follows: the success rate of a strength, and which kinds of fix are standard. A fix
/// worked where its verdict from counts says so; it did not where the verdict says that, where it was returned from its place, or where the
/// error came back. Where counts can tell nothing, confirmed evidence that it is done stands in for a verdict once nothing came back for
/// a while, but for no success rate.
/// </summary>
internal static class FixOutcomes
{
    /// <summary>Fixes of a kind that must have worked before it is standard.</summary>
    public const int NeededForStandard = 5;

    /// <summary>Days without the error coming back until a fix that counts can tell nothing of stands for one that worked.</summary>
    public const int DaysWithoutRecurrence = 90;

    /// <summary>Verdicts below which no rate is told: it would say nothing.</summary>
    public const int NeededForRate = 5;

    /// <summary>Notes what became of the fix that an error has, once it was in place; nothing where it has none.</summary>
    /// <param name="isMeasured">Whether counts say so.</param>
    public static void Note(Session session, long error, bool hasWorked, DateTimeOffset now, bool isMeasured = true)
    {
        if (FixRows.OfError(session, error) is not { State: FixState.Approved, BegunAt: not null } fix) return;
        session.Statements.Execute($"""
            INSERT INTO fix_outcomes {NewRow.Of(
                ("fix", fix.Number), ("strength", fix.Content.Strength.ToString()), ("has_worked", hasWorked), ("noted_at", now),
                ("is_measured", isMeasured))}
            """);
    }

    /// <summary>Takes back that a fix did not work, which was noted at a moment by mistake.</summary>
    public static void Forget(Session session, long error, DateTimeOffset notedAt) => session.Statements.Execute($"""
        DELETE FROM fix_outcomes
        WHERE noted_at = {notedAt} AND NOT has_worked AND fix IN (SELECT f.id FROM fixes f WHERE f.error = {error})
        """);

    /// <summary>
    /// Whether a proposal is a standard fix: what it does is what the first of its kind did, can be undone, is about the same kind of
    /// object, the error is not severe, enough of its kind have worked, and none has not.
    /// </summary>
    public static bool IsStandard(Session session, Fix fix, ErrorRecord error, DateTimeOffset now)
    {
        if (fix.SameAs is not { } first || error.Severity > Severity.ReachedNoHarm || fix.Content.IsIrreversible) return false;
        if (FixRows.Find(session, first) is not { } model || !fix.Content.DoesTheSameAs(model.Content)) return false;
        if (ErrorRows.FindAny(session, model.Error)?.Object != error.Object) return false;
        var settled = now.AddDays(-DaysWithoutRecurrence);
        using var rows = session.Statements.Read($"""
            SELECT COUNT(DISTINCT CASE WHEN o.has_worked AND (COALESCE(o.is_measured, FALSE) OR o.noted_at <= {settled}) THEN o.fix END),
                COUNT(CASE WHEN NOT o.has_worked THEN 1 END)
            FROM fix_outcomes o JOIN fixes f ON f.id = o.fix WHERE f.same_as = {first} OR f.id = {first}
            """);
        return rows.Read() && rows.GetInt64(0) >= NeededForStandard && rows.GetInt64(1) is 0;
    }

    /// <summary>How often actions of a strength have worked, by the last verdict of each fix; null where there are too few.</summary>
    public static SuccessRate? RateOf(Session session, ActionStrength strength) =>
        Tallies(session, DateTimeOffset.MaxValue).GetValueOrDefault(strength) is { All: >= NeededForRate } rate ? rate : null;

    /// <summary>How often actions of each strength have worked, by the last verdict of each fix up to a moment.</summary>
    public static IReadOnlyDictionary<ActionStrength, SuccessRate> Tallies(Session session, DateTimeOffset at)
    {
        var tallies = new Dictionary<ActionStrength, SuccessRate>();
        using var rows = session.Statements.Read($"""
            SELECT o.strength, COUNT(CASE WHEN o.has_worked THEN 1 END), COUNT(*) FROM fix_outcomes o
            WHERE COALESCE(o.is_measured, NOT o.has_worked)
                AND o.id = (SELECT MAX(l.id) FROM fix_outcomes l WHERE l.fix = o.fix AND l.noted_at <= {at})
            GROUP BY o.strength
            """);
        while (rows.Read()) tallies[Enum.Parse<ActionStrength>(rows.GetString(0))] = new(rows.GetInt64(1), rows.GetInt64(2));
        return tallies;
    }
}
