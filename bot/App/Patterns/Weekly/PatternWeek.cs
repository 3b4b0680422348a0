using Improvement.Bot.Patterns.Replications;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Patterns.Weekly;

/// <summary>What became of the patterns of a team in a week, of each what happened last; restricted ones are left out.</summary>
internal static class PatternWeek
{
    /// <summary>What is news for a team.</summary>
    public static readonly string[] News =
        ["kept", "attempt-kept", "validated", "replicated", "made-standard", "challenged", "upheld", "retired"];

    private const string Judged = "judged-by-team";

    /// <summary>What was kept, checked, spread and doubted.</summary>
    public static IEnumerable<DigestLine> Changed(Session session, DigestQuery query) =>
        Last(session, query, News).Select(each =>
            PatternDigest.Line(DigestSection.Changed, each.Number, each.Title, PatternDigestWords.Changed(each.What)));

    /// <summary>What teams say that it did to them.</summary>
    public static IEnumerable<DigestLine> Proven(Session session, DigestQuery query) =>
        Last(session, query, [Judged]).Select(each => PatternDigest.Line(
            DigestSection.Proven, each.Number, each.Title,
            string.Join("; ", ReplicationRows.Of(session, each.Number).Where(one => one.Verdict is not null).Select(one =>
                Say(PatternDigestTexts.VerdictOfTeam, one.TargetName, ReplicationWords.Of(one.Verdict!.Value))))));

    /// <summary>The patterns to which one of some things happened in the week, the latest first.</summary>
    public static IReadOnlyList<(long Number, string Title, string What)> Last(Session session, DigestQuery query, string[] events)
    {
        var last = new List<(long, string, string)>();
        // the words about what was filed and imported are those of the index of a team's week
        using var rows = session.Statements.Read($"""
            SELECT e.id, e.title, r.what FROM
                (SELECT MAX(h.id) AS id FROM record_events h
                    WHERE h.team = {query.Team.Id.Value} AND h.at >= {query.From} AND h.at < {query.To}
                        AND h.what <> 'filed' AND h.what <> 'imported' AND h.record_kind = {PatternKind.Name} AND h.what IN {events}
                    GROUP BY h.record_id) newest
                JOIN record_events r ON r.id = newest.id JOIN patterns e ON e.id = r.record_id
            WHERE NOT e.restricted AND {PatternRows.ByActors(query)} ORDER BY r.id DESC
            """);
        while (rows.Read()) last.Add((rows.GetInt64(0), rows.GetString(1), rows.GetString(2)));
        return last;
    }
}
