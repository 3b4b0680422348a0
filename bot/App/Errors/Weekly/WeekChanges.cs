using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Weekly;

/// <summary>
/// What was reported, decided, fixed and proven in the week, a line for each error: the most severe first, then the latest.
/// </summary>
internal static class WeekChanges
{
    // What was taken back, or is the same as another one, is told with nothing, or with that one.
    private static readonly string[] Gone = [nameof(ErrorState.Withdrawn), nameof(ErrorState.Duplicate)];

    private static readonly string[] Undecided = [nameof(ErrorState.Reported), nameof(ErrorState.NeedsInfo)];

    /// <summary>What was reported, decided and fixed.</summary>
    /// <param name="counted">The sum of what was reported; null where nothing was.</param>
    public static WeeklySection Changed(Session session, WeeklyScope scope, WeeklyLine? counted)
    {
        var (decided, totalOfDecided) = Decided(session, scope);
        var (severe, totalOfSevere) = counted is null ? ([], 0) : Severe(session, scope);
        WeeklyLine[] sum = counted is null ? [] : [counted];
        var lines = decided.Concat(severe).OrderByDescending(line => line.Severity).ThenByDescending(line => line.Since)
            .ThenByDescending(line => line.Line.Record!.Value.Number);
        return new(
            DigestSection.Changed, [.. sum.Concat(lines).Take(scope.Query.MostLines).Select(line => line.Line)],
            sum.Length + totalOfDecided + totalOfSevere);
    }

    /// <summary>What was proven to have worked, or not to have.</summary>
    public static WeeklySection Proven(Session session, WeeklyScope scope)
    {
        var lines = new List<DigestLine>();
        var total = 0;
        using var rows = session.Statements.Read($"""
            SELECT e.id, e.title, r.what, COUNT(*) OVER (), w.verdict, w.reason, w.ratio, w.lower_limit, w.upper_limit, w.rate_before,
                w.rate_after
            FROM {WeekEvents.LastOfEach(scope)} JOIN watches w ON w.error = e.id AND w.confirmed_at = r.at
            WHERE r.what IN {WeekEvents.Verdicts} AND e.state NOT IN {Gone} AND {scope.Errors}
            ORDER BY COALESCE(e.severity, 0) DESC, r.at DESC, e.id DESC LIMIT {scope.Query.MostLines}
            """);
        while (rows.Read())
        {
            total = rows.GetInt32(3);
            var words = WeekEvents.Words(WatchRows.VerdictAt(rows, 4)!, rows.GetString(2) is WatchRows.Called);
            lines.Add(WeeklyScope.Line(DigestSection.Proven, rows.GetInt64(0), rows.GetString(1), words));
        }

        return new(DigestSection.Proven, lines, total);
    }

    private static (IReadOnlyList<WeeklyLine> Lines, int Total) Decided(Session session, WeeklyScope scope)
    {
        var lines = new List<WeeklyLine>();
        var total = 0;
        using var rows = session.Statements.Read($"""
            SELECT e.id, e.title, COALESCE(e.severity, 0), r.at, r.what, o.name, e.reason_code, e.review_at, COUNT(*) OVER ()
            FROM {WeekEvents.LastOfEach(scope)} LEFT JOIN people o ON o.id = e.owner
            WHERE r.what IN {WeekEvents.Changes} AND e.state NOT IN {Gone} AND {scope.Errors}
            ORDER BY 3 DESC, 4 DESC, 1 DESC LIMIT {scope.Query.MostLines}
            """);
        while (rows.Read())
        {
            total = rows.GetInt32(8);
            DateOnly? review = rows.MomentOrNull(7) is { } at ? DayOf(at, scope.Zone) : null;
            var words = WeekEvents.Words(rows.GetString(4), rows.TextOrNull(5), rows.TextOrNull(6), review);
            lines.Add(Line(rows, words));
        }

        return (lines, total);
    }

    /// <summary>New reports that did harm and of which nothing was decided yet.</summary>
    private static (IReadOnlyList<WeeklyLine> Lines, int Total) Severe(Session session, WeeklyScope scope)
    {
        var lines = new List<WeeklyLine>();
        var total = 0;
        using var rows = session.Statements.Read($"""
            SELECT e.id, e.title, COALESCE(e.severity, 0), e.created_at, COUNT(*) OVER () FROM errors e
            WHERE {WeekCounts.Days(scope, scope.First)} AND {WeekCounts.IsNews} AND e.state IN {Undecided} AND e.objected_at IS NULL
                AND e.severity >= {(int)Severity.MinorHarm}
            ORDER BY 3 DESC, 4 DESC, 1 DESC LIMIT {scope.Query.MostLines}
            """);
        while (rows.Read())
        {
            total = rows.GetInt32(4);
            lines.Add(Line(rows, Say(WeeklyTexts.ReportedAs, ErrorWords.Of((Severity)rows.GetInt32(2)))));
        }

        return (lines, total);
    }

    private static WeeklyLine Line(Rows row, string words) => new(
        WeeklyScope.Line(DigestSection.Changed, row.GetInt64(0), row.GetString(1), words), row.GetInt32(2), row.Moment(3));
}
