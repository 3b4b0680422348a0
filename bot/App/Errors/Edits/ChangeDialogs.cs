using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Errors.Edits;

/// <summary>The conversations behind the buttons of a filed error: edit, add detail, withdraw, same thing.</summary>
internal static class ChangeDialogs
{
    /// <summary>Changes what was filled in; the reporter, until triage.</summary>
    public static readonly DialogDefinition Edit = new("edit-error", ConductEdit, ErrorsJson.Default, Help);

    /// <summary>Adds something learned later.</summary>
    public static readonly DialogDefinition AddDetail = new("add-detail", ConductAddDetail, ErrorsJson.Default, Help);

    /// <summary>Takes a report back; the reporter, until triage.</summary>
    public static readonly DialogDefinition Withdraw = new("withdraw-error", ConductWithdraw, ErrorsJson.Default, Help);

    /// <summary>Says that the same thing happened to somebody else.</summary>
    public static readonly DialogDefinition Witness = new("witness-error", ConductWitness, ErrorsJson.Default, Help);

    private static Card Help() => Card(ErrorTexts.ChangeHelp, Text(ErrorTexts.ChangeHelp));

    private static Dialog<Ending> ConductEdit(DialogContext dialog) => Conduct(
        dialog,
        (reports, number, ct) => reports.ForEditing(number, ErrorAction.Edit, ct),
        found => ChangeForms.Edit(found.Number, found.Present!),
        (reports, found, change, origin, ct) => reports.Edit(found.Number, change, found.Present!, origin, ct));

    private static Dialog<Ending> ConductAddDetail(DialogContext dialog) => Conduct(
        dialog,
        (reports, number, ct) => reports.ForAdding(number, ct),
        found => ChangeForms.AddDetail(found.Number),
        (reports, found, addition, origin, ct) => reports.AddDetail(found.Number, addition, origin, ct));

    private static Dialog<Ending> ConductWithdraw(DialogContext dialog) => Conduct(
        dialog,
        (reports, number, ct) => reports.ForEditing(number, ErrorAction.Withdraw, ct),
        found => ChangeForms.Withdraw(found.Number),
        (reports, found, withdrawal, origin, ct) => reports.Withdraw(found.Number, withdrawal, origin, ct));

    private static Dialog<Ending> ConductWitness(DialogContext dialog) => Conduct(
        dialog,
        (reports, number, ct) => reports.ForWitnessing(number, ct),
        shown => ChangeForms.Witness(shown.Number, shown.Present?.Title),
        (reports, found, note, origin, ct) => reports.AddWitness(found.Number, note, origin, ct),
        ErrorViews.Witness,
        (reports, number, _) => reports.ShownToWitness(number));

    /// <summary>
    /// What all changes have in common: whether it may be done is found out before the question, and again with the deed.
    /// </summary>
    /// <param name="anew">What the form shows of somebody else's report, found out whenever it is drawn; null where it shows the person's
    /// own, which a change is merged with.</param>
    private static async Dialog<Ending> Conduct<T>(
        DialogContext dialog,
        Func<ErrorReports, long, CancellationToken, ValueTask<ChangeResult>> look,
        Func<ChangeResult, Form<T>> question,
        Func<ErrorReports, ChangeResult, T, RequestOrigin, CancellationToken, ValueTask<ChangeResult>> change,
        string view = ErrorViews.Reporter,
        Func<ErrorReports, long, CancellationToken, ValueTask<ChangeResult>>? anew = null) where T : notnull
    {
        var number = dialog.Given<ErrorNumber>()?.Number ?? 0; // no report has it, and that is what is said
        var found = await dialog.Look("present", (ErrorReports reports, CancellationToken ct) => look(reports, number, ct));
        if (found.Refusal is { } refusal) return Refused(refusal);

        var shown = anew is null
            ? found
            : await dialog.LookAnew("shown", (ErrorReports reports, CancellationToken ct) => anew(reports, number, ct));
        var answer = await dialog.Ask("change", () => question(shown));
        var changed = await dialog.Do(
            "changed", (ErrorReports reports, CancellationToken ct) => change(reports, found, answer, new(dialog.Id, dialog.ShownAt), ct));
        return changed.Refusal is { } late ? Refused(late) : Ending.Showing(ErrorSubject.Of(number), changed.View ?? view);
    }

    private static Ending Refused(string why) => Ending.With(Card(why, Text(why)));
}
