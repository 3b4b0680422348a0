using System.Globalization;
using Improvement.Bot.Attention;
using Improvement.Bot.Errors.Clusters;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Recurrences;

/// <summary>
/// Judges each new occurrence of an error that was taken to be fixed, inside the commit that keeps it, and reopens the error where all
/// rules hold. Whoever reads of it reads which rules these were, and can undo it for a day.
/// </summary>
internal sealed class ErrorRecurrences(
    Session session, Actor actor, Reporter reporter, ErrorSteps steps, Leads leads, Notices notices, RecordEvents events,
    RecordPlaces places)
{
    /// <summary>Times that an error came back from which on somebody else should look for its causes, and a lead at its cause.</summary>
    private const int OtherFacilitatorFrom = 2, CauseReviewFrom = 3;

    /// <summary>Judges an occurrence; nothing for an error that is not fixed.</summary>
    /// <param name="error">The error before the occurrence was added.</param>
    /// <param name="key">Names the occurrence, so that it counts once.</param>
    /// <returns>What it does; <see cref="RecurrenceOutcome.Known"/> also where there is no fix that it could speak against.</returns>
    public RecurrenceOutcome Judge(ErrorRecord error, string key, NewOccurrence occurrence)
    {
        if (FixOf(error) is not { } fix) return RecurrenceOutcome.Known;
        var known = occurrence with { IsKnown = RecurrenceRows.IsKnown(session, error.Number, key) };
        var outcome = RecurrenceRule.On(known, fix, Lately(error.Team), actor.Now);
        if (outcome is RecurrenceOutcome.Known) return outcome;
        var isFirstOfDay = outcome is not RecurrenceOutcome.CircuitOpen || !IsCircuitAsked(error.Team);
        if (!RecurrenceRows.TryAdd(session, error, key, occurrence.OccurredAt, outcome, actor.Now)) return RecurrenceOutcome.Known;

        if (outcome is RecurrenceOutcome.Reopened) Reopen(error, occurrence, fix);
        else if (outcome is RecurrenceOutcome.UnknownVersion || (outcome is RecurrenceOutcome.CircuitOpen && isFirstOfDay))
        {
            Ask(error, outcome, occurrence, fix);
        }

        return outcome;
    }

    /// <summary>
    /// Judges a report that was just filed and is alike enough to a fixed error. The report lives on: where it reopens the error, or the
    /// error was over too long to be reopened, the two belong together from now on.
    /// </summary>
    public void JudgeFiled(long number, AlikeFixed alike)
    {
        if (ErrorRows.FindAny(session, number) is not { } report || ErrorRows.FindAny(session, alike.Number) is not { } error) return;
        if (IsOverForLong(error))
        {
            Link(report, error, "linked-alike");
            return;
        }

        var outcome = Judge(error, AlikeFixed.KeyOf(number), new(report.OccurredAt ?? report.CreatedAt)
        {
            By = report.ReporterName, Share = alike.Share, IsSameObject = true, Version = report.ObjectVersion,
        });
        if (outcome is RecurrenceOutcome.Reopened) Link(report, error, "linked-alike");
    }

    /// <summary>
    /// A report of what somebody said is the same as an error that was over too long to be joined: it is a new one, which belongs together
    /// with the other.
    /// </summary>
    public void LinkAgain(long number, long other)
    {
        if (ErrorRows.FindAny(session, number) is not { } report || ErrorRows.FindAny(session, other) is not { } error) return;
        if (IsOverForLong(error)) Link(report, error, "linked");
    }

    /// <summary>The occurrence that reopened an error last; null where none did.</summary>
    public string? LastOccurrence(long number) => RecurrenceRows.Last(session, number)?.Occurrence;

    /// <summary>One press: it is not the same after all; gives why not, or null.</summary>
    public string? Undo(long number)
    {
        if (RecurrenceRows.Last(session, number) is not { } last) return ErrorTexts.NotFound;
        if (ErrorRows.FindAny(session, number) is { } present && present.Triage.Since != last.At)
        {
            return Say(ErrorTexts.StepTooLate, present.Label, ErrorWords.Of(present.State));
        }

        var watch = WatchRows.OfError(session, number);
        return steps.Take(number, ErrorAction.UndoRecurrence, error =>
        {
            RecurrenceRows.Undo(session, last.Number, actor.FindOrKeep()!.Value, actor.Now);
            if (AlikeFixed.ReportOf(last.Occurrence) is { } report) Unlink(report, error);
            FixOutcomes.Forget(session, number, last.At);
            WatchRows.Resume(session, number, last.At);
            return new("recurrence-undone", () => Say(RecurrenceTexts.LineUndone, actor.Name))
            {
                Columns = [("reason", (string?)null), ("came_from", (string?)null)],
                Verdict = watch?.Verdict?.Verdict,
                ReviewAt = last.From is ErrorState.Verifying && watch is not null
                    ? TriageTarget.NineOn(watch.Over, reporter.ZoneOf(error))
                    : null,
            };
        });
    }

    private void Reopen(ErrorRecord error, NewOccurrence occurrence, FixInEffect fix)
    {
        var times = RecurrenceRows.TimesReopened(session, error.Number);
        FixOutcomes.Note(session, error.Number, hasWorked: false, actor.Now);
        WatchRows.End(session, error.Number, actor.Now);
        var why = WhyOf(occurrence, fix, reporter.ZoneOf(error));
        var name = occurrence.By ?? actor.Name;
        steps.TakeItself(error, ErrorAction.Recur, new("recurred", () => Say(RecurrenceTexts.LineReopened, name, why))
        {
            Columns = [("reason", why), ("came_from", error.State.ToString())],
            Severity = times >= OtherFacilitatorFrom && error.Severity < Severity.Critical ? error.Severity + 1 : null,
            Reason = why,
            Data = [("times", times)],
            Told = () => Say(RecurrenceTexts.ToldReopened, error.Label, error.Title),
        });
        if (times >= CauseReviewFrom) Tell(error, () => Say(RecurrenceTexts.ReviewCause, error.Label, error.Title, times));
        else if (times >= OtherFacilitatorFrom)
        {
            Tell(error, () => Say(RecurrenceTexts.OtherFacilitator, error.Label, error.Title, error.OwnerName ?? RecordTexts.Somebody));
        }
    }

    private void Link(ErrorRecord report, ErrorRecord error, string what) => Decide(report, error, isSame: true, what);

    private void Unlink(long number, ErrorRecord error)
    {
        if (ErrorRows.FindAny(session, number) is { } report) Decide(report, error, isSame: false, "unlinked");
    }

    // Neither is told of the other in a channel: the cards of both show it to those who may see both.
    private void Decide(ErrorRecord report, ErrorRecord error, bool isSame, string what)
    {
        ErrorPairs.Decide(session, actor, report.Number, error.Number, isSame);
        foreach (var (one, other) in new[] { (report, error), (error, report) })
        {
            events.Append(ErrorKind.Reference(one.Number, one.Team), what, data: EventData.Of(("other", other.Number)));
            places.ShowAgain(ErrorKind.Id(one.Number));
        }
    }

    private bool IsOverForLong(ErrorRecord error) =>
        error.State is ErrorState.Resolved or ErrorState.Closed
            && error.Triage.Since is { } since && actor.Now - since > TimeSpan.FromDays(ErrorLife.RecurrenceDays);

    private void Ask(ErrorRecord error, RecurrenceOutcome outcome, NewOccurrence occurrence, FixInEffect fix) => Tell(
        error, () => outcome is RecurrenceOutcome.CircuitOpen
            ? Say(RecurrenceTexts.AskCircuit, error.Label, error.Title)
            : Say(RecurrenceTexts.AskVersion, error.Label, error.Title, occurrence.Version ?? RecurrenceTexts.NoVersion, fix.Version));

    private void Tell(ErrorRecord error, Func<string> words)
    {
        foreach (var lead in leads.PresentAndAway(error.Team, ErrorKind.Access.LeadRole))
        {
            notices.Say(lead.Id, AttentionKind.Decision, ErrorKind.Id(error.Number), words);
        }
    }

    // It is kept as the reason and said in a line, and no client formats the days of either.
    private static string WhyOf(NewOccurrence occurrence, FixInEffect fix, TimeZoneInfo zone) => string.Join(" ", new[]
    {
        occurrence.IsSaid
            ? RecurrenceTexts.RuleSaid
            : Say(RecurrenceTexts.RuleAlike, occurrence.Share.ToString("P0", CultureInfo.CurrentCulture)),
        Say(
            RecurrenceTexts.RuleAfter, PlainDay(DayOf(occurrence.OccurredAt, zone)),
            PlainDay(DayOf(fix.EffectiveAt, zone))),
        fix.Version is null ? null : Say(RecurrenceTexts.RuleVersion, occurrence.Version, fix.Version),
    }.OfType<string>());

    private FixInEffect? FixOf(ErrorRecord error)
    {
        if (error.State is not (ErrorState.Verifying or ErrorState.Resolved or ErrorState.Closed)) return null;
        if (WatchRows.OfError(session, error.Number) is { EndedAt: null } watch) return new(watch.EffectiveAt) { Version = watch.Version };
        return RecordHistory.LastOf(session, ErrorKind.Id(error.Number), "corrected") is { } at ? new(at) : null;
    }

    private ReopenedLately Lately(TeamId? team) => new(
        RecurrenceRows.ReopenedSince(session, team, actor.Now.AddHours(-1)),
        RecurrenceRows.ReopenedSince(session, team, actor.Now.AddDays(-1)));

    private bool IsCircuitAsked(TeamId? team) => RecurrenceRows.IsCircuitAsked(session, team, actor.Now.AddDays(-1));
}
