using System.Globalization;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Errors.Search;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Errors.Cards;

/// <summary>The answer to <c>/status</c> without a number that can be read.</summary>
internal static class StatusHelp
{
    private const int WordsShown = 60;

    /// <param name="words">What was typed for a number; empty for nothing.</param>
    public static Card Card(string words)
    {
        var said = words.Length is 0
            ? ErrorTexts.StatusHow
            : string.Format(CultureInfo.InvariantCulture, ErrorTexts.StatusNoNumber, ProposedTitle.Cut(words, WordsShown));
        return Draw.Card(said, Text(said), Buttons(
            words.Length is 0 or > FindReader.MaxLength ? null : CommandButton.Of(ErrorTexts.StatusSearch, $"/find {words}"),
            CommandButton.Of(ErrorTexts.StatusMine, "/my"),
            words.Contains(' ', StringComparison.Ordinal)
                ? CommandButton.Of(ErrorTexts.StatusReport, $"/{ReportError.Name} status {words}")
                : null));
    }
}
