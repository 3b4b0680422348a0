using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Triage;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Weekly;

/// <summary>
/// What reports led to in the week: for the channel how many know it, and what was fixed; for a reader what became of theirs.
/// </summary>
internal static class LedToErrors
{
    // Not what came back, or was taken back, since.
    private static readonly string[] InPlace =
        [nameof(ErrorState.Implemented), nameof(ErrorState.Verifying), nameof(ErrorState.Resolved), nameof(ErrorState.Closed)];

    /// <summary>The section.</summary>
    public static WeeklySection Of(Session session, WeeklyScope scope) =>
        scope.Reader is { Person: var me } ? Own(session, scope, me.Value) : ForAll(session, scope);

    private static WeeklySection ForAll(Session session, WeeklyScope scope)
    {
        var lines = new List<DigestLine>();
        if (Heard(session, scope) is { } heard) lines.Add(heard);
        var total = lines.Count;
        using var rows = session.Statements.Read($"""
            SELECT e.id, e.title, r.what, COUNT(*) OVER (), 1 + (SELECT COUNT(DISTINCT m.person) FROM witnesses m
                WHERE m.error = e.id AND m.person <> e.reporter)
            FROM {WeekEvents.LastOfEach(scope)}
            WHERE r.what IN {WeekEvents.Fixed} AND e.state IN {InPlace} AND {scope.Errors}
            ORDER BY 5 DESC, COALESCE(e.severity, 0) DESC, r.at DESC, e.id DESC LIMIT {scope.Query.MostLines}
            """);
        var sums = total;
        while (rows.Read())
        {
            total = sums + rows.GetInt32(3);
            var words = Counted(rows.GetInt64(4), WeeklyTexts.FixedForOne, WeeklyTexts.FixedForMany);
            lines.Add(WeeklyScope.Line(DigestSection.LedTo, rows.GetInt64(0), rows.GetString(1), words));
        }

        return new(DigestSection.LedTo, [.. lines.Take(scope.Query.MostLines)], total);
    }

    /// <summary>The reader's own reports and accounts.</summary>
    private static WeeklySection Own(Session session, WeeklyScope scope, long me)
    {
        var lines = new List<DigestLine>();
        var total = 0;
        using var rows = session.Statements.Read($"""
            SELECT e.id, e.title, r.what, COUNT(*) OVER (), e.reporter, e.reason_code, w.verdict
            FROM {WeekEvents.LastOfEach(scope)} LEFT JOIN watches w ON w.error = e.id AND w.confirmed_at = r.at
            WHERE r.what IN {WeekEvents.Outcomes} AND {scope.Errors} AND (e.reporter = {me}
                OR EXISTS (SELECT 1 FROM witnesses m WHERE m.error = e.id AND m.person = {me}))
            ORDER BY r.at DESC, e.id DESC LIMIT {scope.Query.MostLines}
            """);
        while (rows.Read())
        {
            total = rows.GetInt32(3);
            var outcome = rows.TextOrNull(6) is { } verdict
                ? VerdictWords.Name(Enum.Parse<Statistics.Verdict>(verdict))
                : WeekEvents.Words(rows.GetString(2), null, rows.TextOrNull(5), null);
            lines.Add(WeeklyScope.Line(
                DigestSection.LedTo, rows.GetInt64(0), rows.GetString(1),
                Say(OutcomeOf(isReport: rows.GetInt64(4) == me, isVerdict: !rows.IsDBNull(6)), outcome)));
        }

        return new(DigestSection.LedTo, lines, total);
    }

    /// <summary>Of the people who reported what came to an end in the week, how many have that in their chats.</summary>
    private static DigestLine? Heard(Session session, WeeklyScope scope)
    {
        var closed = LoopClosed.Of(session, Moved(scope), scope.Query.To);
        return closed.Told is 0 ? null : new(
            DigestSection.LedTo, null, null, Counted(closed.Told, WeeklyTexts.HeardOne, WeeklyTexts.HeardMany));
    }

    // internal, so that a test sees by which index it is read
    // By the words CROSS JOIN it begins with what happened then; else SQLite could begin with all errors of the team.
    /// <summary>The condition on <c>errors e</c> for what came into its state in the week.</summary>
    internal static Sql Moved(WeeklyScope scope) => Sql.Of($"""
        e.id IN (SELECT e.id FROM (SELECT h.record_id AS id FROM record_events h
            WHERE {WeekEvents.Week(scope)} AND h.record_kind = {ErrorKind.Name} GROUP BY h.record_id) happened
            CROSS JOIN errors e
            WHERE e.id = happened.id AND e.state_since >= {scope.Query.From} AND e.state_since < {scope.Query.To} AND {scope.Errors})
        """);

    private static string OutcomeOf(bool isReport, bool isVerdict) => (isReport, isVerdict) switch
    {
        (true, false) => WeeklyTexts.OwnReport,
        (true, true) => WeeklyTexts.OwnReportFix,
        (false, false) => WeeklyTexts.OwnAccount,
        (false, true) => WeeklyTexts.OwnAccountFix,
    };
}
