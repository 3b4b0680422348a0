using Improvement.Bot.Errors.Life;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Weekly;

/// <summary>What waits for the reader themselves: errors that they own, proposals that they are to change, questions to them.</summary>
internal static class OwnWork
{
    private static readonly string[] OfOwner =
        [nameof(ErrorState.Accepted), nameof(ErrorState.Contained), nameof(ErrorState.Analysing)];

    /// <summary>A line for each; none for the channel.</summary>
    public static IReadOnlyList<WeeklyLine> Lines(Session session, WeeklyScope scope)
    {
        if (scope.Reader is not { Person: var me } || me == default) return [];
        var lines = new List<WeeklyLine>();
        using var rows = session.Statements.Read($"""
            SELECT e.id, e.title, COALESCE(e.severity, 0), COALESCE(e.state_since, e.created_at), e.state FROM errors e
                LEFT JOIN fixes f ON f.id = (SELECT MAX(n.id) FROM fixes n WHERE n.error = e.id)
                LEFT JOIN analyses a ON a.error = e.id AND a.state = {nameof(AnalysisState.UnderReview)}
            WHERE {WeeklyScope.InWork} AND {scope.Errors}
                AND ((e.owner = {me.Value} AND e.state IN {OfOwner} AND a.id IS NULL)
                    OR (e.state = {nameof(ErrorState.ChangesRequested)} AND (f.proposer = {me.Value}
                        OR (e.owner = {me.Value} AND f.proposer_kind <> {ActorKind.Person}))))
            UNION ALL
            SELECT e.id, e.title, COALESCE(e.severity, 0), COALESCE(e.state_since, e.created_at), e.state FROM errors e
            WHERE e.state IN ('Reported', 'NeedsInfo') AND e.state = 'NeedsInfo' AND e.reporter = {me.Value} AND {scope.Errors}
            ORDER BY 3 DESC, 4, 1 LIMIT {WeeklyScope.MostLooked}
            """);
        while (rows.Read())
        {
            var (since, words) = (rows.Moment(3), WordsOf(Enum.Parse<ErrorState>(rows.GetString(4))));
            lines.Add(new(
                WeeklyScope.Line(DigestSection.NeedsYou, rows.GetInt64(0), rows.GetString(1), Say(words, scope.For(since))),
                rows.GetInt32(2), since));
        }

        return lines;
    }

    private static string WordsOf(ErrorState state) => state switch
    {
        ErrorState.ChangesRequested => WeeklyTexts.YoursChanges,
        ErrorState.NeedsInfo => WeeklyTexts.YoursQuestion,
        _ => WeeklyTexts.YoursWork,
    };
}
