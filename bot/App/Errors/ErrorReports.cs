using System.Globalization;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>What people bring about: filing, witnessing, editing, adding, withdrawing. Each runs inside the turn's transaction and appends to <c>record_events</c>.</summary>
internal sealed class ErrorReports(Session session, Reporter reporter, CurrentTurn current, ErrorPlaces places, ErrorEvents events, Refusals refusals)
{
    private const string Insert = """
        INSERT INTO errors (version, dialog_id, team, reporter, reporter_kind, state, severity, severity_proposed, severity_rules, hit, hit_words, title, story, occurred_at,
            object_kind, object_name, object_version, category, category_confidence, category_proposed, taxonomy_version, expected, actual, immediate_action, evidence, restricted,
            source_conversation, created_at, local_date, next_step_due_at, agent_step, agent_reason, agent_mode, source_link, source_author)
        VALUES (1, @dialog, @team, @reporter, @reporter_kind, 'Reported', @severity, @proposed, @rules, @hit, @words, @title, @story, @occurred,
            @object, @name, @object_version, @category, @confidence, @category_proposed, @taxonomy, @expected, @actual, @action, @evidence, @restricted,
            @source, @now, @day, @due, @step, @reason, @mode, @link, @author)
        RETURNING id
        """;

    private const string Update = """
        UPDATE errors SET version = version + 1, title = @title, story = @story, severity = @severity, hit = @hit, hit_words = @words, category = @category,
            expected = @expected, actual = @actual, immediate_action = @action, evidence = @evidence, restricted = @restricted, next_step_due_at = @due
        WHERE id = @id AND version = @version
        """;

    private const string SetWithdrawn = "UPDATE errors SET version = version + 1, state = 'Withdrawn', withdrawn_because = @reason, next_step_due_at = NULL, closed_at = @now WHERE id = @id AND version = @version";
    private const string InsertWitness = "INSERT INTO witnesses (error, person, dialog_id, note, occurred_at, created_at) VALUES (@error, @person, @dialog, @note, @now, @now_too) ON CONFLICT DO NOTHING";
    private const string InsertAddition = "INSERT INTO error_additions (error, person, dialog_id, text, created_at) VALUES (@error, @person, @dialog, @text, @now) ON CONFLICT DO NOTHING";

    private const string FindOutcome = """
        SELECT id, FALSE FROM errors WHERE dialog_id = @key AND reporter = @me
        UNION ALL SELECT error, TRUE FROM witnesses WHERE dialog_id = @key AND person = @me
        """;

    /// <summary>Characters of a detail in a line of the channel; the card below has more of it.</summary>
    private const int LineShown = 200;

    private DateTimeOffset Now => reporter.Now;

    /// <summary>Files a report and gives its number.</summary>
    public ValueTask<long> File(Report report, Origin origin, CancellationToken ct)
    {
        var me = reporter.Me();
        var team = reporter.TeamFor(report.Team);
        var proposed = SeverityRules.Propose(report.Story);
        var severity = report.Severity ?? proposed.Value;
        var kind = KindRules.Propose(report.Story);
        var title = string.IsNullOrWhiteSpace(report.Title) ? ProposedTitle.From(report.Story) : report.Title.Trim();
        var restricted = report.Confidentiality is Confidentiality.Restricted;
        var due = Triage.DueAt(severity, Now, team?.Zone);

        var number = session.Statements[Insert].Number(
            origin.DialogId, team?.Id, me, reporter.Kind, (int)severity, (int)proposed.Value, string.Create(CultureInfo.InvariantCulture, $"{proposed.Rule}/{proposed.RulesVersion}"),
            report.Hit.ToString(), report.HitWords, title, report.Story, OccurredAt(report).Kept(),
            report.Object?.ToString(), report.ObjectName, report.ObjectVersion, report.Category, kind.Confidence, kind.Value, Taxonomy.Starting.Version.ToString(CultureInfo.InvariantCulture),
            report.Expected, report.Actual, report.ImmediateAction, report.Evidence, restricted,
            (origin.BegunIn ?? reporter.Conversation) is { } conversation ? Address.ChannelOf(conversation) : null, Now.Kept(), LocalDay(team), due?.Kept(),
            report.AgentStep, report.AgentReason, report.AgentMode, report.SourceLink, report.SourceAuthor)!.Value;

        events.Append("filed", number, team?.Id, me, Now, origin, EventData.Of(("severity", (int)severity), ("proposed", (int)proposed.Value), ("shown", report.Shown)));
        places.Announce(current.Writer!, number, team, severity, restricted, origin.BegunIn);
        return new(number);
    }

    /// <summary>Keeps a person's words on an error that exists already, once per conversation; with a refusal when it may not or can no longer be joined.</summary>
    public ValueTask<EditableReport> AddWitness(long number, WitnessNote note, Origin origin, CancellationToken ct)
    {
        var me = reporter.Me();
        var (error, refusal) = Allowed(number, Deed.Witness);
        if (refusal is not null) return new(new EditableReport(number, refusal));
        if (session.Statements[InsertWitness].Execute(number, me, origin.DialogId, note.Note, NotLater(note.OccurredAt ?? Now).Kept(), Now.Kept()) is 0) return new(new EditableReport(number));

        events.Append("witnessed", number, error!.Team, me, Now, origin, null);
        var reports = ErrorRows.FindAny(session, number)!.Reports;
        places.ShowAgain(current.Writer!, number, error.Restricted, () => me == error.Reporter ? Say(ErrorTexts.LineMetAgain, reporter.Name) : Say(ErrorTexts.LineWitnessed, reporter.Name, reports.ToString(CultureInfo.InvariantCulture)));
        return new(new EditableReport(number));
    }

    /// <summary>What became of a form that this person sent before; null when it was not sent yet.</summary>
    /// <param name="key">Under which it was filed or joined.</param>
    public DraftOutcome? OutcomeOf(string key)
    {
        if (reporter.MyId is not { } me) return null;
        using var rows = session.Statements[FindOutcome].Read(key, me);
        return rows.Read() ? new(rows.GetInt64(0), rows.GetBoolean(1)) : null;
    }

    /// <summary>Saves what a person changed; with a refusal when it cannot be changed any more.</summary>
    /// <param name="shown">What the form began with: only what differs from it is changed, so that nobody undoes what was changed meanwhile.</param>
    public ValueTask<EditableReport> Edit(long number, Change submitted, Change shown, Origin origin, CancellationToken ct)
    {
        var (error, refusal) = Allowed(number, Deed.Edit);
        if (refusal is not null) return new(new EditableReport(number, refusal, null));

        var present = PresentOf(error!);
        var change = submitted.Since(shown, present);
        if (FieldChange.Between(present, change) is not { Count: > 0 } changes) return new(new EditableReport(number, null, null));

        var restricted = change.Confidentiality is Confidentiality.Restricted;
        var due = Triage.DueAt(change.Severity, error!.CreatedAt, reporter.TeamOf(error.Team)?.Zone);
        var changed = session.Statements[Update].Execute(
            change.Title.Trim(), change.Story, (int)change.Severity, change.Hit.ToString(), change.HitWords, change.Category,
            change.Expected, change.Actual, change.ImmediateAction, change.Evidence, restricted, due?.Kept(), number, error.Version);
        if (changed is 0) throw new RaceLostException(error.Label);

        FieldChange.Keep(session.Statements, number, reporter.Me(), Now, changes);
        events.Append("edited", number, error.Team, reporter.Me(), Now, origin, EventData.Of(("severity", (int)change.Severity), ("before", (int)error.Severity), ("restricted", restricted)));
        Edits.Keep(session.Statements, number, error.Version, error.Title, error.Story);
        places.Announce(current.Writer!, number, reporter.TeamOf(error.Team), change.Severity, restricted, begunIn: null);
        places.ShowAgain(current.Writer!, number, restricted, () => error.Restricted ? Say(ErrorTexts.LineShown, reporter.Name) : Say(ErrorTexts.LineEdited, reporter.Name, FieldChange.Words(changes)));
        return new(new EditableReport(number, null, null));
    }

    /// <summary>Adds something learned later.</summary>
    public ValueTask<EditableReport> AddDetail(long number, Addition addition, Origin origin, CancellationToken ct)
    {
        var me = reporter.Me();
        var (error, refusal) = Allowed(number, Deed.AddDetail);
        if (refusal is not null) return new(new EditableReport(number, refusal, null));
        if (session.Statements[InsertAddition].Execute(number, me, origin.DialogId, addition.Text, Now.Kept()) is 0) return new(new EditableReport(number) { View = ViewOf(error!) });

        events.Append("detail-added", number, error!.Team, me, Now, origin, null);
        places.ShowAgain(current.Writer!, number, error.Restricted, () => Say(ErrorTexts.LineDetailAdded, reporter.Name, ProposedTitle.Cut(addition.Text, LineShown)));
        return new(new EditableReport(number) { View = ViewOf(error) });
    }

    /// <summary>Takes a report back.</summary>
    public ValueTask<EditableReport> Withdraw(long number, Withdrawal withdrawal, Origin origin, CancellationToken ct)
    {
        var (error, refusal) = Allowed(number, Deed.Withdraw);
        if (refusal is not null) return new(new EditableReport(number, refusal, null));
        if (session.Statements[SetWithdrawn].Execute(withdrawal.Reason, Now.Kept(), number, error!.Version) is 0) throw new RaceLostException(error.Label);

        events.Append("withdrawn", number, error.Team, reporter.Me(), Now, origin, EventData.Of(("reason", withdrawal.Reason)));
        places.ShowAgain(current.Writer!, number, error.Restricted, () => string.IsNullOrWhiteSpace(withdrawal.Reason) ? Say(ErrorTexts.LineWithdrawn, reporter.Name) : Say(ErrorTexts.LineWithdrawnBecause, reporter.Name, withdrawal.Reason));
        return new(new EditableReport(number) { View = ViewOf(error) });
    }

    /// <summary>What the forms that edit and withdraw start from.</summary>
    public ValueTask<EditableReport> ForEditing(long number, Deed deed, CancellationToken ct)
    {
        var (error, refusal) = Allowed(number, deed);
        return new(new EditableReport(number, refusal, error is null ? null : PresentOf(error)));
    }

    /// <summary>Whether a detail can be added.</summary>
    public ValueTask<EditableReport> ForAdding(long number, CancellationToken ct) => new(new EditableReport(number, Allowed(number, Deed.AddDetail).Refusal));

    /// <summary>What somebody who met the same thing is shown.</summary>
    public ValueTask<EditableReport> ForWitnessing(long number, CancellationToken ct)
    {
        var (error, refusal) = Allowed(number, Deed.Witness);
        return new(new EditableReport(number, refusal, refusal is null ? new("", error!.Title, error.Severity) : null));
    }

    /// <summary>The same while their form is open: the title as they may see it at this moment. It only looks, so nothing is noted.</summary>
    public ValueTask<EditableReport> ShownToWitness(long number) =>
        new(new EditableReport(number, Present: ErrorRows.FindAny(session, number) is { } error && reporter.May(Deed.Witness, error) ? new("", error.Title, error.Severity) : null));

    /// <summary>The error, or why this person cannot do this with it at this moment; not being allowed to is noted.</summary>
    private (ErrorRecord? Error, string? Refusal) Allowed(long number, Deed deed) => ErrorRows.FindAny(session, number) switch
    {
        null => (null, ErrorTexts.NotFound),
        { State: ErrorState.Withdrawn } withdrawn when reporter.SightOf(withdrawn) is Sight.Everything => (null, ErrorTexts.WithdrawnAlready),
        { State: ErrorState.Withdrawn } => (null, ErrorTexts.NotFound),
        var error when !reporter.May(deed, error) => (null, refusals.Refuse(deed, error)),
        var error => (error, null),
    };

    /// <summary>As what the person keeps an error that they changed: only the reporter's own view goes on showing it whoever may see it.</summary>
    private string ViewOf(ErrorRecord error) =>
        error.Reporter == reporter.MyId ? ErrorViews.Reporter : error.Restricted ? ErrorViews.Lead : ErrorViews.Witness;

    private static Change PresentOf(ErrorRecord error) => new(
        error.Story, error.Title, error.Severity, error.Hit, error.HitWords, error.Category, error.Expected, error.Actual, error.ImmediateAction, error.Evidence,
        error.Restricted ? Confidentiality.Restricted : Confidentiality.Normal);

    private static string Say(string text, params string?[] words) => string.Format(CultureInfo.InvariantCulture, text, words);

    /// <summary>When it happened: what the person said in their own time zone, otherwise now.</summary>
    private DateTimeOffset OccurredAt(Report report)
    {
        if (report.OccurredAt is { } exactly) return NotLater(exactly);
        if (report.Day is null && string.IsNullOrEmpty(report.Time)) return Now;
        var zone = reporter.Zone;
        var today = TimeZoneInfo.ConvertTime(Now, zone);
        var time = TimeOnly.TryParse(report.Time, CultureInfo.InvariantCulture, out var told) ? told : report.Day is null ? TimeOnly.FromDateTime(today.DateTime) : new TimeOnly(12, 0);
        var local = (report.Day ?? DateOnly.FromDateTime(today.DateTime)).ToDateTime(time);
        var at = new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
        return NotLater(at);
    }

    private DateTimeOffset NotLater(DateTimeOffset moment) => moment > Now ? Now : moment;

    private string LocalDay(TeamOfRecord? team) =>
        TimeZoneInfo.ConvertTime(Now, team?.Zone ?? reporter.Zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
