using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Errors;

/// <summary>Errors as a kind of record.</summary>
internal static class ErrorKind
{
    /// <summary>The name of the kind in events and webhooks.</summary>
    public const string Name = "error";

    /// <summary>Who sees what of them.</summary>
    public static Access Access { get; } = new(new("reporter", "error_readers", "witnesses", "error"), Role.ErrorLead);

    /// <summary>An error as the record's events name it.</summary>
    public static RecordReference Reference(long number, long? team) => new(Name, number, team is { } id ? new TeamId(id) : null);
}
