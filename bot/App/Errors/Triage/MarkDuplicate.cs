using Improvement.Bot.Errors.Clusters;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Search;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Triage;

/// <summary>
/// <em>Duplicate …</em>: the report is the same as another one, which counts it, with its own time; its reporter becomes a witness of
/// that one. <em>Not the same</em> takes both back. Each decision is kept in the ledger of likeness, which the search for similar reports
/// obeys.
/// </summary>
internal static class MarkDuplicate
{
    /// <summary>The form.</summary>
    public static readonly DialogDefinition Dialog =
        TriageDialog.Of<SameAsAnswer>(
            "mark-duplicate", ErrorAction.MarkDuplicate, Form, Mark, ErrorKind.LeadView, TriageNeeds.Similar);

    /// <summary>One press: it is not the same after all; gives why not, or null.</summary>
    public static string? Split(TriageSteps steps, long number) => steps.Take(number, ErrorAction.Split, error =>
    {
        var other = error.Triage.DuplicateOf!.Value;
        ErrorPairs.Decide(steps.Session, steps.Actor, number, other, isSame: false);
        CarriedAccounts.TakeBack(steps.Session, number, other);
        ShowAgain(steps, number);
        return new("split", () => Say(TriageTexts.LineSplit, steps.Actor.Name, ErrorKind.Labels.Of(other)))
        {
            Columns = [("duplicate_of", (long?)null)],
            Data = [("other", other)],
            Told = () => Say(TriageTexts.ToldSplit, error.Label, ErrorKind.Labels.Of(other)),
        };
    }).Refusal;

    /// <summary>The form: one press for one of the most similar ones, or the number of the other error.</summary>
    public static Form<SameAsAnswer> Form(long number, TriagePresent present) => OtherErrorForm.Of(number, present, new(
        TriageTexts.DuplicateHeading, TriageTexts.DuplicateExplanation, TriageTexts.DuplicateLabel, TriageTexts.DuplicateMissing,
        TriageTexts.DuplicateOfItself, TriageTexts.DuplicateIt));

    private static ChangeResult<TriagePresent> Mark(TriageSteps steps, long number, SameAsAnswer answer, RequestOrigin origin)
    {
        if (answer.Number is not { } other || steps.FindShown(other) is not { } primary) return new(number, ErrorTexts.NotFound);
        if (primary.Triage.DuplicateOf is { } of)
        {
            return new(number, Say(TriageTexts.DuplicateOfDuplicate, primary.Label, ErrorKind.Labels.Of(of)));
        }

        // Half a year after its end the same is a report of its own.
        if (steps.Permitted(other, [ErrorAction.Witness]) is [])
        {
            return new(number, Say(ErrorTexts.StepTooLate, primary.Label, ErrorWords.Of(primary.State)));
        }

        if (BelongTogether.Contradicts(steps, number, other) is { } contradiction) return new(number, contradiction);

        ErrorRecord? marked = null;
        var result = steps.Take(number, ErrorAction.MarkDuplicate, error =>
        {
            marked = error;
            ErrorPairs.Decide(steps.Session, steps.Actor, number, other, isSame: true);
            CountOn(steps, error, primary);
            return new("duplicate", () => Say(TriageTexts.LineDuplicate, steps.Actor.Name, primary.Label))
            {
                Columns = [("duplicate_of", other)],
                Data = [("other", other)],
                Origin = origin,
                Told = () => Say(TriageTexts.ToldDuplicate, error.Label, primary.Label),
            };
        });
        if (marked is not null) Judge(steps, marked, primary);
        return result;
    }

    /// <summary>What is the same as an error that was taken to be fixed may reopen it, as any other occurrence may.</summary>
    private static void Judge(TriageSteps steps, ErrorRecord marked, ErrorRecord primary) => steps.Recurrences.Judge(
        primary, CarriedAccounts.KeyOf(marked.Number), new(marked.OccurredAt ?? marked.CreatedAt)
        {
            By = marked.ReporterName, IsSaid = true, IsSameObject = true, Version = marked.ObjectVersion,
            IsImported = marked.ReporterKind is NewError.Imported,
        });

    /// <summary>
    /// The report and its accounts count on the other error, each at its own time; the card of that error stands from now on in the chats
    /// of those who met this one.
    /// </summary>
    private static void CountOn(TriageSteps steps, ErrorRecord error, ErrorRecord other)
    {
        CarriedAccounts.Carry(steps.Session, steps.Actor, error.Number, other.Number);
        steps.Places.ShowAgain(ErrorKind.Id(other.Number));
        foreach (var person in CarriedAccounts.People(steps.Session, error.Number, other.Number))
        {
            steps.ShowTo(person, other, person == other.Reporter ? ErrorKind.ReporterView : ErrorKind.WitnessView);
        }
    }

    /// <summary>The errors on which it counted show that it does no longer.</summary>
    private static void ShowAgain(TriageSteps steps, long number)
    {
        foreach (var above in Cluster.Above(steps.Session, number)) steps.Places.ShowAgain(ErrorKind.Id(above));
    }
}
