using Improvement.Bot.Errors.Life;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Weekly;

/// <summary>Errors that wait for longer than their clock allows, each with the role that it waits for.</summary>
internal static class StuckErrors
{
    /// <summary>
    /// A decision, and a change of a proposal, are late once their clock ran out so often: the first time is half of the target.
    /// </summary>
    private const int TargetIsOver = 2;

    private static readonly string[] OfOwner =
        [nameof(ErrorState.Accepted), nameof(ErrorState.Contained), nameof(ErrorState.Analysing)];

    private static readonly string[] Decisions =
        [nameof(ErrorState.FixProposed), nameof(ErrorState.ChangesRequested), nameof(ErrorState.Verifying)];

    /// <summary>All of them, without those that stand among what needs somebody already.</summary>
    public static WeeklySection Of(Session session, WeeklyScope scope, WeeklySection needsYou)
    {
        var told = needsYou.Lines.Where(line => line.Title is not null).Select(line => line.Record).ToHashSet();
        List<WeeklyLine> lines =
        [
            .. WaitingReports.Late(session, scope), .. WaitingReports.Unanswered(session, scope), .. InWork(session, scope),
        ];
        lines.RemoveAll(line => !line.IsSum && told.Contains(line.Line.Record));
        return WeeklySection.OldestFirst(DigestSection.Stuck, lines, scope.Query.MostLines);
    }

    private static List<WeeklyLine> InWork(Session session, WeeklyScope scope)
    {
        var lines = new List<WeeklyLine>();
        using var rows = session.Statements.Read($"""
            SELECT e.id, e.title, COALESCE(e.severity, 0), COALESCE(e.unapproved_since, e.state_since, e.created_at), e.state, o.name,
                p.name, f.proposer_kind, e.unapproved_since, COALESCE(a.review_step, 0), a.submitted_at
            FROM errors e LEFT JOIN people o ON o.id = e.owner
                LEFT JOIN fixes f ON f.id = (SELECT MAX(n.id) FROM fixes n WHERE n.error = e.id)
                LEFT JOIN people p ON p.id = f.proposer
                LEFT JOIN analyses a ON a.error = e.id AND a.state = {nameof(AnalysisState.UnderReview)}
            WHERE {WeeklyScope.InWork} AND {scope.Errors} AND {IsLate(scope)}
            ORDER BY 3 DESC, 4, 1 LIMIT {WeeklyScope.MostLooked}
            """);
        while (rows.Read())
        {
            var isReview = rows.GetInt32(9) > 0;
            var since = isReview ? rows.Moment(10) : rows.Moment(3);
            lines.Add(new(
                WeeklyScope.Line(
                    DigestSection.Stuck, rows.GetInt64(0), rows.GetString(1),
                    isReview ? Say(WeeklyTexts.StuckReview, scope.For(since)) : WordsOf(rows, scope.For(since))),
                rows.GetInt32(2), since));
        }

        return lines;
    }

    // Of what was accepted and nobody owns, nobody is reminded for long: a day is enough to find somebody.
    private static Sql IsLate(WeeklyScope scope) => Sql.Of($"""
        (a.review_step > 0
            OR (e.state IN {OfOwner} AND a.id IS NULL
                AND (e.timer_step > 0 OR (e.owner IS NULL AND e.state_since <= {scope.Query.To.AddDays(-1)})))
            OR (e.state = {nameof(ErrorState.Implementing)} AND e.timer_step > 0)
            OR (e.state IN {Decisions} AND e.timer_step >= {TargetIsOver}))
        """);

    private static string WordsOf(Rows row, string since) => Enum.Parse<ErrorState>(row.GetString(4)) switch
    {
        ErrorState.FixProposed => Say(WeeklyTexts.StuckFix, since),
        ErrorState.Verifying => Say(WeeklyTexts.StuckVerdict, since),
        ErrorState.Implementing when !row.IsDBNull(8) => Say(WeeklyTexts.StuckUnapproved, since),
        ErrorState.ChangesRequested when row.TextOrNull(6) is { } proposer && row.GetString(7) is ActorKind.Person =>
            Say(WeeklyTexts.StuckChanges, proposer, since),
        _ when row.TextOrNull(5) is { } owner => Say(WeeklyTexts.StuckOwner, owner, since),
        _ => Say(WeeklyTexts.StuckNoOwner, since),
    };
}
