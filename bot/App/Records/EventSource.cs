using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Records;

/// <summary>Events of which webhooks can hear and that are of no kind of record; a slice registers one.</summary>
/// <param name="Kind">As the events name what they are of; also the member of the messages that holds it.</param>
/// <param name="Events">As they are offered.</param>
/// <param name="ForWebhook">What a member of the team sees of what an event is of; null when they see nothing.</param>
internal sealed record EventSource(
    string Kind, ImmutableArray<RecordEventChoice> Events, Func<IServiceProvider, RecordEvent, JsonNode?> ForWebhook)
{
    /// <summary>Whether an event that names no team is one of a team all the same, such as what concerns several teams.</summary>
    public Func<IServiceProvider, RecordEvent, TeamId, bool> IsOf { get; init; } = (_, _, _) => false;
}
