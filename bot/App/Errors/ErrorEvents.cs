using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Errors;

/// <summary>Appends what happens to errors to the record's events.</summary>
internal sealed class ErrorEvents(RecordEvents events)
{
    /// <summary>The kind of record.</summary>
    public const string RecordKind = "error";

    /// <param name="what">Such as <c>filed</c>; a stable name.</param>
    /// <param name="origin">The conversation behind it; null for none.</param>
    /// <param name="data">JSON; holds no text from people except reasons.</param>
    public void Append(string what, long number, long? team, RequestOrigin? origin, string? data) =>
        events.Append(Reference(number, team), what, data, origin?.ShownAt, isSubmitted: origin is not null);

    /// <summary>An error as the record's events name it.</summary>
    public static RecordReference Reference(long number, long? team) => new(RecordKind, number, team is { } id ? new TeamId(id) : null);
}
