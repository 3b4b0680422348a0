using Improvement.Bot.Errors.Life;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Recurrences;

/// <summary>Reads and writes what was decided about new occurrences of fixed errors.</summary>
internal static class RecurrenceRows
{
    private const string Reopened = nameof(RecurrenceOutcome.Reopened);

    /// <summary>Keeps a decision; false where this occurrence was judged before.</summary>
    public static bool TryAdd(
        Session session, ErrorRecord error, string occurrence, DateTimeOffset occurredAt, RecurrenceOutcome outcome, DateTimeOffset now) =>
        session.Statements.Execute($"""
            INSERT INTO recurrences {NewRow.Of(
                ("error", error.Number), ("occurrence", occurrence), ("occurred_at", occurredAt), ("outcome", outcome.ToString()),
                ("from_state", error.State.ToString()), ("judged_at", now))}
            ON CONFLICT DO NOTHING
            """) > 0;

    /// <summary>Whether an occurrence was judged before.</summary>
    public static bool IsKnown(Session session, long error, string occurrence) =>
        session.Statements.Number($"SELECT COUNT(*) FROM recurrences WHERE error = {error} AND occurrence = {occurrence}") > 0;

    /// <summary>How often errors of a team were reopened by themselves since a moment.</summary>
    public static int ReopenedSince(Session session, TeamId? team, DateTimeOffset since) => (int)session.Statements.Number($"""
        SELECT COUNT(*) FROM recurrences r JOIN errors e ON e.id = r.error
        WHERE r.outcome = {Reopened} AND r.judged_at > {since} AND COALESCE(e.team, 0) = {team?.Value ?? 0}
        """)!.Value;

    /// <summary>How often an error was reopened by itself, without what was undone.</summary>
    public static int TimesReopened(Session session, long error) => (int)session.Statements.Number($"""
        SELECT COUNT(*) FROM recurrences WHERE error = {error} AND outcome = {Reopened} AND undone_at IS NULL
        """)!.Value;

    /// <summary>
    /// The state from which an error was reopened by itself last, when, and by which occurrence; null where it was not, or that was undone.
    /// </summary>
    public static (long Number, ErrorState From, DateTimeOffset At, string Occurrence)? Last(Session session, long error)
    {
        using var rows = session.Statements.Read($"""
            SELECT id, from_state, judged_at, occurrence FROM recurrences
            WHERE error = {error} AND outcome = {Reopened} AND undone_at IS NULL ORDER BY id DESC LIMIT 1
            """);
        return rows.Read() ? (rows.GetInt64(0), Enum.Parse<ErrorState>(rows.GetString(1)), rows.Moment(2), rows.GetString(3)) : null;
    }

    /// <summary>Whether the leads of a team were asked since a moment, as too many errors were reopened by themselves.</summary>
    public static bool IsCircuitAsked(Session session, TeamId? team, DateTimeOffset since) => session.Statements.Number($"""
        SELECT COUNT(*) FROM recurrences r JOIN errors e ON e.id = r.error
        WHERE r.outcome = {nameof(RecurrenceOutcome.CircuitOpen)} AND r.judged_at > {since} AND COALESCE(e.team, 0) = {team?.Value ?? 0}
        """) > 0;

    /// <summary>Keeps that somebody undid it.</summary>
    public static void Undo(Session session, long recurrence, PersonId by, DateTimeOffset now) => session.Statements.Execute($"""
        UPDATE recurrences SET undone_by = {by.Value}, undone_at = {now} WHERE id = {recurrence}
        """);
}
