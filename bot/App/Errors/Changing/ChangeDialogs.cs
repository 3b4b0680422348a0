using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.People;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Errors;

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

    private static async Dialog<Ending> ConductEdit(DialogContext dialog)
    {
        var number = dialog.Given<ErrorNumber>()!.Number;
        var found = await dialog.Look("present", (ErrorReports reports, CancellationToken ct) => reports.ForEditing(number, Deed.Edit, ct));
        if (found.Refusal is { } refusal) return Refused(refusal);

        var change = await dialog.Ask("change", ChangeForms.Edit(number, found.Present!));
        var refused = await dialog.Do("edit", (ErrorReports reports, CancellationToken ct) => reports.Edit(number, change, found.Present!, new(dialog.Id, dialog.ShownAt), ct));
        return refused.Refusal is { } late ? Refused(late) : Ending.Showing(ErrorSubject.Of(number), ErrorViews.Reporter);
    }

    private static async Dialog<Ending> ConductAddDetail(DialogContext dialog)
    {
        var number = dialog.Given<ErrorNumber>()!.Number;
        var found = await dialog.Look("present", (ErrorReports reports, CancellationToken ct) => reports.ForAdding(number, ct));
        if (found.Refusal is { } refusal) return Refused(refusal);

        var addition = await dialog.Ask("detail", ChangeForms.AddDetail(number));
        var refused = await dialog.Do("add", (ErrorReports reports, CancellationToken ct) => reports.AddDetail(number, addition, new(dialog.Id, dialog.ShownAt), ct));
        return refused.Refusal is { } late ? Refused(late) : Ending.Showing(ErrorSubject.Of(number), ErrorViews.Reporter);
    }

    private static async Dialog<Ending> ConductWithdraw(DialogContext dialog)
    {
        var number = dialog.Given<ErrorNumber>()!.Number;
        var found = await dialog.Look("present", (ErrorReports reports, CancellationToken ct) => reports.ForEditing(number, Deed.Withdraw, ct));
        if (found.Refusal is { } refusal) return Refused(refusal);

        var withdrawal = await dialog.Ask("withdrawal", ChangeForms.Withdraw(number));
        var refused = await dialog.Do("withdraw", (ErrorReports reports, CancellationToken ct) => reports.Withdraw(number, withdrawal, new(dialog.Id, dialog.ShownAt), ct));
        return refused.Refusal is { } late ? Refused(late) : Ending.Showing(ErrorSubject.Of(number), ErrorViews.Reporter);
    }

    private static async Dialog<Ending> ConductWitness(DialogContext dialog)
    {
        var number = dialog.Given<ErrorNumber>()!.Number;
        var found = await dialog.Look("present", (ErrorReports reports, CancellationToken ct) => reports.ForWitnessing(number, ct));
        if (found.Refusal is { } refusal) return Refused(refusal);

        var note = await dialog.Ask("note", ChangeForms.Witness(number, found.Present!.Title));
        var refused = await dialog.Do("witness", (ErrorReports reports, CancellationToken ct) => reports.AddWitness(number, note, new(dialog.Id, dialog.ShownAt), ct));
        return refused.Refusal is { } late ? Refused(late) : Ending.Showing(ErrorSubject.Of(number), ErrorViews.Witness);
    }

    private static Ending Refused(string why) => Ending.With(Card(why, Text(why)));
}
