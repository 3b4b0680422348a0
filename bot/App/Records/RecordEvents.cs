using System.Text.Json.Nodes;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Records;

/// <summary>Which record an event is about.</summary>
/// <param name="Kind">Such as <c>error</c>.</param>
/// <param name="Id">Its number; 0 for a record that does not exist yet, such as a key that somebody may not make.</param>
/// <param name="Team">The team that it belongs to; null for none.</param>
internal readonly record struct RecordReference(string Kind, long Id, TeamId? Team);

/// <summary>The audit trail of records: appends what the actor of this scope does, in the transaction of the change; reads it.</summary>
internal sealed class RecordEvents(Session session, Actor actor)
{
    /// <summary>A link to a page of the record was issued. Not part of its history: nothing happened to the record.</summary>
    public const string PageLinkIssued = "page-link-issued";

    /// <summary>A page of the record was opened in a browser. Not part of its history either.</summary>
    public const string PageOpened = "page-opened";

    /// <summary>Adds an event; only while a commit runs.</summary>
    /// <param name="what">Such as <c>filed</c>; a stable name.</param>
    /// <param name="origin">The form or request behind it; null for none.</param>
    /// <param name="data">What changed, as <see cref="EventData"/> writes it; no text from people except reasons. Null for nothing.</param>
    public void Append(RecordReference record, string what, RequestOrigin? origin = null, string? data = null)
    {
        var id = actor.FindOrKeep(); // a stranger's kind is known once they are kept
        RecordEventRows.Append(session.Statements, new(record.Kind, record.Id, what, actor.Now, actor.Kind)
        {
            Actor = id?.Value,
            Team = record.Team?.Value,
            Data = data,
            ShownAt = origin?.ShownAt,
            SubmittedAt = origin is null ? null : actor.Now,
        });
    }

    /// <summary>The history of one record, oldest first.</summary>
    public IReadOnlyList<RecordEvent> Of(string recordKind, long recordId) => RecordEventRows.Of(session.Statements, recordKind, recordId);

    /// <summary>What happened after an event, oldest first: for readers that keep a cursor.</summary>
    /// <inheritdoc cref="RecordEventRows.After"/>
    public IReadOnlyList<RecordEvent> After(long id, int limit) => RecordEventRows.After(session.Statements, id, limit);
}

/// <summary>Writes the data of an event.</summary>
internal static class EventData
{
    /// <summary>The named values that are there, as JSON.</summary>
    public static string Of(params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var data = new JsonObject();
        foreach (var (name, value) in values)
        {
            if (value is null) continue;
            data[name] = value switch { int number => number, long number => number, bool flag => flag, _ => value.ToString() };
        }

        return data.ToJsonString();
    }
}
