using System.Globalization;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Edits;
using Improvement.Bot.Errors.FromMessage;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Errors.Similarity;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>
/// What people bring about: filing, witnessing, editing, adding, withdrawing. Each runs inside the turn's transaction and appends to
/// <c>record_events</c>.
/// </summary>
internal sealed class ErrorReports(
    Session session, Actor actor, Reporter reporter, ErrorPlaces errorPlaces, RecordPlaces places, RecordEvents events,
    ErrorRefusals refusals)
{
    private const string Insert = """
        INSERT INTO errors (version, dialog_id, team, reporter, reporter_kind, state, severity, severity_proposed, severity_rules, hit,
            hit_words, title, story, occurred_at,
            object_kind, object_name, object_version, category, category_confidence, category_proposed, taxonomy_version, expected, actual,
                immediate_action, evidence, restricted,
            source_conversation, created_at, local_date, next_step_due_at, agent_step, agent_reason, agent_mode, source_link, source_author)
        VALUES (1, @dialog, @team, @reporter, @reporter_kind, @state, @severity, @proposed, @rules, @hit, @words, @title, @story, @occurred,
            @object, @name, @object_version, @category, @confidence, @category_proposed, @taxonomy, @expected, @actual, @action, @evidence, @restricted,
            @source, @now, @day, @due, @step, @reason, @mode, @link, @author)
        RETURNING id
        """;

    private const string Update = """
        UPDATE errors SET version = version + 1, title = @title, story = @story, severity = @severity, hit = @hit, hit_words = @words,
            category = @category,
            expected = @expected, actual = @actual, immediate_action = @action, evidence = @evidence, restricted = @restricted, next_step_due_at = @due
        WHERE id = @id AND version = @version
        """;

    private const string SetWithdrawn =
        "UPDATE errors SET version = version + 1, state = @state, withdrawn_because = @reason, next_step_due_at = NULL, closed_at = @now WHERE id = @id AND version = @version";
    private const string InsertWitness =
        "INSERT INTO witnesses (error, person, dialog_id, note, occurred_at, created_at) VALUES (@error, @person, @dialog, @note, @now, @now_too) ON CONFLICT DO NOTHING";
    private const string InsertAddition =
        "INSERT INTO error_additions (error, person, dialog_id, text, created_at) VALUES (@error, @person, @dialog, @text, @now) ON CONFLICT DO NOTHING";

    private const string FindOutcome = """
        SELECT id, FALSE FROM errors WHERE dialog_id = @key AND reporter = @me
        UNION ALL SELECT error, TRUE FROM witnesses WHERE dialog_id = @key AND person = @me
        """;

    /// <summary>Characters of a detail in a line of the channel; the card below has more of it.</summary>
    private const int LineShown = 200;

    private DateTimeOffset Now => actor.Now;

    /// <summary>Files a report and gives its number.</summary>
    public ValueTask<long> File(ErrorReport report, RequestOrigin origin, CancellationToken ct)
    {
        var me = Me();
        var team = reporter.TeamFor(report.Team);
        var proposed = SeverityRules.Propose(report.Story);
        var severity = report.Severity ?? proposed.Value;
        var kind = KindRules.Propose(report.Story);
        var title = string.IsNullOrWhiteSpace(report.Title) ? ProposedTitle.From(report.Story) : report.Title.Trim();
        var restricted = report.Confidentiality is Confidentiality.Restricted;
        var due = TriageTarget.DueAt(severity, Now, team?.Zone);

        var number = session.Statements[Insert].Number(
            origin.DialogId, team?.Id, me, actor.Kind, ErrorLife.Machine.First.ToString(), (int)severity, (int)proposed.Value,
            string.Create(CultureInfo.InvariantCulture, $"{proposed.Rule}/{proposed.RulesVersion}"),
            report.Hit.ToString(), report.HitWords, title, report.Story, OccurredAt(report).ToStoredMilliseconds(),
            report.Object?.ToString(), report.ObjectName, report.ObjectVersion, report.Category, kind.Confidence, kind.Value,
            Taxonomy.Starting.Version.ToString(CultureInfo.InvariantCulture),
            report.Expected, report.Actual, report.ImmediateAction, report.Evidence, restricted,
            (origin.BegunIn ?? actor.Here?.Conversation) is { } conversation
                ? Address.ChannelOf(conversation)
                : null, Now.ToStoredMilliseconds(), LocalDay(team), due?.ToStoredMilliseconds(),
            report.AgentStep, report.AgentReason, report.AgentMode, report.SourceLink, report.SourceAuthor)!.Value;

        events.Append(
            ErrorKind.Reference(number, team?.Id), "filed", origin,
            EventData.Of(("severity", (int)severity), ("proposed", (int)proposed.Value), ("shown", report.Shown)));
        errorPlaces.Announce(number, team, severity, restricted, origin.BegunIn);
        return new(number);
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
        if (session.Statements[InsertWitness].Execute(
            number, me, origin.DialogId, note.Note, NotLater(note.OccurredAt ?? Now).ToStoredMilliseconds(),
            Now.ToStoredMilliseconds()) is 0)
        {
            return new(new ChangeResult<ErrorEdit>(number));
        }

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
        using var rows = session.Statements[FindOutcome].Read(key, me.Value);
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
        var changed = session.Statements[Update].Execute(
            change.Title.Trim(), change.Story, (int)change.Severity, change.Hit.ToString(), change.HitWords, change.Category,
            change.Expected, change.Actual, change.ImmediateAction, change.Evidence, restricted, due?.ToStoredMilliseconds(), number,
                error.Version);
        if (changed is 0) throw new RaceLostException(error.Label);

        FieldChange.Keep(session.Statements, number, Me(), Now, changes);
        events.Append(
            ErrorKind.Reference(number, error.Team), "edited", origin,
            EventData.Of(("severity", (int)change.Severity), ("before", (int)error.Severity), ("restricted", restricted)));
        EditedReports.Keep(session.Statements, number, error.Version, error.Title, error.Story);
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
        if (session.Statements[InsertAddition].Execute(number, me, origin.DialogId, addition.Text, Now.ToStoredMilliseconds()) is 0)
        {
            return new(new ChangeResult<ErrorEdit>(number) { View = ViewOf(error!) });
        }

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
        if (session.Statements[SetWithdrawn].Execute(state, withdrawal.Reason, Now.ToStoredMilliseconds(), number, error!.Version) is 0)
        {
            throw new RaceLostException(error.Label);
        }

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

    private string LocalDay(TeamOfRecord? team) =>
        TimeZoneInfo.ConvertTime(Now, team?.Zone ?? actor.Zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
