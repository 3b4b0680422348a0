using System.Globalization;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Edits;
using Improvement.Bot.Errors.FromMessage;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Similarity;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>
/// What people bring about: filing, witnessing, editing, adding, withdrawing. Each runs inside the turn's transaction and appends to
/// <c>record_events</c>.
/// </summary>
internal sealed class ErrorReports(
    Session session, Actor actor, Reporter reporter, ErrorPlaces errorPlaces, RecordPlaces places, RecordEvents events,
    ErrorRefusals refusals, SimilarityIndex index)
{
    /// <summary>Characters of a detail in a line of the channel; the card below has more of it.</summary>
    private const int LineShown = 200;

    private DateTimeOffset Now => actor.Now;

    /// <summary>Files a report and gives its number.</summary>
    public ValueTask<long> File(ErrorReport report, RequestOrigin origin, CancellationToken ct)
    {
        var me = Me();
        var team = reporter.TeamFor(report.Team);
        var error = NewErrorOf(report, origin, me, team);
        var number = error.AddTo(session.Statements);

        events.Append(
            ErrorKind.Reference(number, team?.Id), "filed", origin,
            EventData.Of(("severity", (int)error.Severity), ("proposed", (int)error.Proposed.Value), ("shown", report.Shown)));
        errorPlaces.Announce(number, team, error.Severity, error.Restricted, origin.BegunIn);
        return new(number);
    }

    private NewError NewErrorOf(ErrorReport report, RequestOrigin origin, long me, TeamOfRecord? team)
    {
        var title = string.IsNullOrWhiteSpace(report.Title) ? ProposedTitle.From(report.Story) : report.Title.Trim();
        var error = new NewError(title, report.Story, me, actor.Kind, team?.Id, Now, LocalDay(team))
        {
            DialogId = origin.DialogId,
            Chosen = report.Severity,
            Hit = report.Hit,
            HitWords = report.HitWords,
            OccurredAt = OccurredAt(report),
            Object = report.Object,
            ObjectName = report.ObjectName,
            ObjectVersion = report.ObjectVersion,
            Category = report.Category,
            Expected = report.Expected,
            Actual = report.Actual,
            ImmediateAction = report.ImmediateAction,
            Evidence = report.Evidence,
            Restricted = report.Confidentiality is Confidentiality.Restricted,
            SourceConversation = (origin.BegunIn ?? actor.Here?.Conversation) is { } conversation ? Address.ChannelOf(conversation) : null,
            SourceLink = report.SourceLink,
            SourceAuthor = report.SourceAuthor,
            AgentStep = report.AgentStep,
            AgentReason = report.AgentReason,
            AgentMode = report.AgentMode,
        };
        return error with { NextStepDueAt = TriageTarget.DueAt(error.Severity, Now, team?.Zone) };
    }

    /// <summary>
    /// Keeps a person's words on an error that exists already, once per conversation; with a refusal when it may not or can no longer be
    /// joined.
    /// </summary>
    public ValueTask<ChangeResult<ErrorEdit>> AddWitness(long number, WitnessNote note, RequestOrigin origin, CancellationToken ct)
    {
        var me = Me();
        var (error, refusal) = Allowed(number, ErrorAction.Witness);
        if (refusal is not null) return new(new ChangeResult<ErrorEdit>(number, refusal));
        var added = session.Statements.Execute($"""
            INSERT INTO witnesses {NewRow.Of(
                ("error", number), ("person", me), ("dialog_id", origin.DialogId), ("note", note.Note),
                ("occurred_at", NotLater(note.OccurredAt ?? Now)), ("created_at", Now))}
            ON CONFLICT DO NOTHING
            """);
        if (added is 0) return new(new ChangeResult<ErrorEdit>(number));

        events.Append(ErrorKind.Reference(number, error!.Team), "witnessed", origin);
        var reports = ErrorRows.FindAny(session, number)!.Reports;
        places.ShowAgain(
            ErrorKind.Id(number), error.Restricted,
            () =>
                me == error.Reporter
                    ? Say(ErrorTexts.LineMetAgain, actor.Name)
                    : Say(ErrorTexts.LineWitnessed, actor.Name, reports.ToString(CultureInfo.InvariantCulture)));
        return new(new ChangeResult<ErrorEdit>(number));
    }

    /// <summary>What became of a form that this person sent before; null when it was not sent yet.</summary>
    /// <param name="key">Under which it was filed or joined.</param>
    public DraftOutcome? OutcomeOf(string key)
    {
        if (actor.Id is not { } me) return null;
        using var rows = session.Statements.Read($"""
            SELECT id, FALSE FROM errors WHERE dialog_id = {key} AND reporter = {me.Value}
            UNION ALL SELECT error, TRUE FROM witnesses WHERE dialog_id = {key} AND person = {me.Value}
            """);
        return rows.Read() ? new(rows.GetInt64(0), rows.GetBoolean(1)) : null;
    }

    /// <summary>Saves what a person changed; with a refusal when it cannot be changed any more.</summary>
    /// <param name="shown">What the form began with: only what differs from it is changed, so that nobody undoes what was changed
    /// meanwhile.</param>
    public ValueTask<ChangeResult<ErrorEdit>> Edit(
        long number, ErrorEdit submitted, ErrorEdit shown, RequestOrigin origin, CancellationToken ct)
    {
        var (error, refusal) = Allowed(number, ErrorAction.Edit);
        if (refusal is not null) return new(new ChangeResult<ErrorEdit>(number, refusal, null));

        var present = PresentOf(error!);
        var change = submitted.Since(shown, present);
        if (FieldChange.Between(present, change) is not { Count: > 0 } changes) return new(new ChangeResult<ErrorEdit>(number, null, null));

        var restricted = change.Confidentiality is Confidentiality.Restricted;
        var due = TriageTarget.DueAt(change.Severity, error!.CreatedAt, reporter.TeamOf(error.Team)?.Zone);
        var changed = session.Statements.Execute($"""
            UPDATE errors SET version = version + 1, title = {change.Title.Trim()}, story = {change.Story},
                severity = {(int)change.Severity}, hit = {change.Hit.ToString()}, hit_words = {change.HitWords},
                category = {change.Category}, expected = {change.Expected}, actual = {change.Actual},
                immediate_action = {change.ImmediateAction}, evidence = {change.Evidence}, restricted = {restricted},
                next_step_due_at = {due}
            WHERE id = {number} AND version = {error.Version}
            """);
        if (changed is 0) throw new RaceLostException(error.Label);

        FieldChange.Keep(session.Statements, number, Me(), Now, changes);
        events.Append(
            ErrorKind.Reference(number, error.Team), "edited", origin,
            EventData.Of(("severity", (int)change.Severity), ("before", (int)error.Severity), ("restricted", restricted)));
        index.Changed(ErrorKind.Id(number), error.Version, error.Title, error.Story);
        errorPlaces.Announce(number, reporter.TeamOf(error.Team), change.Severity, restricted, begunIn: null);
        places.ShowAgain(
            ErrorKind.Id(number), restricted,
            () =>
                error.Restricted
                    ? Say(ErrorTexts.LineShown, actor.Name)
                    : Say(ErrorTexts.LineEdited, actor.Name, FieldChange.Words(changes)));
        return new(new ChangeResult<ErrorEdit>(number, null, null));
    }

    /// <summary>Adds something learned later.</summary>
    public ValueTask<ChangeResult<ErrorEdit>> AddDetail(long number, Addition addition, RequestOrigin origin, CancellationToken ct)
    {
        var me = Me();
        var (error, refusal) = Allowed(number, ErrorAction.AddDetail);
        if (refusal is not null) return new(new ChangeResult<ErrorEdit>(number, refusal, null));
        var added = session.Statements.Execute($"""
            INSERT INTO error_additions {NewRow.Of(
                ("error", number), ("person", me), ("dialog_id", origin.DialogId), ("text", addition.Text), ("created_at", Now))}
            ON CONFLICT DO NOTHING
            """);
        if (added is 0) return new(new ChangeResult<ErrorEdit>(number) { View = ViewOf(error!) });

        events.Append(ErrorKind.Reference(number, error!.Team), "detail-added", origin);
        places.ShowAgain(
            ErrorKind.Id(number), error.Restricted, () =>
                Say(ErrorTexts.LineDetailAdded, actor.Name, ShortText.Cut(addition.Text, LineShown)));
        return new(new ChangeResult<ErrorEdit>(number) { View = ViewOf(error) });
    }

    /// <summary>Takes a report back.</summary>
    public ValueTask<ChangeResult<ErrorEdit>> Withdraw(long number, Withdrawal withdrawal, RequestOrigin origin, CancellationToken ct)
    {
        var (error, refusal) = Allowed(number, ErrorAction.Withdraw);
        if (refusal is not null) return new(new ChangeResult<ErrorEdit>(number, refusal, null));
        var state = reporter.StateAfter(ErrorAction.Withdraw, error!)!.Value.ToString();
        var changed = session.Statements.Execute($"""
            UPDATE errors SET version = version + 1, state = {state}, withdrawn_because = {withdrawal.Reason}, next_step_due_at = NULL,
                closed_at = {Now}
            WHERE id = {number} AND version = {error!.Version}
            """);
        if (changed is 0) throw new RaceLostException(error.Label);

        events.Append(ErrorKind.Reference(number, error.Team), "withdrawn", origin, EventData.Of(("reason", withdrawal.Reason)));
        places.ShowAgain(
            ErrorKind.Id(number), error.Restricted,
            () =>
                string.IsNullOrWhiteSpace(withdrawal.Reason)
                    ? Say(ErrorTexts.LineWithdrawn, actor.Name)
                    : Say(ErrorTexts.LineWithdrawnBecause, actor.Name, withdrawal.Reason));
        return new(new ChangeResult<ErrorEdit>(number) { View = ViewOf(error) });
    }

    /// <summary>What the forms that edit and withdraw start from.</summary>
    public ValueTask<ChangeResult<ErrorEdit>> ForEditing(long number, ErrorAction action, CancellationToken ct)
    {
        var (error, refusal) = Allowed(number, action);
        return new(new ChangeResult<ErrorEdit>(number, refusal, error is null ? null : PresentOf(error)));
    }

    /// <summary>Whether a detail can be added.</summary>
    public ValueTask<ChangeResult<ErrorEdit>> ForAdding(long number, CancellationToken ct) =>
        new(new ChangeResult<ErrorEdit>(number, Allowed(number, ErrorAction.AddDetail).Refusal));

    /// <summary>What somebody who met the same thing is shown.</summary>
    public ValueTask<ChangeResult<ErrorEdit>> ForWitnessing(long number, CancellationToken ct)
    {
        var (error, refusal) = Allowed(number, ErrorAction.Witness);
        return new(new ChangeResult<ErrorEdit>(number, refusal, refusal is null ? new("", error!.Title, error.Severity) : null));
    }

    /// <summary>
    /// The same while their form is open: the title as they may see it at this moment. It only looks, so nothing is noted.
    /// </summary>
    public ValueTask<ChangeResult<ErrorEdit>> ShownToWitness(long number) =>
        new(
            new ChangeResult<ErrorEdit>(
                number,
                Present: ErrorRows.FindAny(session, number) is { } error && reporter.May(ErrorAction.Witness, error)
                    ? new("", error.Title, error.Severity)
                    : null));

    /// <summary>The error, or why this person cannot do this with it at this moment; not being allowed to is noted.</summary>
    private (ErrorRecord? Error, string? Refusal) Allowed(long number, ErrorAction action) => ErrorRows.FindAny(session, number) switch
    {
        null => (null, ErrorTexts.NotFound),
        { State: ErrorState.Withdrawn } withdrawn when reporter.AccessTo(withdrawn) is AccessLevel.Everything =>
            (null, ErrorTexts.WithdrawnAlready),
        { State: ErrorState.Withdrawn } => (null, ErrorTexts.NotFound),
        var error when !reporter.May(action, error) => (null, refusals.Refuse(action, error)),
        var error => (error, null),
    };

    /// <summary>
    /// As what the person keeps an error that they changed: only the reporter's own view goes on showing it whoever may see it.
    /// </summary>
    private string ViewOf(ErrorRecord error) =>
        error.Reporter == actor.Id?.Value ? ErrorViews.Reporter : error.Restricted ? ErrorViews.Lead : ErrorViews.Witness;

    private long Me() => actor.FindOrKeep()?.Value ?? throw new InvalidOperationException("The bot reports nothing.");

    private static ErrorEdit PresentOf(ErrorRecord error) => new(
        error.Story, error.Title, error.Severity, error.Hit, error.HitWords, error.Category, error.Expected, error.Actual,
        error.ImmediateAction, error.Evidence,
        error.Restricted ? Confidentiality.Restricted : Confidentiality.Normal);

    private static string Say(string text, params string?[] words) => string.Format(CultureInfo.InvariantCulture, text, words);

    /// <summary>When it happened: what the person said in their own time zone, otherwise now.</summary>
    private DateTimeOffset OccurredAt(ErrorReport report)
    {
        if (report.OccurredAt is { } exactly) return NotLater(exactly);
        if (report.Day is null && string.IsNullOrEmpty(report.Time)) return Now;
        var zone = actor.Zone;
        var today = TimeZoneInfo.ConvertTime(Now, zone);
        var time = TimeOnly.TryParse(report.Time, CultureInfo.InvariantCulture, out var told)
            ? told
            : report.Day is null ? TimeOnly.FromDateTime(today.DateTime) : new TimeOnly(12, 0);
        var local = (report.Day ?? DateOnly.FromDateTime(today.DateTime)).ToDateTime(time);
        var at = new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
        return NotLater(at);
    }

    private DateTimeOffset NotLater(DateTimeOffset moment) => moment > Now ? Now : moment;

    private DateOnly LocalDay(TeamOfRecord? team) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, team?.Zone ?? actor.Zone).DateTime);
}
