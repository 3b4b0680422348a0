using Improvement.Bot.Framework.Cards;

namespace Improvement.Bot.Framework.Turns;

/// <summary>Buttons that do what a typed command does.</summary>
public static class CommandButton
{
    internal const string Verb = "command";
    internal const string Stays = "stays";

    /// <summary>A button on a card that stays; the answer comes below it.</summary>
    /// <param name="command">As somebody would type it.</param>
    public static ExecuteAction Staying(string title, string command) => ExecuteAction.Of(title, Verb, ("text", command), (Stays, true));

    /// <summary>A button on a card that has done its part once it is pressed.</summary>
    /// <param name="command">As somebody would type it.</param>
    public static ExecuteAction Of(string title, string command) => ExecuteAction.Of(title, Verb, ("text", command));
}
