using Improvement.Bot.Patterns.Capture;
using Improvement.Bot.Patterns.Cards;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Patterns;

/// <summary>
/// The patterns about the same as a record of another kind: those that come from it or from what belongs together with it, or were used
/// with it, and those that are like it; and what patterns themselves are linked to.
/// </summary>
internal static class RelatedPatterns
{
    /// <summary>Records with which a pattern was used that are looked at, the newest.</summary>
    private const int MostUses = 10;

    /// <summary>What it tells on the status of others.</summary>
    public static RelatedSource Source { get; } = new(PatternKind.Name, () => PatternTexts.RelatedHeading, Find);

    /// <summary>What is about the same as a pattern.</summary>
    public static IReadOnlyList<RelatedGroup> To(IServiceProvider services, Pattern pattern) => Related.To(services, RelatedQuestion.Of(
        services, PatternKind.Id(pattern.Number), pattern.Team, pattern.Title, pattern.Content.Text,
        LinksOf(services.GetRequiredService<Session>(), pattern)));

    private static List<RelatedLink> LinksOf(Session session, Pattern pattern)
    {
        var links = new List<RelatedLink>();
        if (pattern.Origin is { } origin) links.Add(new(origin.Kind, origin.Number));
        if (pattern.LastUsedAt is null) return links;
        using var rows = session.Statements.Read($"""
            SELECT about_kind, about FROM pattern_uses WHERE pattern = {pattern.Number} AND about IS NOT NULL
            GROUP BY about_kind, about ORDER BY MAX(used_at) DESC, about DESC LIMIT {MostUses}
            """);
        while (rows.Read()) links.Add(new(rows.GetString(0), rows.GetInt64(1)));
        return links;
    }

    private static List<RelatedLine> Find(IServiceProvider services, RelatedQuestion question)
    {
        var session = services.GetRequiredService<Session>();
        var (linked, patterns) = (LinkedTo(session, question), services.GetRequiredService<SimilarPatterns>());
        long[] alike = question.Words is { } words && linked.Count < Related.Most
            ? patterns.NumbersTo($"{words.Title}\n{words.Text}", atLeast: AccessLevel.Everything, within: question.Teams)
            : [];
        var numbers = linked.Concat(alike).Distinct().ToList();
        var lines = numbers is [] ? [] : Lines(session, services.GetRequiredService<Actor>().Principal, numbers);
        return [.. numbers.Where(lines.ContainsKey).Select(number => lines[number])];
    }

    /// <summary>The newest first, seen or not: which of them may be seen is asked with their titles.</summary>
    private static List<long> LinkedTo(Session session, RelatedQuestion question)
    {
        var (kind, found) = (question.Record.Kind.Name, new List<long>());
        var numbers = question.Linked(kind);
        using var rows = session.Statements.Read($"""
            SELECT id FROM patterns WHERE origin_kind = {kind} AND origin IN {numbers}
            UNION SELECT pattern FROM pattern_uses WHERE about_kind = {kind} AND about IN {numbers}
            ORDER BY 1 DESC LIMIT {MostUses}
            """);
        while (rows.Read()) found.Add(rows.GetInt64(0));
        return found;
    }

    private static Dictionary<long, RelatedLine> Lines(Session session, Principal reader, IReadOnlyCollection<long> numbers)
    {
        var lines = new Dictionary<long, RelatedLine>();
        using var rows = session.Statements.Read($"""
            SELECT e.id, e.title, e.state, e.is_attempt FROM patterns e
            WHERE e.id IN {numbers} AND e.state <> {nameof(PatternState.Retired)} AND {PatternKind.Access.Condition(reader)}
            """);
        while (rows.Read())
        {
            var state = PatternCards.StateOf(Enum.Parse<PatternState>(rows.GetString(2)), rows.GetBoolean(3));
            lines.Add(rows.GetInt64(0), RelatedLine.Of(PatternKind.Id(rows.GetInt64(0)), rows.GetString(1), state));
        }

        return lines;
    }
}
