using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Turns;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Records;

/// <summary>The answer to <c>/status</c> without a number that can be read.</summary>
internal static class StatusHelp
{
    private const int WordsShown = 60;

    /// <summary>Longer words are no search.</summary>
    private const int WordsSearched = 500;

    /// <param name="words">What was typed for a number; empty for nothing.</param>
    /// <param name="beginning">How a record of the first kind is begun.</param>
    public static Card Card(string words, RecordBeginning beginning)
    {
        var said = words.Length is 0 ? RecordTexts.StatusHow : Wording.Say(RecordTexts.StatusNoNumber, ShortText.Cut(words, WordsShown));
        return Draw.Card(said, Text(said), Buttons(
            words.Length is 0 or > WordsSearched ? null : CommandButton.Of(RecordTexts.StatusSearch, $"/find {words}"),
            CommandButton.Of(RecordTexts.StatusMine, "/my"),
            words.Contains(' ', StringComparison.Ordinal)
                ? CommandButton.Of(beginning.InsteadOfStatus(), $"/{beginning.Command} {StatusCommand.Name} {words}")
                : null));
    }
}
