using System.ComponentModel;
using System.Text.Json.Serialization;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.People;
using Improvement.Bot.Similarity;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Api;

/// <summary>The body of a report; read by <see cref="FileError"/>, described here.</summary>
internal sealed record NewErrorBody(
    [property: Description("What happened, in your own words; at most 20,000 characters.")] string Story,
    [property: Description("One line of at most 80 characters; proposed from the story when left out.")] string? Title = null,
    [property: Description("hazard, near-miss, reached-no-harm, minor-harm, major-harm, critical, or the number 0 to 5; proposed from "
        + "the story when left out.")] string? Severity = null,
    [property: Description("not-known-yet, only-me, colleague, customer, several, nobody-yet.")] string? Hit = null,
    [property: Description("Who or what exactly was hit.")] string? HitWords = null,
    [property: Description("When it happened, with its offset; now when left out.")] DateTimeOffset? OccurredAt = null,
    [property: Description("task, ai-agent, tool, process-step, document, hand-over.")] string? Object = null,
    [property: Description("Its name, such as that of the agent that went wrong.")] string? ObjectName = null,
    [property: Description("Its version, or its model and prompt.")] string? ObjectVersion = null,
    [property: Description("The step of its work at which an AI agent went wrong, as its trace counts.")] string? AgentStep = null,
    [property: Description("Why it went wrong there.")] string? AgentReason = null,
    [property: Description("disobeyed-task, disobeyed-role, repeated-steps, lost-history, did-not-stop, reset-conversation, did-not-ask, "
        + "drifted, withheld-information, ignored-input, said-not-did, stopped-early, no-check, wrong-check.")] string? AgentMode = null,
    [property: Description("omitted, wrong, extra, late, misunderstood, wrong-information, lost-hand-over, not-checked, unsafe, "
        + "tool-failure.")] string? Category = null,
    [property: Description("What should have come out.")] string? Expected = null,
    [property: Description("What came out.")] string? Actual = null,
    [property: Description("What was done at once.")] string? ImmediateAction = null,
    [property: Description("Links, and the id of the trace.")] string? Evidence = null,
    [property: Description("Whether only you, the leads and the administrators may see it.")] bool Restricted = false);

/// <summary>The body of what a witness saw.</summary>
internal sealed record WitnessBody(
    [property: Description("What you saw.")] string? Note = null,
    [property: Description("When; now when left out.")] DateTimeOffset? OccurredAt = null,
    [property: Description("Its version then, which tells whether that has the fix.")] string? ObjectVersion = null);

/// <summary>The body of the question what is similar.</summary>
internal sealed record SimilarBody([property: Description("What happened.")] string Story);

/// <summary>A team.</summary>
internal sealed record TeamResource(long Id, string? Name);

/// <summary>Who reported an error.</summary>
internal sealed record ReporterResource(string Name, [property: Description("person, agent, system or import.")] string Kind);

/// <summary>One error in a list.</summary>
internal sealed record ErrorSummaryResource(
    long Number, string Label, string Title, string State, int Severity, string? Category, TeamResource? Team, DateTimeOffset CreatedAt,
        [property: Description("How many have reported it.")] int Reports, string Self);

/// <summary>One error, whole.</summary>
internal sealed record ErrorResource(
    long Number, string Label, string Title, string Story, string State,
    [property: Description("0 hazard, 1 near miss, 2 reached without harm, 3 minor harm, 4 major harm, 5 critical.")] int Severity,
    [property: Description("low, medium or high.")] string Priority,
    string Hit, string? HitWords, TeamResource? Team, ReporterResource Reporter, DateTimeOffset CreatedAt, DateTimeOffset? OccurredAt,
    [property: Description("By when it is looked at; left out when the next weekly list takes it up.")] DateTimeOffset? NextStepDueAt,
    string? Object, string? ObjectName, string? ObjectVersion, string? AgentStep, string? AgentReason, string? AgentMode, string? Category,
    string? Expected, string? Actual, string? ImmediateAction, string? Evidence, bool Restricted, string? WithdrawnBecause, int Reports,
    [property: Description("How often it happened, as far as it was reported: by witnesses, and again by its reporter.")] int Occurrences,
    int Additions, string? Owner,
    [property: Description("The open question to its reporter; answered by the step answer-info.")] string? Question,
    [property: Description("The words to the last decision: why it is no error, is put off, goes back, came back, or what corrected it.")]
    string? Reason,
    [property: Description(
        "What the caller can do with it at this moment: steps, and witness, propose-fix and edit-fix, which have addresses of their own.")]
    string[] Steps,
    [property: Description("The newest fix that was proposed.")] FixOutlineResource? Fix,
    [property: Description("Whether the fix that was in place last worked; left out before there is a verdict.")] VerdictResource? Verdict,
    string Self)
{
    /// <summary>An error as the API tells it to whoever calls.</summary>
    public static ErrorResource Of(ApiCall call, ErrorRecord error)
    {
        var session = call.Get<Session>();
        var fix = FixRows.OfError(session, error.Number);
        return Of(
            error, StepsOf(call, error, fix), fix is null ? null : FixOutlineResource.Of(fix),
            VerdictResource.OfError(session, error.Number));
    }

    private static string[] StepsOf(ApiCall call, ErrorRecord error, Fix? fix)
    {
        var isOwn = fix is not null && fix.Proposer == call.Get<Actor>().Id;
        return
        [
            .. call.Get<Reporter>().ActionsOn(error).Where(StepOnError.IsOffered)
                .Where(action => isOwn || action is not ErrorAction.EditFix)
                .Select(Codes.Of),
        ];
    }

    private static ErrorResource Of(ErrorRecord error, string[] steps, FixOutlineResource? fix, VerdictResource? verdict) => new(
        error.Number, error.Label, error.Title, error.Story, Codes.Of(error.State), (int)error.Severity, Codes.Of(error.Priority),
        Codes.Of(error.Hit), error.HitWords, TeamOf(error), new(error.ReporterName, error.ReporterKind), error.CreatedAt, error.OccurredAt,
        error.NextStepDueAt,
        error.Object is { } about
            ? Codes.Of(about)
            : null, error.ObjectName, error.ObjectVersion, error.AgentStep, error.AgentReason, error.AgentMode, error.Category,
        error.Expected, error.Actual, error.ImmediateAction, error.Evidence, error.Restricted, error.WithdrawnBecause, error.Reports,
            error.Occurrences, error.Additions, error.OwnerName, error.Triage.Question, error.Triage.Reason, steps, fix,
            verdict, PathOf(error.Number));

    /// <summary>The same in a list.</summary>
    public static ErrorSummaryResource SummaryOf(ErrorRecord error) => new(
        error.Number, error.Label, error.Title, Codes.Of(error.State), (int)error.Severity, error.Category, TeamOf(error), error.CreatedAt,
            error.Reports, PathOf(error.Number));

    /// <summary>Where it is to be read.</summary>
    public static string PathOf(long number) => $"{ApiCall.Root}/errors/{number}";

    private static TeamResource? TeamOf(ErrorRecord error) => error.Team is { } team ? new(team.Value, error.TeamName) : null;
}

/// <summary>A report that may be the same thing.</summary>
internal sealed record SimilarResource(
    long Number, string Label, string Title,
    [property: Description("Left out for a report of another team.")] DateTimeOffset? CreatedAt,
    [property: Description("Left out for a report of another team.")] int? Reports,
    [property: Description("Where to say that it is the same, instead of a new report.")] string Witnesses)
{
    /// <summary>All of them.</summary>
    public static SimilarResource[] Of(IEnumerable<SimilarReport> similar) =>
        [
            .. similar.Select(each =>
                new SimilarResource(
                    each.Number, ErrorKind.Labels.Of(each.Number), each.Title, each.ReportedAt, each.Reports,
                    $"{ErrorResource.PathOf(each.Number)}/witnesses"))];
}

/// <summary>What came of a report.</summary>
internal sealed record FiledResource(
    ErrorResource Error, [property: Description("Reports that may be the same thing; at most three.")] SimilarResource[] Similar);

/// <summary>What is like a story.</summary>
internal sealed record SimilarAnswer(SimilarResource[] Similar);

/// <summary>What came of a witness's word.</summary>
internal sealed record WitnessedResource(
    long Number, string Label, string? Title,
    [property: Description("How many have reported it; left out for a report of another team.")] int? Reports);

/// <summary>What a witness sees of an error, also one of another team.</summary>
internal sealed record OwnAccountResource(
    long Number, string Label, string Title, string State,
    [property: Description("What you wrote about it, the oldest first.")] string[] Notes);

/// <summary>A page of errors.</summary>
internal sealed record ErrorPage(
    ErrorSummaryResource[] Items,
    [property: Description("The address of the next page; left out on the last one. A page may have fewer errors than asked for, even "
        + "none, and be followed by others.")] string? Next)
{
    /// <summary>Null when the page is full or the last.</summary>
    [Description("How many errors were looked at, where that were as many as one request may look at, before the page was full; next "
        + "goes on from there.")]
    public int? Searched { get; init; }
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NewErrorBody))]
[JsonSerializable(typeof(WitnessBody))]
[JsonSerializable(typeof(SimilarBody))]
[JsonSerializable(typeof(ErrorResource))]
[JsonSerializable(typeof(FiledResource))]
[JsonSerializable(typeof(SimilarAnswer))]
[JsonSerializable(typeof(WitnessedResource))]
[JsonSerializable(typeof(OwnAccountResource))]
[JsonSerializable(typeof(ErrorPage))]
[JsonSerializable(typeof(ErrorStepBody))]
[JsonSerializable(typeof(FixBody))]
[JsonSerializable(typeof(FixResource))]
[JsonSerializable(typeof(FixList))]
internal sealed partial class ErrorsApiJson : JsonSerializerContext
{
    /// <summary>As the API writes.</summary>
    public static readonly ErrorsApiJson Api = new(ApiJson.Readable());
}
