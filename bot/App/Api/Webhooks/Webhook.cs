using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Api.Webhooks;

/// <summary>An address that hears of events of a team.</summary>
/// <param name="Secret">Signs what it hears; null until it was made, and until then nothing is sent.</param>
/// <param name="FormerSecret">Signs as well until <paramref name="FormerUntil"/>, so that a secret can be replaced without a gap.</param>
/// <param name="ToldThrough">The last event that it heard of or that was none of its own.</param>
/// <param name="Attempts">How often the next one failed.</param>
/// <param name="ParkedAt">Since when nothing is tried any more.</param>
internal sealed record Webhook(
    long Id, TeamId Team, string TeamName, string Url, ImmutableArray<string> Events, string? Secret, int SecretsMade, string? FormerSecret,
    DateTimeOffset? FormerUntil,
    DateTimeOffset CreatedAt, DateTimeOffset? RemovedAt, long ToldThrough, int Attempts, DateTimeOffset? ParkedAt, string? Problem)
{
    /// <summary>The host alone: addresses may carry secrets of their own.</summary>
    public string Host => Uri.TryCreate(Url, UriKind.Absolute, out var address) ? address.Authority : Url;

    /// <summary>Whether it wants to hear of an event, if it is one of its team.</summary>
    public bool Wants(RecordEvent happened) => Events.Contains(WebhookEvents.NameOf(happened), StringComparer.Ordinal);

    /// <summary>The secrets that are good by now.</summary>
    public IEnumerable<string> SecretsAt(DateTimeOffset now)
    {
        if (Secret is not null) yield return Secret;
        if (FormerSecret is not null && FormerUntil > now) yield return FormerSecret;
    }
}

/// <summary>How one attempt went.</summary>
/// <param name="Status">What was answered; null when nothing was.</param>
internal sealed record WebhookAttempt(string What, DateTimeOffset At, int? Status, string? Problem);

/// <summary>The names of events as webhooks know them.</summary>
internal static class WebhookEvents
{
    /// <summary>The name of an event.</summary>
    public static string NameOf(RecordEvent happened) => $"{happened.RecordKind}.{happened.What}";
}

/// <summary>What an administrator fills in to add a webhook; the properties are the inputs of the form.</summary>
internal sealed record NewWebhook(string Url, long Team)
{
    /// <summary>The ticks of the events that kinds of record offer.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Ticked { get; set; }

    /// <summary>The names of the events that were ticked, in the order in which they are offered.</summary>
    public IEnumerable<string> Events(RecordKinds kinds) =>
        kinds.Events.Where(choice => Ticks.IsSet(Ticked, choice.Input))
            .SelectMany(choice => choice.Events).Select(each => each.Name);
}
