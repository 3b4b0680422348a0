using Improvement.Bot.Framework.Cards;

namespace Improvement.Bot.Errors;

/// <summary>The buttons of a filed error.</summary>
internal static class ErrorButtons
{
    public const string Edit = "error.edit";
    public const string AddDetail = "error.add-detail";
    public const string Withdraw = "error.withdraw";
    public const string Witness = "error.witness";

    /// <summary>Lets a witness from outside see all of it, or hides it from them again.</summary>
    public const string LetSee = "error.let-see";

    /// <summary>Marks a button whose form comes below its card, which stays.</summary>
    public const string Below = "below";

    /// <summary>A button that does something about one error; in a chat of one's own its card becomes the form.</summary>
    public static ExecuteAction Button(string title, string verb, long number) => ExecuteAction.Of(title, verb, ("error", number));

    /// <summary>The same, and the card stays as it is.</summary>
    public static ExecuteAction ButtonBelow(string title, string verb, long number) => ExecuteAction.Of(title, verb, ("error", number), (Below, true));
}
