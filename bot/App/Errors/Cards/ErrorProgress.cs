using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.People;
using Improvement.Bot.Statistics;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Cards;

/// <summary>The progress of an error in a sentence: what its state waits for, and by when.</summary>
internal static class ErrorProgress
{
    /// <summary>What happens next and by when, in a sentence.</summary>
    public static string Of(ErrorRecord error) => error switch
    {
        { State: ErrorState.Withdrawn, WithdrawnBecause: { Length: > 0 } reason } => Say(ErrorTexts.NextWithdrawnBecause, reason),
        { State: ErrorState.Withdrawn } => ErrorTexts.NextWithdrawn,
        { State: ErrorState.Reported } => Look(error),
        { State: ErrorState.NeedsInfo } => Say(ErrorTexts.NextQuestion, error.Triage.Question ?? ErrorTexts.QuestionUnknown),
        { State: ErrorState.Duplicate, Triage.DuplicateOf: { } other } => Say(ErrorTexts.NextDuplicate, ErrorKind.Labels.Of(other)),
        { State: ErrorState.NotAnError, Triage: { RuledOut: { } why } triage } =>
            Say(ErrorTexts.NextRuledOut, ErrorWords.Of(why), triage.Reason),
        { State: ErrorState.Accepted, OwnerName: { } owner } => Say(ErrorTexts.NextOwner, owner),
        { State: ErrorState.Accepted } => ErrorTexts.NextNoOwner,
        { State: ErrorState.Contained } => ErrorTexts.NextContained,
        { State: ErrorState.FixProposed } => ErrorTexts.NextFixProposed,
        { State: ErrorState.ChangesRequested } => Say(ErrorTexts.NextChangesRequested, error.Triage.Reason),
        { IsUnapproved: true } => ErrorTexts.NextUnapproved,
        { State: ErrorState.Implementing, OwnerName: { } owner } => Say(ErrorTexts.NextImplementing, owner),
        { State: ErrorState.Implementing } => ErrorTexts.NextImplementingNoOwner,
        { State: ErrorState.Implemented } => ErrorTexts.NextImplemented,
        { State: ErrorState.Verifying, Triage.Verdict: Verdict.CannotTell } => ErrorTexts.NextVerdictOpen,
        { State: ErrorState.Verifying, Triage.Verdict: { } verdict } => Say(ErrorTexts.NextVerdict, VerdictWords.Name(verdict)),
        { State: ErrorState.Verifying, Triage.ReviewAt: { } at } => Say(ErrorTexts.NextWatched, Moment.DayAhead(at)),
        { State: ErrorState.Analysing, Triage.Reason: { } why } => Say(ErrorTexts.NextAnalysingBecause, why),
        { State: ErrorState.Analysing } => ErrorTexts.NextAnalysing,
        { State: ErrorState.Deferred, Triage.ReviewAt: { } at } =>
            Say(ErrorTexts.NextDeferred, Moment.DayAhead(at), error.Triage.Reason),
        { State: ErrorState.RiskAccepted, Triage.ReviewAt: { } at } =>
            Say(ErrorTexts.NextRiskAccepted, Moment.DayAhead(at), error.Triage.Reason),
        { State: ErrorState.Resolved, Triage.Verdict: { } verdict } => Say(ErrorTexts.NextResolvedAs, VerdictWords.Name(verdict)),
        { State: ErrorState.Resolved, Triage.Reason: { } fixedBy } => Say(ErrorTexts.NextResolved, fixedBy),
        { State: ErrorState.Closed } => ErrorTexts.NextClosed,
        _ => Look(error),
    };

    private static string Look(ErrorRecord error) => error switch
    {
        { Team: null } => ErrorTexts.NextNoTeam,
        { NextStepDueAt: { } due } => Say(ErrorTexts.NextTriageBy, Moment.DayAhead(due)),
        _ => ErrorTexts.NextWeeklyList,
    };
}
