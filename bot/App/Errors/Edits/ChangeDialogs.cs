using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Errors.Edits;

/// <summary>The conversations behind the buttons of a filed error: edit, add detail, withdraw, same thing.</summary>
internal static class ChangeDialogs
{
    /// <summary>Changes what was filled in; the reporter, until triage.</summary>
    public static readonly DialogDefinition Edit =
        Define("edit-error", new ChangeDialog<ErrorReports, ErrorEdit, ErrorEdit>(ErrorKind.Definition)
        {
            Look = (reports, number, ct) => reports.ForEditing(number, ErrorAction.Edit, ct),
            Ask = found => ChangeForms.Edit(found.Number, found.Present!),
            Change = (reports, found, change, origin, ct) => reports.Edit(found.Number, change, found.Present!, origin, ct),
            View = ErrorViews.Reporter,
        });

    /// <summary>Adds something learned later.</summary>
    public static readonly DialogDefinition AddDetail =
        Define("add-detail", new ChangeDialog<ErrorReports, ErrorEdit, Addition>(ErrorKind.Definition)
        {
            Look = (reports, number, ct) => reports.ForAdding(number, ct),
            Ask = found => ChangeForms.AddDetail(found.Number),
            Change = (reports, found, addition, origin, ct) => reports.AddDetail(found.Number, addition, origin, ct),
            View = ErrorViews.Reporter,
        });

    /// <summary>Takes a report back; the reporter, until triage.</summary>
    public static readonly DialogDefinition Withdraw =
        Define("withdraw-error", new ChangeDialog<ErrorReports, ErrorEdit, Withdrawal>(ErrorKind.Definition)
        {
            Look = (reports, number, ct) => reports.ForEditing(number, ErrorAction.Withdraw, ct),
            Ask = found => ChangeForms.Withdraw(found.Number),
            Change = (reports, found, withdrawal, origin, ct) => reports.Withdraw(found.Number, withdrawal, origin, ct),
            View = ErrorViews.Reporter,
        });

    /// <summary>Says that the same thing happened to somebody else.</summary>
    public static readonly DialogDefinition Witness =
        Define("witness-error", new ChangeDialog<ErrorReports, ErrorEdit, WitnessNote>(ErrorKind.Definition)
        {
            Look = (reports, number, ct) => reports.ForWitnessing(number, ct),
            LookAnew = (reports, number, _) => reports.ShownToWitness(number),
            Ask = shown => ChangeForms.Witness(shown.Number, shown.Present?.Title),
            Change = (reports, found, note, origin, ct) => reports.AddWitness(found.Number, note, origin, ct),
            View = ErrorViews.Witness,
        });

    private static DialogDefinition Define<TAnswer>(string name, ChangeDialog<ErrorReports, ErrorEdit, TAnswer> dialog)
        where TAnswer : notnull => new(name, dialog.Conduct, ErrorsJson.Default, Help);

    private static Card Help() => Card(ErrorTexts.ChangeHelp, Text(ErrorTexts.ChangeHelp));
}
