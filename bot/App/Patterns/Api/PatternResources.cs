using System.ComponentModel;
using System.Text.Json.Serialization;
using Improvement.Bot.Api.Calls;

namespace Improvement.Bot.Patterns.Api;

/// <summary>The body of a success, or of an attempt that did not work.</summary>
internal sealed record PatternBody(
    [property: Description("What worked, in your own words; of an attempt, what was tried. At most 20,000 characters.")] string Story,
    [property: Description("One line; taken from the story when left out. At most 80 characters.")] string? Title = null,
    [property: Description("Whether it did not work; it is kept as an attempt, found by why it did not.")] bool? IsAttempt = null,
    [property: Description("How it is known to have worked, or not. This and the following: at most 2,000 characters each.")]
    string? Evidence = null,
    [property: Description("Where it was done, and by whom.")] string? Context = null,
    [property: Description("What it solves.")] string? Problem = null,
    [property: Description("The steps that must stay as they are, a line each.")] string? CoreSteps = null,
    [property: Description("The steps that may be changed, a line each.")] string? AdaptableSteps = null,
    [property: Description("Why it is thought to work; of an attempt, why it did not.")] string? Mechanism = null,
    [property: Description("When it does not work.")] string? Limits = null,
    [property: Description("Benefits, costs and side effects.")] string? Consequences = null,
    [property: Description("What pulls in other directions.")] string? Forces = null,
    [property: Description("Hours that a team saves by it in 90 days, as you estimate; above 0.")] double? HoursSaved = null,
    [property: Description("Hours that it takes a team to take it over, as you estimate; above 0.")] double? HoursToAdopt = null);

/// <summary>The body of a use.</summary>
internal sealed record UseBody(
    [property: Description("The record with which it helped, such as ERR-12; left out for none.")] string? About = null);

/// <summary>The body of a flag.</summary>
internal sealed record FlagBody(
    [property: Description("What is wrong with it, in a sentence; at most 2,000 characters.")] string Words);

/// <summary>One pattern in a list.</summary>
internal sealed record PatternSummaryResource(
    long Number, string Label, string Title,
    [property: Description("candidate, validated, replicated, standard, challenged, retired.")] string State,
    [property: Description("Whether it did not work.")] bool IsAttempt,
    [property: Description("The version of what it says; grows with each change of it.")] int Version,
    string? Team, DateTimeOffset CreatedAt, string Self);

/// <summary>A criterion as it was checked.</summary>
internal sealed record CriterionResource(
    [property: Description("repeatable, measurable, transferable, within-rules.")] string Criterion, bool IsMet, string Evidence);

/// <summary>One pattern, whole.</summary>
internal sealed record PatternResource(
    long Number, string Label, string Title, string State, bool IsAttempt, int Version, string Story, string? Evidence, string? Context,
    string? Problem, string? Forces, string[] CoreSteps, string? AdaptableSteps, string? Mechanism, string? Consequences, string? Limits,
    CriterionResource[] Criteria,
    [property: Description("Flags that wait for an answer.")] int OpenFlags,
    [property: Description("What the caller may do with it at this moment.")] string[] Steps,
    string? Author, string? Owner, string? Team, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt, DateTimeOffset? ReviewDueAt,
    string Self,
    [property: Description("Hours that a team saves by it in 90 days, as estimated.")] double? HoursSaved,
    [property: Description("Hours that it takes a team to take it over, as estimated.")] double? HoursToAdopt);

/// <summary>A pattern that was kept, and what is like it.</summary>
internal sealed record KeptPatternResource(
    PatternResource Pattern,
    [property: Description("Patterns and attempts that are like it, as far as the caller may know of them.")]
    SimilarPatternResource[] Similar);

/// <summary>A pattern that is like another.</summary>
internal sealed record SimilarPatternResource(long Number, string Label, string Title, bool IsAttempt);

/// <summary>A page of patterns.</summary>
internal sealed record PatternPage(
    PatternSummaryResource[] Items,
    [property: Description("The address of the next page; left out on the last one.")] string? Next);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PatternBody))]
[JsonSerializable(typeof(UseBody))]
[JsonSerializable(typeof(FlagBody))]
[JsonSerializable(typeof(PatternResource))]
[JsonSerializable(typeof(KeptPatternResource))]
[JsonSerializable(typeof(PatternPage))]
[JsonSerializable(typeof(ReplicationList))]
[JsonSerializable(typeof(InstructionResource))]
internal sealed partial class PatternsApiJson : JsonSerializerContext
{
    /// <summary>As the API writes.</summary>
    public static readonly PatternsApiJson Api = new(ApiJson.Readable());
}
