using Improvement.Bot.Errors.Edits;
using Improvement.Bot.Records;

namespace Improvement.Bot.Errors;

/// <summary>Appends what happens to errors to the record's events.</summary>
internal sealed class ErrorEvents(RecordEvents events)
{
    /// <param name="what">Such as <c>filed</c>; a stable name.</param>
    /// <param name="origin">The conversation behind it; null for none.</param>
    /// <param name="data">JSON; holds no text from people except reasons.</param>
    public void Append(string what, long number, long? team, RequestOrigin? origin, string? data) =>
        events.Append(ErrorKind.Reference(number, team), what, data, origin?.ShownAt, isSubmitted: origin is not null);
}
