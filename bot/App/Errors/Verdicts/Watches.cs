using Improvement.Bot.Attention;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Verification;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;
using Verdict = Improvement.Bot.Statistics.Verdict;

namespace Improvement.Bot.Errors.Verdicts;

/// <summary>
/// Watches fixes that are in place, inside a commit: begins the window, proposes the verdict at its end, and asks somebody who does not own
/// the error to confirm it.
/// </summary>
internal sealed class Watches(Session session, Actor actor, Reporter reporter, ErrorGuard guard, ErrorSteps steps, Notices notices)
{
    /// <summary>Somebody is asked to confirm a verdict: its figures in their own chat.</summary>
    public static NoticeSource Notice { get; } = new(
        "fix-verdict", (services, subject) => services.GetRequiredService<Watches>().IsAsked(subject.Record.Number, subject.Person))
    {
        View = ErrorKind.VerdictView,
    };

    /// <summary>Whether a step may be taken, and what its form begins with.</summary>
    public ChangeResult<VerdictPresent> Look(long number, ErrorAction action)
    {
        var (error, refusal) = guard.Allowed(number, action);
        if (error is null) return new(number, refusal);
        if (WatchRows.OfError(session, number) is not { } watch) return new(number, ErrorTexts.NotFound);
        var zone = reporter.ZoneOf(error);
        return new(number, null, new(
            error.Title, watch.Verdict is { } verdict ? VerdictWords.Of(verdict) : null, DayOf(watch.EffectiveAt, zone), watch.Version,
            DayOf(actor.Now, zone)));
    }

    /// <summary>
    /// Begins to watch a fix that has just come into place. Where counts can prove nothing, nobody waits for them: whether it is done is
    /// asked at once.
    /// </summary>
    public void Start(long number)
    {
        if (ErrorRows.FindAny(session, number) is not { State: ErrorState.Implemented } error) return;
        if (FixRows.OfError(session, number) is not { } fix) return;

        var zone = reporter.ZoneOf(error);
        var effective = error.Triage.Since ?? actor.Now; // before now only for a fix from before there were watches
        var decided = fix.BegunAt ?? effective;
        var trigger = reporter.AlarmBefore(error, decided) ?? WeeklyOccurrences.MondayOf(decided, zone);
        var first = WeeklyOccurrences.MondayAfter(effective, zone);
        var plan = WatchPlan.For(reporter.WeeksSince(error, trigger), trigger, fix.Content.Promised);
        var watch = new Watch(0, number, fix.Number, effective, trigger, first, plan.Weeks);
        WatchRows.Start(session, watch, actor.Now);
        steps.TakeItself(error, ErrorAction.StartWatch, new("watch-started", null)
        {
            ReviewAt = watch.IsTooRare ? actor.Now : TriageTarget.NineOn(watch.Over, zone),
            Data = [("weeks", watch.Weeks)],
        });
        if (watch.IsTooRare && ErrorRows.FindAny(session, number) is { } watched) Propose(watched);
    }

    /// <summary>Proposes the verdict and asks for its confirmation; nothing where that was done, or it is too early.</summary>
    /// <param name="error">As it is at this moment.</param>
    public void Propose(ErrorRecord error)
    {
        if (error is not { State: ErrorState.Verifying, Triage.Verdict: null }) return;
        if (WatchRows.OfError(session, error.Number) is not { } watch) return;
        var verdict = Judge(error, watch);
        if (verdict.Verdict is Verdict.TooEarly) return;

        WatchRows.Propose(session, watch.Number, verdict, actor.Now);
        steps.TakeItself(error, ErrorAction.ProposeVerdict, new("verdict-proposed", () => Say(
            VerificationTexts.LineProposed, VerdictWords.Of(verdict)))
        {
            Verdict = verdict.Verdict,
            Data = [("verdict", verdict.Verdict), ("why", verdict.Reason)],
        });
        foreach (var person in Asked(error))
        {
            notices.Send(person, AttentionKind.Decision, Notice, ErrorKind.Id(error.Number));
        }
    }

    /// <summary>Confirms the verdict; gives why not, or null.</summary>
    public string? Confirm(long number)
    {
        var watch = WatchRows.OfError(session, number);
        return steps.Take(number, ErrorAction.ConfirmVerdict, error =>
            Settle(error, watch!, error.Triage.Verdict!.Value, "verdict-confirmed"));
    }

    /// <summary>Says another verdict than the counts, with the reason; gives why not, or null.</summary>
    public string? Call(long number, ErrorAction action, string words, RequestOrigin origin)
    {
        var watch = WatchRows.OfError(session, number);
        var verdict = action is ErrorAction.CallFailed ? Verdict.DidNotWork : Verdict.CannotTell;
        return steps.Take(number, action, error => Settle(error, watch!, verdict, WatchRows.Called, words) with
        {
            Columns = [("reason", words)], Reason = words, Origin = origin,
        });
    }

    /// <summary>
    /// Where counts can prove nothing, confirmed evidence of all that had to be done is the verdict: it needs no second confirmation.
    /// </summary>
    public void SeeVerified(long number, PersonId by)
    {
        if (ErrorRows.FindAny(session, number) is not { State: ErrorState.Verifying, Triage.Verdict: Verdict.CannotTell } error) return;
        if (WatchRows.OfError(session, number) is not { IsTooRare: true } watch || error.Owner == by) return;
        steps.TakeItself(error, ErrorAction.ConfirmVerdict, Settle(error, watch, Verdict.CannotTell, "verdict-confirmed"));
    }

    /// <summary>Keeps when the fix took effect and with which version; gives why not, or null.</summary>
    public string? SetEffect(long number, DateOnly? day, string? version, RequestOrigin origin)
    {
        if (WatchRows.OfError(session, number) is not { } watch) return ErrorTexts.NotFound;
        return steps.Take(number, ErrorAction.SetEffect, error =>
        {
            var zone = reporter.ZoneOf(error);
            var since = day is { } date ? StartOf(date, zone) : watch.EffectiveAt;
            var first = WeeklyOccurrences.MondayAfter(since, zone);
            var changed = watch with
            {
                EffectiveAt = since, Version = version, First = first > DecidedIn(watch, zone) ? first : watch.First,
            };
            WatchRows.SetEffect(session, changed);
            return new("effect-set", () => Say(VerificationTexts.LineEffect, actor.Name, PlainDay(DayOf(since, zone)),
                version is null ? VerificationTexts.NoVersion : Say(VerificationTexts.OfVersion, version)))
            {
                ReviewAt = changed.IsTooRare ? null : TriageTarget.NineOn(changed.Over, zone),
                Data = [("version", version)],
                Origin = origin,
            };
        });
    }

    /// <summary>Those who are asked to confirm: the leads who do not own it, or whom the rules name where there are none.</summary>
    public IReadOnlyList<PersonId> Asked(ErrorRecord error)
    {
        var deciders = reporter.Verifiers(error);
        return [.. deciders.Where(decider => decider.Rule == deciders[0].Rule).Select(decider => decider.Person)];
    }

    /// <summary>Whether somebody is asked at this moment.</summary>
    public bool IsAsked(long number, PersonId person) =>
        ErrorRows.FindAny(session, number) is { State: ErrorState.Verifying, Triage.Verdict: not null } error
            && reporter.Verifiers(error).Any(decider => decider.Person == person);

    /// <summary>What counts that are over say; people's evidence decides where they can say nothing.</summary>
    private FixVerdict Judge(ErrorRecord error, Watch watch)
    {
        var (own, others) = reporter.WeeksBesideOthers(error, watch.Trigger);
        var counts = WatchedWeeks.Of(own, others, watch.Trigger, watch.First, watch.Weeks);
        return watch.IsTooRare
            ? new(Verdict.CannotTell, VerdictRule.HasBaseline(counts) ? CannotTellReason.TooRare : CannotTellReason.NoBaseline)
            : VerdictRule.On(counts);
    }

    private ErrorStep Settle(ErrorRecord error, Watch watch, Verdict verdict, string happened, string? words = null)
    {
        WatchRows.Confirm(session, watch.Number, verdict, actor.FindOrKeep() ?? default, actor.Now);
        if (verdict is Verdict.Worked) FixOutcomes.Note(session, error.Number, hasWorked: true, actor.Now);
        if (verdict is Verdict.DidNotWork or Verdict.Worse) FixOutcomes.Note(session, error.Number, hasWorked: false, actor.Now);
        if (verdict is Verdict.CannotTell && watch.IsTooRare)
        {
            FixOutcomes.Note(session, error.Number, hasWorked: true, actor.Now, isMeasured: false);
        }
        var said = watch.Verdict is { } proposed && proposed.Verdict == verdict ? proposed : new(verdict);
        var done = FixRows.Find(session, watch.Fix)?.Content.What ?? "";
        var name = actor.Name;
        return new(happened, () => words is null
            ? Say(VerificationTexts.LineConfirmed, name, VerdictWords.Name(verdict))
            : Say(VerificationTexts.LineCalled, name, VerdictWords.Name(verdict), words))
        {
            Verdict = verdict,
            Data = [("verdict", verdict)],
            Told = () => VerdictWords.Told(error, said, done),
        };
    }

    /// <summary>The Monday of the week in which it was decided to make the fix, before which it cannot have taken effect.</summary>
    private DateOnly DecidedIn(Watch watch, TimeZoneInfo zone) => FixRows.Find(session, watch.Fix)?.BegunAt is { } begun
        ? WeeklyOccurrences.MondayOf(begun, zone)
        : watch.Trigger;

    private static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone) => Team.MomentOf(day, TimeOnly.MinValue, zone);
}
