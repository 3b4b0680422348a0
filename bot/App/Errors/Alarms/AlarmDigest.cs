using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Alarms;

/// <summary>
/// What alarms tell in a digest: the account of all of them, and those of the week. They are on kinds of error, so that severity, object
/// and who reported choose none of them, and no restricted error is counted in any.
/// </summary>
internal static class AlarmDigest
{
    /// <summary>The part of alarms in a digest; nothing for somebody who may not see those of the team.</summary>
    public static DigestPart Of(IServiceProvider services, DigestQuery query)
    {
        if (!query.AsksFor(DigestSection.Alarms)) return DigestPart.Empty;
        var session = services.GetRequiredService<Session>();
        var reader = query.Reader ?? Principal.OfMember(query.Team.Id);
        var (lines, total) = Raised(session, reader, query);
        if (Account(session, reader, query) is { } account) (lines, total) = ([account, .. lines], total + 1);
        return new([.. lines.Take(query.MostLines)])
        {
            Totals = new Dictionary<DigestSection, int> { [DigestSection.Alarms] = total },
        };
    }

    private static DigestLine? Account(Session session, Principal reader, DigestQuery query) =>
        (reader.IsIn(query.Team.Id) || AlarmDecisions.MayDecide(reader, query.Team.Id))
            && AlarmAccount.Of(session, query.Team.Id, query.To).Words is { } words
            ? new(DigestSection.Alarms, null, null, words)
            : null;

    /// <summary>Those that were raised in the week, the latest first.</summary>
    private static (IReadOnlyList<DigestLine> Lines, int Total) Raised(Session session, Principal reader, DigestQuery query)
    {
        var raised = Sql.Of($"""
            e.team = {query.Team.Id.Value} AND e.created_at >= {query.From} AND e.created_at < {query.To} AND NOT e.restricted
                AND {AlarmKind.Access.Condition(reader)}
            """);
        var alarms = AlarmRows.Page(session, raised, query.MostLines);
        var total = session.Statements.Number($"SELECT COUNT(*) FROM alarms e WHERE {raised}") ?? 0;
        return ([.. alarms.Select(alarm => new DigestLine(
            DigestSection.Alarms, AlarmKind.Id(alarm.Number), alarm.Title, AlarmCards.Counts(alarm)))], (int)total);
    }
}
