using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Storage;

/// <summary>
/// Table <c>record_events</c>: what happened to records, in order. Audit, timeline and measures, and how slices hear of each other. Written
/// in the transaction of the change; never changed afterwards,
/// except that the erasure of a person blanks the free text.
/// </summary>
internal static class RecordEventRows
{
    private static readonly Sql Select = Sql.Of(
        $"SELECT id, at, actor, actor_kind, record_kind, record_id, team, what, data, shown_at, submitted_at FROM record_events");

    /// <summary>Adds an event; only while a commit runs.</summary>
    public static void Append(Statements writer, RecordEvent happened) => writer.Append($"""
        INSERT INTO record_events {NewRow.Of(
            ("at", happened.At), ("actor", happened.Actor), ("actor_kind", happened.ActorKind), ("record_kind", happened.RecordKind),
            ("record_id", happened.RecordId), ("team", happened.Team), ("what", happened.What), ("data", happened.Data),
            ("shown_at", happened.ShownAt), ("submitted_at", happened.SubmittedAt))}
        """);

    /// <summary>The history of one record, oldest first.</summary>
    public static IReadOnlyList<RecordEvent> Of(Statements database, string recordKind, long recordId) =>
        Read(database.Read($"{Select} WHERE record_kind = {recordKind} AND record_id = {recordId} ORDER BY id"));

    /// <summary>What happened after an event, oldest first.</summary>
    /// <param name="id">Cursor: id of the last event that the reader has dealt with; 0 for none.</param>
    public static IReadOnlyList<RecordEvent> After(Statements database, long id, int limit) =>
        Read(database.Read($"{Select} WHERE id > {id} ORDER BY id LIMIT {limit}"));

    private static List<RecordEvent> Read(Rows rows)
    {
        using var row = rows;
        var events = new List<RecordEvent>();
        while (row.Read())
        {
            events.Add(new(row.GetString(4), row.GetInt64(5), row.GetString(7), row.Moment(1), row.GetString(3))
            {
                Id = row.GetInt64(0),
                Actor = row.NumberOrNull(2),
                Team = row.NumberOrNull(6),
                Data = row.TextOrNull(8),
                ShownAt = row.MomentOrNull(9),
                SubmittedAt = row.MomentOrNull(10),
            });
        }

        return events;
    }
}

/// <summary>One thing that happened to a record.</summary>
/// <param name="RecordKind">Such as <c>error</c>.</param>
/// <param name="What">What happened, in one or two words that never change their meaning, such as <c>filed</c>.</param>
/// <param name="At">When, UTC, by the product's clock.</param>
/// <param name="ActorKind"><c>person</c>, <c>agent</c>, <c>system</c> or <c>bot</c>.</param>
internal sealed record RecordEvent(string RecordKind, long RecordId, string What, DateTimeOffset At, string ActorKind)
{
    /// <summary>Given by the store; ascending.</summary>
    public long Id { get; init; }

    /// <summary>The id of who did it; null for the bot itself, and where the channel did not say.</summary>
    public long? Actor { get; init; }

    /// <summary>The id of the team that the record belongs to; null for none.</summary>
    public long? Team { get; init; }

    /// <summary>What changed, as JSON; holds no text from people except reasons.</summary>
    public string? Data { get; init; }

    /// <summary>When the form behind it was first shown.</summary>
    public DateTimeOffset? ShownAt { get; init; }

    /// <summary>When the form behind it was sent.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }
}
