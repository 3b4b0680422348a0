using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Patterns.Weekly;

/// <summary>
/// What came in a week of what somebody kept, is named with, or tried in their team, told to them alone, with thanks: for a no as for a
/// yes, once for each pattern, and never how often.
/// </summary>
internal static class LedToPatterns
{
    private static readonly string[] OfAuthors =
    [
        "used", "validated", "replicated", "made-standard", "adopted-by-team", "adapted-by-team", "declined-by-team", "in-use",
        "judged-by-team", "team-learned",
    ];

    /// <summary>What the words of a team that tried it, or said no, led to.</summary>
    private static readonly string[] OfTeams = ["replicated", "made-standard", "challenged", "reworded"];

    /// <summary>The lines for one reader.</summary>
    public static IEnumerable<DigestLine> Of(Session session, DigestQuery query, PersonId reader)
    {
        var me = reader.Value;
        var kept = Sql.Of($"""
            e.author = {me} OR e.owner = {me}
                OR EXISTS (SELECT 1 FROM pattern_people n WHERE n.pattern = e.id AND n.person = {me} AND n.declined_at IS NULL)
            """);
        var tried = Sql.Of($"""
            EXISTS (SELECT 1 FROM pattern_replications t
                WHERE t.pattern = e.id AND t.owner = {me} AND COALESCE(t.in_use_since, t.state_since) <= h.at)
            """);
        return Last(session, query, me, OfAuthors, kept).Select(each => Line(each, PatternDigestWords.LedTo(each.What)))
            .Concat(Last(session, query, me, OfTeams, tried).Select(each => Line(each, PatternDigestWords.LedToOfTeam(each.What))))
            .DistinctBy(line => line.Record);
    }

    private static DigestLine Line((long Number, string Title, string What) each, string words) =>
        PatternDigest.Line(DigestSection.LedTo, each.Number, each.Title, words);

    /// <summary>What happened last to the patterns that meet a condition, by the hand of somebody else.</summary>
    private static List<(long Number, string Title, string What)> Last(
        Session session, DigestQuery query, long me, string[] events, Sql condition)
    {
        var last = new List<(long, string, string)>();
        using var rows = session.Statements.Read($"""
            SELECT e.id, e.title, r.what FROM
                (SELECT MAX(h.id) AS id FROM patterns e JOIN record_events h ON h.record_kind = {PatternKind.Name} AND h.record_id = e.id
                    WHERE ({condition}) AND h.at >= {query.From} AND h.at < {query.To} AND h.what IN {events}
                        AND (h.actor IS NULL OR h.actor <> {me})
                    GROUP BY h.record_id) newest
                JOIN record_events r ON r.id = newest.id JOIN patterns e ON e.id = r.record_id
            ORDER BY r.id DESC
            """);
        while (rows.Read()) last.Add((rows.GetInt64(0), rows.GetString(1), rows.GetString(2)));
        return last;
    }
}
