using System.Globalization;
using Improvement.Bot.Records;

namespace Improvement.Bot.Audit;

/// <summary>One thing that happened, as the trail shows it.</summary>
/// <param name="ActorKind"><c>person</c>, <c>agent</c>, <c>system</c> or <c>bot</c>.</param>
/// <param name="Actor">The name of who did it; null for the bot, for nobody known, and for somebody who was erased.</param>
/// <param name="What">A stable name, such as <c>filed</c> or <c>refused</c>.</param>
/// <param name="Data">What changed, as JSON; null for nothing.</param>
internal sealed record AuditEntry(
    long Id, DateTimeOffset At, string ActorKind, long? ActorId, string? Actor, string RecordKind, long RecordId, string? Team, string What,
    string? Data)
{
    /// <summary>When the form behind it was first shown.</summary>
    public DateTimeOffset? ShownAt { get; init; }

    /// <summary>When the form behind it was sent.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>What it happened to: <c>ERR-12</c> for a record that people see, <c>role 7</c> for anything else.</summary>
    public string LabelIn(RecordKinds kinds) => kinds.Named(RecordKind) is { } kind && RecordId > 0
        ? kind.Labels.Of(RecordId)
        : string.Create(CultureInfo.InvariantCulture, $"{RecordKind} {RecordId}");
}
