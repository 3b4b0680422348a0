using System.Globalization;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Triage;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Weekly;

/// <summary>
/// Reports that wait for triage, a line for each or, of many, one for all. Imported reports are history, which nobody asked anybody to look
/// at.
/// </summary>
internal static class WaitingReports
{
    /// <summary>Reports that have a line each, at most.</summary>
    private const int MostSingle = 3;

    /// <summary>Questions to a reporter that were repeated so often are not answered soon.</summary>
    private const int RemindersOfQuestion = 2;

    private static readonly Sql Questions = Sql.Of($"e.state IN ('Reported', 'NeedsInfo') AND e.state = 'NeedsInfo'");

    /// <summary>Those that wait, for the channel and for whoever decides about them.</summary>
    public static IEnumerable<WeeklyLine> Waiting(Session session, WeeklyScope scope) =>
        scope.Reader is null || scope.ReaderLeads
            ? Lines(session, scope, DigestSection.NeedsYou, Sql.Of($"TRUE"), WeeklyTexts.Triage, WeeklyTexts.TriageMany)
            : [];

    /// <summary>Those that wait for longer than their clock allows.</summary>
    public static IEnumerable<WeeklyLine> Late(Session session, WeeklyScope scope) => Lines(
        session, scope, DigestSection.Stuck, Sql.Of($"e.timer_step > 0"), WeeklyTexts.TriageLate, WeeklyTexts.TriageLateMany);

    /// <summary>Those of which a question to the reporter stays unanswered; once the clock is over, a lead decides.</summary>
    public static IEnumerable<WeeklyLine> Unanswered(Session session, WeeklyScope scope)
    {
        var lines = new List<WeeklyLine>();
        var last = ErrorTimer.Of(ErrorState.NeedsInfo, ActionPriority.Low).Length;
        using var rows = session.Statements.Read($"""
            SELECT e.id, e.title, COALESCE(e.severity, 0), COALESCE(e.state_since, e.created_at), e.timer_step FROM errors e
            WHERE {Questions} AND e.timer_step >= {RemindersOfQuestion} AND {scope.Errors}
            ORDER BY 3 DESC, 4, 1 LIMIT {WeeklyScope.MostLooked}
            """);
        while (rows.Read())
        {
            var words = rows.GetInt32(4) < last ? WeeklyTexts.StuckReporter : WeeklyTexts.StuckQuestion;
            lines.Add(Single(rows, scope, DigestSection.Stuck, words));
        }

        return lines;
    }

    private static List<WeeklyLine> Lines(
        Session session, WeeklyScope scope, DigestSection section, Sql which, string one, string many)
    {
        var lines = new List<WeeklyLine>();
        var waiting = Sql.Of($"""
            {TriageQueue.IsWaiting} AND e.reporter_kind <> {NewError.Imported} AND {which} AND {scope.Errors}
            """);
        using (var rows = session.Statements.Read($"""
            SELECT e.id, e.title, COALESCE(e.severity, 0), e.created_at FROM errors e WHERE {waiting}
            ORDER BY e.created_at, e.id LIMIT {MostSingle + 1}
            """))
        {
            while (rows.Read()) lines.Add(Single(rows, scope, section, one));
        }

        return lines.Count <= MostSingle ? lines : [All(session, scope, lines[0], waiting, many)];
    }

    /// <summary>One line for all, which leads to the oldest.</summary>
    private static WeeklyLine All(Session session, WeeklyScope scope, WeeklyLine oldest, Sql waiting, string many)
    {
        var count = session.Statements.Number($"""
            SELECT COUNT(*) FROM (SELECT 1 FROM errors e WHERE {waiting} LIMIT {TriageQueue.MostCounted}) waiting
            """);
        var counted = count >= TriageQueue.MostCounted ? Say(WeeklyTexts.AtLeast, count) : count?.ToString(CultureInfo.InvariantCulture);
        return oldest with
        {
            Line = oldest.Line with { Title = null, Words = Say(many, counted, scope.For(oldest.Since)) }, IsSum = true,
        };
    }

    private static WeeklyLine Single(Rows row, WeeklyScope scope, DigestSection section, string words) => new(
        WeeklyScope.Line(section, row.GetInt64(0), row.GetString(1), Say(words, scope.For(row.Moment(3)))), row.GetInt32(2),
        row.Moment(3));
}
