using Improvement.Bot.Errors.Edits;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Records;

namespace Improvement.Bot.Errors.Cards;

/// <summary>The buttons of a filed error.</summary>
internal static class ErrorButtons
{
    public const string Edit = "error.edit";
    public const string AddDetail = "error.add-detail";
    public const string Withdraw = "error.withdraw";
    public const string Witness = "error.witness";

    /// <summary>Lets a witness from outside see all of it, or hides it from them again.</summary>
    public const string LetSee = "error.let-see";

    /// <summary>The button of a step in the life of an error; null where its state has no such step.</summary>
    /// <param name="below">Whether the form comes below the card, which stays; otherwise the card becomes the form in a chat of one's
    /// own.</param>
    public static ExecuteAction? For(ErrorRecord error, ErrorAction action, string title, bool below = false) =>
        !ErrorLife.Machine.Has(error.State, action) ? null
        : below ? ButtonBelow(title, VerbOf(action), error.Number)
        : Button(title, VerbOf(action), error.Number);

    /// <summary>A button that does something about one error; in a chat of one's own its card becomes the form.</summary>
    public static ExecuteAction Button(string title, string verb, long number) => ExecuteAction.Of(title, verb, ("error", number));

    /// <summary>The same, and the card stays as it is.</summary>
    public static ExecuteAction ButtonBelow(string title, string verb, long number) =>
        ExecuteAction.Of(title, verb, ("error", number), (RecordsSlice.Below, true));

    private static string VerbOf(ErrorAction action) => action switch
    {
        ErrorAction.Edit => Edit,
        ErrorAction.AddDetail => AddDetail,
        ErrorAction.Withdraw => Withdraw,
        ErrorAction.Witness => Witness,
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "No card has a button for it."),
    };
}
