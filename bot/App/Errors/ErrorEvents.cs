using System.Text.Json.Nodes;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>Appends what happens to errors to the record's events.</summary>
internal sealed class ErrorEvents(RecordEvents events, CurrentPerson person)
{
    /// <summary>The kind of record.</summary>
    public const string RecordKind = "error";

    /// <param name="what">Such as <c>filed</c>; a stable name.</param>
    /// <param name="origin">The conversation behind it; null for none.</param>
    /// <param name="data">JSON; holds no text from people except reasons.</param>
    public void Append(string what, long number, long? team, long actor, DateTimeOffset at, Origin? origin, string? data) =>
        events.Append(new(RecordKind, number, team is { } t ? new TeamId(t) : null, what, new PersonId(actor))
        {
            At = at,
            ActorKind = person.Find()?.Kind,
            Data = data,
            ShownAt = origin?.ShownAt,
            SubmittedAt = origin is null ? null : at,
        });
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
            if (value is not null) data[name] = value switch { int number => number, long number => number, bool flag => flag, _ => value.ToString() };
        }

        return data.ToJsonString();
    }
}
