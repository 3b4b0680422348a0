using Improvement.Bot.Errors.Recurrences;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Weekly;

/// <summary>
/// One thing to learn: the error that came back most often or, where none did repeatedly, the cause that most errors share.
/// </summary>
internal static class LearnedThing
{
    // By the words CROSS JOIN each begins with the few rows of what repeats itself; else SQLite could begin with all errors of the team.

    /// <summary>Days that are looked at.</summary>
    private const int Days = 90;

    /// <summary>Times that something came back, and errors with the same cause, below which there is no pattern.</summary>
    private const int Fewest = 2;

    /// <summary>The line; none where nothing repeats itself.</summary>
    public static WeeklySection Of(Session session, WeeklyScope scope)
    {
        var line = CameBack(session, scope) ?? SharedCause(session, scope);
        return new(DigestSection.Learn, line is null ? [] : [line], line is null ? 0 : 1);
    }

    private static DigestLine? CameBack(Session session, WeeklyScope scope)
    {
        using var rows = session.Statements.Read($"""
            SELECT e.id, e.title, c.times FROM (
                SELECT n.error, COUNT(*) AS times, MAX(n.judged_at) AS latest FROM recurrences n
                WHERE n.judged_at >= {scope.Query.To.AddDays(-Days)} AND n.judged_at < {scope.Query.To}
                    AND n.outcome = {nameof(RecurrenceOutcome.Reopened)} AND n.undone_at IS NULL
                GROUP BY n.error HAVING COUNT(*) >= {Fewest}) c CROSS JOIN errors e
            WHERE e.id = c.error AND {scope.Errors} ORDER BY c.times DESC, c.latest DESC, e.id DESC LIMIT 1
            """);
        return rows.Read() ? Line(rows, Say(WeeklyTexts.CameBack, rows.GetInt64(2), Days)) : null;
    }

    /// <summary>The newest of the errors with the cause that most of them have, as far as it was found of late.</summary>
    private static DigestLine? SharedCause(Session session, WeeklyScope scope)
    {
        using var rows = session.Statements.Read($"""
            SELECT e.id, e.title, s.errors - 1 FROM (
                SELECT MAX(e.id) AS newest, COUNT(*) AS errors, MAX(n.found) AS found FROM (
                    SELECT c.shared_cause AS shared, a.error, MAX(c.added_at) AS found FROM causes c JOIN analyses a ON a.id = c.analysis
                    WHERE c.shared_cause IS NOT NULL AND c.removed_at IS NULL GROUP BY c.shared_cause, a.error) n
                CROSS JOIN errors e WHERE e.id = n.error AND {scope.Errors} GROUP BY n.shared HAVING COUNT(*) >= {Fewest}) s
            JOIN errors e ON e.id = s.newest
            WHERE s.found >= {scope.Query.To.AddDays(-Days)} AND s.found < {scope.Query.To} ORDER BY 3 DESC, 1 DESC LIMIT 1
            """);
        return rows.Read() ? Line(rows, Counted(rows.GetInt64(2), WeeklyTexts.SameCauseOne, WeeklyTexts.SameCause)) : null;
    }

    private static DigestLine Line(Rows row, string words) =>
        WeeklyScope.Line(DigestSection.Learn, row.GetInt64(0), row.GetString(1), words);
}
