using System.Collections.Immutable;
using Improvement.Bot.Attention;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Verdict = Improvement.Bot.Statistics.Verdict;

namespace Improvement.Bot.Errors;

/// <summary>The effect of a step in the life of an error, besides its state.</summary>
/// <param name="Event">The stable name of the event.</param>
/// <param name="Line">
/// What was done, for the channels; asked for in the language of each. Null for what their card alone shows.
/// </param>
internal sealed record ErrorStep(string Event, Func<string>? Line)
{
    /// <summary>What else changes on the error.</summary>
    public ImmutableArray<(string Column, Value Value)> Columns { get; init; } = [];

    /// <summary>The severity from now on; null where it stays.</summary>
    public Severity? Severity { get; init; }

    /// <summary>How it was noticed, from now on; empty for not known, null where that stays.</summary>
    public string? Detection { get; init; }

    /// <summary>The team that it belongs to from now on; null where that stays. Its state begins anew there.</summary>
    public TeamId? Team { get; init; }

    /// <summary>Why, or what was said with it: part of the event's data; null only for a step that needs no reason.</summary>
    public string? Reason { get; init; }

    /// <summary>The data of the event besides the reason.</summary>
    public ImmutableArray<(string Name, object? Value)> Data { get; init; } = [];

    /// <summary>The form or request behind it; null for none.</summary>
    public RequestOrigin? Origin { get; init; }

    /// <summary>What is said of its fix from now on; null where that stays. It is over with the states that have a verdict.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>When a state that waits for a review is looked at again, UTC.</summary>
    public DateTimeOffset? ReviewAt { get; init; }

    /// <summary>
    /// Whether its fix is made without approval from now on; null where that stays. In another state than that of making it, it never is.
    /// </summary>
    public bool? IsUnapproved { get; init; }

    /// <summary>What its reporter and witnesses are told in a line of their own; null where their card alone says it.</summary>
    public Func<string>? Told { get; init; }
}

/// <summary>
/// Takes steps in the life of an error, inside a commit: by the rows of <see cref="ErrorLife"/>, with its clock, its event, and all places
/// where it is shown.
/// </summary>
internal sealed class ErrorSteps(
    Session session, Actor actor, Reporter reporter, ErrorGuard guard, RecordEvents events, RecordPlaces places, Notices notices)
{
    /// <summary>Takes a step; gives why not, or null.</summary>
    /// <param name="stepOf">What the step does to the error as it is at this moment.</param>
    /// <exception cref="RaceLostException">The error was changed by another commit meanwhile.</exception>
    public string? Take(long number, ErrorAction action, Func<ErrorRecord, ErrorStep> stepOf)
    {
        var (error, refusal) = guard.Allowed(number, action);
        if (error is null) return refusal;
        Take(error, reporter.Find(action, error)!, stepOf(error));
        return null;
    }

    /// <summary>Takes a step that follows by itself from what somebody did, such as the last evidence of done.</summary>
    public void TakeItself(ErrorRecord error, ErrorAction action, ErrorStep step) =>
        Take(error, ErrorLife.Machine.Row(error.State, action), step);

    /// <summary>Takes a step of the bot, if its state still has it.</summary>
    public bool TryTakeAsBot(ErrorRecord error, ErrorAction action, ErrorStep step)
    {
        if (reporter.Find(action, error) is not { } row) return false;
        Take(error, row, step);
        return true;
    }

    /// <summary>Sets the next clock of an error that stays in its state.</summary>
    public void SetTimer(ErrorRecord error, int step) => session.Statements.Execute($"""
        UPDATE errors SET timer_step = {step}, timer_at = {TimerAt(error, step)}
        WHERE id = {error.Number}
        """);

    private void Take(ErrorRecord before, Transition<ErrorState, ErrorAction, ErrorFacts> row, ErrorStep step)
    {
        row.DemandReason(step.Reason);
        var error = before with
        {
            Team = step.Team ?? before.Team,
            Severity = step.Severity ?? before.Severity,
            Detection = step.Detection is null ? before.Detection : step.Detection is "" ? null : step.Detection,
        };
        var record = ErrorKind.Id(error.Number);
        var changed = session.Statements.Execute($"""
            UPDATE errors SET version = version + 1, team = {error.Team?.Value}, severity = {(int)error.Severity},
                detection = {error.Detection}, {Assignments.Of([.. StateOf(error, row.To, step), .. step.Columns])}
            WHERE id = {error.Number} AND version = {error.Version}
            """);
        if (changed is 0) throw new RaceLostException(error.Label);

        events.Append(ErrorKind.Reference(error.Number, error.Team), step.Event, step.Origin, DataOf(step));
        if (step.Line is { } line) places.ShowAgain(record, error.Restricted, line);
        else places.ShowAgain(record);
        if (step.Told is { } told) notices.SayBeside(record, AttentionKind.Answer, IsOfReporters, told);
    }

    private static string? DataOf(ErrorStep step) =>
        step.Data.IsEmpty && step.Reason is null ? null : EventData.Of([.. step.Data, ("reason", step.Reason)]);

    /// <summary>
    /// The columns of a new state; of a step that leaves the error where it is, its clock, which its severity may have moved.
    /// </summary>
    private (string Column, Value Value)[] StateOf(ErrorRecord error, ErrorState to, ErrorStep step) =>
        to != error.State || step.Team is not null ? Reached(error, to, step)
        : step.IsUnapproved is false ? [.. Approved(error)]
        : step.ReviewAt is { } review ? [.. Reviewed(error, review)]
        : [("verdict", (step.Verdict ?? error.Triage.Verdict)?.ToString()), ("timer_at", TimerAt(error, error.Triage.TimerStep))];

    private (string Column, Value Value)[] Reviewed(ErrorRecord error, DateTimeOffset review) =>
        [("review_at", review), ("timer_step", 0), ("timer_at", TimerAt(error, error.State, 0, actor.Now, review))];

    private (string Column, Value Value)[] Approved(ErrorRecord error) =>
    [
        ("unapproved_since", (long?)null),
        ("timer_step", 0),
        ("timer_at", TimerAt(error, error.State, 0, actor.Now, review: null)),
    ];

    private (string Column, Value Value)[] Reached(ErrorRecord error, ErrorState to, ErrorStep step) =>
    [
        ("state", to.ToString()),
        ("state_since", actor.Now),
        ("timer_step", 0),
        ("timer_at", TimerAt(error, to, 0, actor.Now, step.ReviewAt, step.IsUnapproved is true)),
        ("unapproved_since", step.IsUnapproved is true ? (Value)actor.Now : default),
        ("next_step_due_at", to is ErrorState.Reported
            ? TriageTarget.DueAt(error.Severity, actor.Now, ZoneOf(error))
            : step.ReviewAt),
        ("review_at", step.ReviewAt),
        ("verdict", (IsOver(to) ? step.Verdict ?? error.Triage.Verdict : to is ErrorState.Verifying ? step.Verdict : null)?.ToString()),
        ("closed_at", IsClosed(to) ? (Value)actor.Now : default),
    ];

    /// <summary>The clock of an error in its present state.</summary>
    private DateTimeOffset? TimerAt(ErrorRecord error, int step) => TimerAt(
        error, error.State, step, error.Triage.UnapprovedSince ?? error.Triage.Since ?? error.CreatedAt, error.Triage.ReviewAt,
        error.IsUnapproved);

    private DateTimeOffset? TimerAt(
        ErrorRecord error, ErrorState state, int step, DateTimeOffset since, DateTimeOffset? review, bool isUnapproved = false) =>
        error.ReporterKind is NewError.Imported && state is not ErrorState.Verifying ? null // what people here have fixed is watched
        : ErrorTimer.DueAt(state, error.Priority, step, since, ZoneOf(error), review, isUnapproved);

    private TimeZoneInfo? ZoneOf(ErrorRecord error) => reporter.TeamOf(error.Team)?.Zone;

    private static bool IsOver(ErrorState state) => state is ErrorState.Resolved or ErrorState.Closed;

    private static bool IsClosed(ErrorState state) => state is ErrorState.Closed or ErrorState.Withdrawn;

    private static bool IsOfReporters(string view) => view is ErrorKind.ReporterView or ErrorKind.WitnessView;
}
