using Improvement.Bot.Errors.Clusters;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Triage;

/// <summary>
/// <em>Belongs together with …</em>: two errors have the same root, and both live on; their occurrences are counted together. <em>Not
/// together</em> takes it back. Both are decisions of the ledger of likeness (<see cref="ErrorPairs"/>).
/// </summary>
internal static class BelongTogether
{
    /// <summary>The form.</summary>
    public static readonly DialogDefinition Dialog = TriageDialog.Of<SameAsAnswer>(
        "link-error", ErrorAction.Link, Form, Link, ErrorKind.LeadView, TriageNeeds.Related);

    /// <summary>One press: two errors do not belong together after all; gives why not, or null.</summary>
    public static string? Unlink(TriageSteps steps, long number, long other)
    {
        if (!Cluster.Find(steps.Session, number).LinkedTo(number).Contains(other)
            || ErrorRows.FindAny(steps.Session, other) is not { } second)
        {
            return Say(TriageTexts.NotLinked, ErrorKind.Labels.Of(number), ErrorKind.Labels.Of(other));
        }

        return steps.Take(number, ErrorAction.Unlink, error =>
        {
            ErrorPairs.Decide(steps.Session, steps.Actor, number, other, isSame: false);
            return Both(steps, error, second, "unlinked", TriageTexts.LineUnlinked, origin: null);
        }).Refusal;
    }

    /// <summary>
    /// Why two errors are not brought together: somebody said of one of the first cluster and one of the second that they are not the same.
    /// Null where nobody did.
    /// </summary>
    public static string? Contradicts(TriageSteps steps, long number, long other)
    {
        var (mine, theirs) = (Cluster.Find(steps.Session, number), Cluster.Find(steps.Session, other));
        return ErrorPairs.Contradiction(steps.Session, [.. mine.Numbers], [.. theirs.Numbers], (number, other)) switch
        {
            null => null,
            var (first, second) when steps.FindShown(first) is not null && steps.FindShown(second) is not null =>
                Say(TriageTexts.Contradiction, ErrorKind.Labels.Of(first), ErrorKind.Labels.Of(second)),
            _ => TriageTexts.ContradictionHidden,
        };
    }

    /// <summary>The form: one press for one of the most similar ones, or the number of the other error.</summary>
    public static Form<SameAsAnswer> Form(long number, TriagePresent present) => OtherErrorForm.Of(number, present, new(
        TriageTexts.LinkHeading, TriageTexts.LinkExplanation, TriageTexts.LinkLabel, TriageTexts.LinkMissing, TriageTexts.LinkOfItself,
        TriageTexts.LinkIt)
    {
        Suggestion = TriageTexts.LinkWith,
    });

    private static ChangeResult<TriagePresent> Link(TriageSteps steps, long number, SameAsAnswer answer, RequestOrigin origin)
    {
        if (answer.Number is not { } other || steps.FindShown(other) is not { } second) return new(number, ErrorTexts.NotFound);
        if (second.Triage.DuplicateOf is { } of)
        {
            return new(number, Say(TriageTexts.DuplicateOfDuplicate, second.Label, ErrorKind.Labels.Of(of)));
        }

        if (!ErrorLife.Machine.Has(second.State, ErrorAction.Link))
        {
            return new(number, Say(ErrorTexts.StepTooLate, second.Label, ErrorWords.Of(second.State)));
        }

        if (Cluster.Find(steps.Session, number).LinkedTo(number).Contains(other)) return new(number);
        if (Contradicts(steps, number, other) is { } contradiction) return new(number, contradiction);
        return steps.Take(number, ErrorAction.Link, error =>
        {
            ErrorPairs.Decide(steps.Session, steps.Actor, number, other, isSame: true);
            return Both(steps, error, second, "linked", TriageTexts.LineLinked, origin);
        });
    }

    /// <summary>
    /// The step on the one, and its event and line on the other. Neither channel is told the number of what it may not see.
    /// </summary>
    private static ErrorStep Both(
        TriageSteps steps, ErrorRecord error, ErrorRecord other, string what, string line, RequestOrigin? origin)
    {
        steps.Note(other, what, [("other", error.Number)], LineOn(other, error), origin);
        return new(what, LineOn(error, other)) { Data = [("other", other.Number)], Origin = origin };

        Func<string>? LineOn(ErrorRecord one, ErrorRecord second) =>
            one.Restricted || second.Restricted || one.Team != second.Team ? null : () => Say(line, steps.Actor.Name, second.Label);
    }
}
