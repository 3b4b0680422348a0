using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Patterns.Weekly;

/// <summary>
/// The one success to copy in the digest of a team: one of its own that can be relied on. What was checked or spread in the week comes
/// first; in other weeks each has its turn.
/// </summary>
internal static class SuccessToCopy
{
    private const int DaysOfWeek = 7;

    private static readonly string[] Risen = ["made-standard", "replicated", "validated"];

    /// <summary>The line; null where the team has none that can be relied on.</summary>
    public static DigestLine? Of(IServiceProvider services, DigestQuery query)
    {
        var session = services.GetRequiredService<Session>();
        var all = Relied(session, query);
        if (all is []) return null;
        var risen = PatternWeek.Last(session, query, Risen).Select(each => each.Number).ToList();
        var week = query.Team.LocalDate(query.From).DayNumber / DaysOfWeek;
        var (number, title, state) = all.FirstOrDefault(each => risen.Contains(each.Number), all[week % all.Count]);
        return PatternDigest.Line(DigestSection.Success, number, title, WordsOf(state, services, query));
    }

    private static string WordsOf(PatternState state, IServiceProvider services, DigestQuery query)
    {
        var (cited, ended) = services.GetRequiredService<CitedPatterns>().Before(query.Team.Id, query.To);
        return ended is 0
            ? PatternWords.Of(state)
            : Say(PatternDigestTexts.SuccessWithRate, PatternWords.Of(state), cited, ended);
    }

    private static List<(long Number, string Title, PatternState State)> Relied(Session session, DigestQuery query)
    {
        var relied = new List<(long, string, PatternState)>();
        using var rows = session.Statements.Read($"""
            SELECT e.id, e.title, e.state FROM patterns e
            WHERE e.team = {query.Team.Id.Value} AND NOT e.restricted AND NOT e.is_attempt
                AND e.state IN {PatternAdvice.Relied.Select(state => state.ToString())} AND {PatternRows.ByActors(query)}
            ORDER BY e.id
            """);
        while (rows.Read()) relied.Add((rows.GetInt64(0), rows.GetString(1), Enum.Parse<PatternState>(rows.GetString(2))));
        return relied;
    }
}
