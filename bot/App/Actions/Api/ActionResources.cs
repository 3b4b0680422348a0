using System.ComponentModel;
using System.Text.Json.Serialization;
using Improvement.Bot.Api.Calls;

namespace Improvement.Bot.Actions.Api;

/// <summary>The body of evidence that an action item is done.</summary>
internal sealed record EvidenceBody(
    [property: Description("How it can be seen that it is done: words and links; at most 20,000 characters.")] string Evidence,
    [property: Description("Hours that it took.")] double? Hours = null);

/// <summary>The body of a step.</summary>
internal sealed record StepBody(
    [property: Description(
        "start or block. What people decide (approve, verify, not-done, move-date, reassign, decline, cancel) is refused.")]
    string Step,
    [property: Description("What stands in the way; needed to block.")] string? Reason = null);

/// <summary>One action item in a list.</summary>
internal sealed record ActionSummaryResource(
    long Number, string Label, string Title, string State, string? Owner,
    [property: Description("The day on which it is due, for its team.")] DateOnly? DueDate,
    [property: Description("The record that it comes from, such as ERR-12.")] string? Parent, string? Team, DateTimeOffset CreatedAt,
    string Self);

/// <summary>One action item, whole.</summary>
internal sealed record ActionResource(
    long Number, string Label, string Title,
    [property: Description("proposed, open, in-progress, blocked, done, verified, declined, cancelled.")] string State, string? Owner,
    [property: Description("Whether it is assigned to the caller.")] bool IsYours,
    [property: Description("What the caller may do with it at this moment; finish is done by evidence.")] string[] Steps,
    DateOnly? DueDate, string? Parent, string? Team,
    [property: Description("correction, containment, corrective, preventive.")] string Type,
    [property: Description("strong, medium, weak.")] string Strength,
    [property: Description("Whether the record that it comes from waits for it.")] bool IsMandatory,
    [property: Description("Whether somebody else verifies it once it is done.")] bool NeedsVerifier, string? Verifier,
    string? DefinitionOfDone, string? ExpectedEffect, string? Evidence, double? EffortHours, string? BlockedBecause, string? EndedBecause,
    bool Restricted, DateTimeOffset CreatedAt, string Self);

/// <summary>A page of action items.</summary>
internal sealed record ActionPage(
    ActionSummaryResource[] Items,
    [property: Description("The address of the next page; left out on the last one.")] string? Next);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EvidenceBody))]
[JsonSerializable(typeof(StepBody))]
[JsonSerializable(typeof(ActionResource))]
[JsonSerializable(typeof(ActionPage))]
internal sealed partial class ActionsApiJson : JsonSerializerContext
{
    /// <summary>As the API writes.</summary>
    public static readonly ActionsApiJson Api = new(ApiJson.Readable());
}
