using Improvement.Bot.Errors.Clusters;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Recurrences;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Triage;

/// <summary>
/// What its owner, or a lead, does with an accepted error: <em>Fixed …</em>, the short way of one sentence for what is small and can be
/// undone, and <em>Contained …</em>, an interim measure. What is resolved is closed by a lead or after 30 days, or reopened.
/// </summary>
internal static class WorkOnError
{
    /// <summary><em>Fixed …</em></summary>
    public static readonly DialogDefinition Correct = TriageDialog.Of<Words>(
        "correct-error", ErrorAction.Correct,
        (number, _) => TriageDialog.AskingForWords(
            number, TriageTexts.CorrectHeading, TriageTexts.CorrectExplanation, TriageTexts.CorrectLabel, TriageTexts.CorrectIt,
            TriageTexts.CorrectMissing),
        (steps, number, words, origin) => steps.Take(number, ErrorAction.Correct, error =>
            new("corrected", () => Say(TriageTexts.LineCorrected, steps.Actor.Name, words.Filled))
            {
                Columns = [("reason", words.Filled), ("decided_by", steps.Actor.Id?.Value)],
                Reason = words.Filled,
                Origin = origin,
                Told = () => Say(TriageTexts.ToldCorrected, error.Label, words.Filled),
            }),
        ErrorKind.OwnerView);

    /// <summary><em>Contained …</em></summary>
    public static readonly DialogDefinition Contain = TriageDialog.Of<Words>(
        "contain-error", ErrorAction.Contain,
        (number, _) => TriageDialog.AskingForWords(
            number, TriageTexts.ContainHeading, null, TriageTexts.ContainLabel, TriageTexts.ContainIt, TriageTexts.ContainMissing),
        (steps, number, words, origin) => steps.Take(number, ErrorAction.Contain, _ =>
            new("contained", () => Say(TriageTexts.LineContained, steps.Actor.Name, words.Filled))
            {
                Columns = [("immediate_action", words.Filled)],
                Reason = words.Filled,
                Origin = origin,
            }),
        ErrorKind.OwnerView);

    /// <summary><em>It came back …</em></summary>
    public static readonly DialogDefinition Reopen = TriageDialog.Of<Words>(
        "reopen-error", ErrorAction.Reopen,
        (number, present) => TriageDialog.AskingForWords(
            number, TriageTexts.ReopenHeading, present.Reason, TriageTexts.ReopenLabel, TriageTexts.ReopenIt, TriageTexts.ReopenMissing),
        ComeBack, ErrorKind.LeadView);

    /// <summary>Reopens what came back, with what happened.</summary>
    public static ChangeResult<TriagePresent> ComeBack(TriageSteps steps, long number, Words words, RequestOrigin origin) =>
        steps.Take(number, ErrorAction.Reopen, _ =>
        {
            FixOutcomes.Note(steps.Session, number, hasWorked: false, steps.Actor.Now);
            WatchRows.End(steps.Session, number, steps.Actor.Now);
            return new("reopened", () => Say(TriageTexts.LineReopened, steps.Actor.Name, words.Filled))
            {
                Columns = [("reason", words.Filled)],
                Reason = words.Filled,
                Origin = origin,
            };
        });

    /// <summary>
    /// <em>Not the same: undo</em>, one press: what reopened it by itself was something else, so it is where it was. The account counts no
    /// longer, and its words do not find this error again; a report is no duplicate any more. Gives why not, or null.
    /// </summary>
    public static string? UndoRecurrence(TriageSteps steps, long number)
    {
        var occurrence = steps.Recurrences.LastOccurrence(number);
        var refusal = steps.Recurrences.Undo(number);
        if (refusal is not null || occurrence is null) return refusal;
        if ((CarriedAccounts.DuplicateOf(occurrence) ?? AlikeFixed.ReportOf(occurrence)) is { } report)
        {
            var isDuplicate = ErrorRows.FindAny(steps.Session, report) is { State: ErrorState.Duplicate };
            if (isDuplicate) MarkDuplicate.Split(steps, report); // a lead's, not its owner's
        }
        else steps.Retraction.RemoveOf(number, occurrence);
        return null;
    }

    /// <summary><em>Close</em>, one press of a lead; gives why not, or null.</summary>
    public static string? Close(TriageSteps steps, long number) => steps.Take(
        number, ErrorAction.Close, _ => new("closed", () => Say(TriageTexts.LineClosed, steps.Actor.Name))).Refusal;
}
