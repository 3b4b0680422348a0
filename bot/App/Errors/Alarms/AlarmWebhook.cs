using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Alarms;

/// <summary>An alarm in the message of a webhook: codes and figures, which name no error and nobody.</summary>
/// <param name="Rule"><c>by-week</c>, or <c>in-thirty-days</c>.</param>
/// <param name="Since">The first day that was counted.</param>
/// <param name="Expected">Reports that were usual in as long a time.</param>
/// <param name="Seen">Reports that came.</param>
internal sealed record AlarmResource(
    long Number, string Label, string Category, string Rule, DateOnly Since, double Expected, int Seen, DateTimeOffset CreatedAt);

/// <summary>What other systems hear of alarms.</summary>
internal static class AlarmWebhook
{
    /// <summary>The events, in the order shown.</summary>
    public static ImmutableArray<RecordEventChoice> Events { get; } =
    [
        new(
            "Alarm", [("alarm.raised", () => AlarmTexts.WebhookRaised)],
            () => AlarmTexts.EventRaisedLabel, () => AlarmTexts.EventRaisedTick),
    ];

    /// <summary>An alarm as each member of its team sees it: restricted errors are counted in none.</summary>
    public static JsonNode? Of(IServiceProvider services, RecordEvent happened) =>
        AlarmRows.Find(services.GetRequiredService<Session>(), happened.RecordId) is { Restricted: false } alarm
            ? JsonSerializer.SerializeToNode(ResourceOf(alarm), AlarmJson.Api.AlarmResource)
            : null;

    private static AlarmResource ResourceOf(Alarm alarm) => new(
        alarm.Number, AlarmKind.Definition.Labels.Of(alarm.Number), alarm.Category, Codes.Of(alarm.Rule), alarm.Since, alarm.Expected,
        alarm.Seen, alarm.CreatedAt);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(AlarmResource))]
internal sealed partial class AlarmJson : JsonSerializerContext
{
    /// <summary>As the API writes.</summary>
    public static readonly AlarmJson Api = new(ApiJson.Readable());
}
