using Improvement.Bot.Framework.Cards;

namespace Improvement.Bot.Errors;

/// <summary>The buttons of a filed error.</summary>
internal static class ErrorPress
{
    public const string Edit = "error.edit";
    public const string AddDetail = "error.add-detail";
    public const string Withdraw = "error.withdraw";
    public const string Witness = "error.witness";

    /// <summary>A button that does something about one error.</summary>
    public static ExecuteAction Button(string title, string verb, long number) => ExecuteAction.Of(title, verb, ("error", number));
}
