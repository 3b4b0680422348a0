using System.Globalization;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Clusters;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Errors.Recurrences;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Report;

/// <summary>Files a report, inside the transaction of a turn or a request.</summary>
internal sealed class ErrorFiling(
    Session session, Actor actor, Reporter reporter, ErrorGuard guard, ErrorPlaces places, RecordEvents events,
    AlikeFixedSearch alikeFixed, ErrorRecurrences recurrences, Advice advice)
{
    private DateTimeOffset Now => actor.Now;

    /// <summary>
    /// What is known of a report before the commit that files it: the fixed error that it seems to be another occurrence of.
    /// </summary>
    public AlikeFixed? Compare(ErrorReport report) => alikeFixed.For(
        report, report.Story, report.Title, report.Team, report.Confidentiality is Confidentiality.Restricted);

    /// <summary>Files a report and gives its number.</summary>
    /// <param name="fixedBefore">What <see cref="Compare"/> found; null for nothing.</param>
    /// <param name="retraction">
    /// The retraction of an account of this person's that becomes a report: it is not the error of which the account was; null for none.
    /// </param>
    /// <param name="advised">What may help and was offered while it was written.</param>
    public ValueTask<long> File(
        ErrorReport report, RequestOrigin origin, AlikeFixed? fixedBefore, CancellationToken ct, long? retraction = null,
        IReadOnlyList<AdviceFound>? advised = null)
    {
        if (actor.Here is not null) actor.AskForPrincipal(); // the card that answers is drawn in this commit
        var team = reporter.TeamFor(report.Team);
        var error = NewErrorOf(report, origin, guard.Me(), team) with { HasAdvice = advised is { Count: > 0 } };
        var number = error.AddTo(session.Statements);
        if (error.HasAdvice) advice.Keep(ErrorKind.Id(number), advised!);

        events.Append(
            ErrorKind.Reference(number, team?.Id), "filed", origin,
            EventData.Of(("severity", (int)error.Severity), ("proposed", (int)error.Proposed.Value), ("shown", report.Shown)));
        if (retraction is { } account && AccountRetractions.Find(session, account, guard.Me()) is { } retracted)
        {
            ErrorPairs.Decide(session, actor, number, retracted.Error, isSame: false);
        }

        places.Announce(number, team, error.Severity, error.Restricted, origin.BegunIn);
        if (fixedBefore is not null) recurrences.JudgeFiled(number, fixedBefore);
        else if (report.Known is { } known) recurrences.LinkAgain(number, known);
        return new(number);
    }

    /// <summary>
    /// Whether it only adds rows of its own, so that others may file at the same time: what concerns another error is decided alone.
    /// </summary>
    public static bool IsBeside(ErrorReport report, AlikeFixed? fixedBefore, long? retraction) =>
        fixedBefore is null && report.Known is null && retraction is null;

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

    private NewError NewErrorOf(ErrorReport report, RequestOrigin origin, PersonId me, TeamOfRecord? team)
    {
        var title = string.IsNullOrWhiteSpace(report.Title) ? ProposedTitle.From(report.Story) : report.Title.Trim();
        var error = new NewError(title, report.Story, me, actor.Kind, team?.Id, Now, LocalDay(team))
        {
            DialogId = origin.DialogId,
            Chosen = report.Severity,
            OccurredAt = OccurredAt(report),
            Restricted = report.Confidentiality is Confidentiality.Restricted,
            SourceConversation = (origin.BegunIn ?? actor.Here?.Conversation) is { } conversation ? Address.ChannelOf(conversation) : null,
            SourceLink = report.SourceLink,
            SourceAuthor = report.SourceAuthor,
        };
        return report.CopyTo(error) with
        {
            NextStepDueAt = TriageTarget.DueAt(error.Severity, Now, team?.Zone),
            TimerAt = ErrorTimer.DueAt(ErrorState.Reported, PriorityRule.Of(error.Severity, occurrence: 1), 0, Now, team?.Zone),
        };
    }

    /// <summary>When it happened: what the person said in their own time zone, otherwise now.</summary>
    private DateTimeOffset OccurredAt(ErrorReport report)
    {
        if (report.OccurredAt is { } exactly) return actor.NotLater(exactly);
        if (report.Day is null && string.IsNullOrEmpty(report.Time)) return Now;
        var zone = actor.Zone;
        var today = TimeZoneInfo.ConvertTime(Now, zone);
        var time = TimeOnly.TryParse(report.Time, CultureInfo.InvariantCulture, out var told)
            ? told
            : report.Day is null ? TimeOnly.FromDateTime(today.DateTime) : new TimeOnly(12, 0);
        var local = (report.Day ?? DateOnly.FromDateTime(today.DateTime)).ToDateTime(time);
        return actor.NotLater(new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime());
    }

    private DateOnly LocalDay(TeamOfRecord? team) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, team?.Zone ?? actor.Zone).DateTime);
}

/// <summary>The result of a form that is not journaled: what was filed or joined with it.</summary>
/// <param name="Number">The report that was filed, or joined.</param>
internal sealed record DraftOutcome(long Number, bool IsWitness)
{
    /// <summary>Why it could not be joined; null when all went well.</summary>
    public string? Refusal { get; init; }
}
