using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Records;

/// <summary>One event in the history of a record, as people are told.</summary>
/// <param name="Who">What the actor is called, in the language of the moment; null for nobody who is known.</param>
/// <param name="What">The stable name of the event.</param>
/// <param name="Data">What changed, as JSON; null for nothing.</param>
/// <param name="Actor">Who did it; null for the bot itself and nobody who is known.</param>
internal sealed record HistoryEvent(DateTimeOffset At, string? Who, string What, string? Data, PersonId? Actor);

/// <summary>Reads the history of records out of their events, without what was refused and which of their pages were read.</summary>
internal static class RecordHistory
{
    private static readonly Sql IsHistory =
        Sql.Of($"what NOT IN ('refused', 'page-link-issued', 'page-opened')");

    /// <summary>The newest events of a record, the newest last.</summary>
    public static IReadOnlyList<HistoryEvent> Of(Session session, RecordId record, int most)
    {
        var events = new List<HistoryEvent>();
        using var rows = session.Statements.Read(
            $"""
            SELECT at, name, what, data, actor, actor_kind FROM (
                SELECT r.id AS id, r.at AS at, p.name AS name, r.what AS what, r.data AS data, r.actor AS actor,
                    r.actor_kind AS actor_kind
                FROM record_events r LEFT JOIN people p ON p.id = r.actor
                WHERE r.record_kind = {record.Kind.Name} AND r.record_id = {record.Number} AND {IsHistory}
                ORDER BY r.id DESC LIMIT {most}) newest
            ORDER BY id
            """);
        while (rows.Read())
        {
            events.Add(
                new(
                    rows.Moment(0), rows.GetString(5) is ActorKind.Bot ? RecordTexts.TheBot : rows.TextOrNull(1), rows.GetString(2),
                    rows.TextOrNull(3),
                    rows.NumberOrNull(4) is { } actor ? new(actor) : null));
        }

        return events;
    }

    /// <summary>When an event of a name happened last, UTC; null for never.</summary>
    public static DateTimeOffset? LastOf(Session session, RecordId record, string what) => session.Statements.Number($"""
        SELECT MAX(at) FROM record_events
        WHERE record_kind = {record.Kind.Name} AND record_id = {record.Number} AND what = {what}
        """) is { } at
        ? DateTimeOffset.FromUnixTimeMilliseconds(at)
        : null;

    /// <summary>
    /// Who did something to a record at a moment, such as that at which it reached its state; null for the bot and for nobody.
    /// </summary>
    public static PersonId? WhoAt(Session session, RecordId record, DateTimeOffset at) => session.Statements.Number($"""
        SELECT MIN(actor) FROM record_events
        WHERE record_kind = {record.Kind.Name} AND record_id = {record.Number} AND at = {at} AND actor IS NOT NULL AND {IsHistory}
        """) is { } person
        ? new(person)
        : null;
}
