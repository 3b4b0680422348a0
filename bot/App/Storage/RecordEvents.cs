using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;

namespace Improvement.Bot.Storage;

/// <summary>
/// What happened to records, in order: audit, timeline and measures, and how slices hear of each other. Written in the transaction of the change; never changed
/// afterwards, except that the erasure of a person blanks the free text.
/// </summary>
internal sealed class RecordEvents(Session session, Clock clock)
{
    private const string Insert = """
        INSERT INTO record_events (at, actor, actor_kind, record_kind, record_id, team, what, data, shown_at, submitted_at)
        VALUES (@at, @actor, @actor_kind, @record_kind, @record_id, @team, @what, @data, @shown, @submitted)
        """;

    private const string Select = "SELECT id, at, actor, actor_kind, record_kind, record_id, team, what, data, shown_at, submitted_at FROM record_events ";

    /// <summary>Adds an event; only while a commit runs.</summary>
    public void Append(RecordEvent happened) => session.Statements[Insert].Execute(
        (happened.At ?? clock.UtcNow).Kept(), happened.Actor?.Value, happened.ActorKind ?? (happened.Actor is null ? "system" : "person"), happened.RecordKind, happened.RecordId,
        happened.Team?.Value, happened.What, happened.Data, happened.ShownAt?.Kept(), happened.SubmittedAt?.Kept());

    /// <summary>The history of one record, oldest first.</summary>
    public IReadOnlyList<RecordEvent> Of(string recordKind, long recordId) =>
        Read(session.Statements[Select + "WHERE record_kind = @kind AND record_id = @id ORDER BY id"], recordKind, recordId);

    /// <summary>What happened after an event, oldest first: for readers that remember how far they came.</summary>
    public IReadOnlyList<RecordEvent> After(long id, int limit) => Read(session.Statements[Select + "WHERE id > @after ORDER BY id LIMIT @limit"], id, limit);

    private static List<RecordEvent> Read(Statement statement, Value first, Value second)
    {
        var events = new List<RecordEvent>();
        using var row = statement.Read(first, second);
        while (row.Read())
        {
            events.Add(new(row.GetString(4), row.GetInt64(5), row.NumberOrNull(6) is { } team ? new TeamId(team) : null, row.GetString(7), row.NumberOrNull(2) is { } actor ? new PersonId(actor) : null)
            {
                Id = row.GetInt64(0),
                At = row.Moment(1),
                ActorKind = row.GetString(3),
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
/// <param name="What">What happened, in one or two words that never change their meaning, such as <c>reported</c>.</param>
/// <param name="Actor">Who did it; null for the bot itself.</param>
internal sealed record RecordEvent(string RecordKind, long RecordId, TeamId? Team, string What, PersonId? Actor)
{
    /// <summary>Given by the store; ascending.</summary>
    public long Id { get; init; }

    /// <summary>When, UTC; now by the product's clock unless given.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary><c>person</c>, <c>agent</c> or <c>system</c>; follows from the actor unless given.</summary>
    public string? ActorKind { get; init; }

    /// <summary>What changed, as JSON.</summary>
    public string? Data { get; init; }

    /// <summary>When the form behind it was first shown.</summary>
    public DateTimeOffset? ShownAt { get; init; }

    /// <summary>When the form behind it was sent.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }
}
