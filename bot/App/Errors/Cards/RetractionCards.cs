using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Cards;

/// <summary>What a witness keeps whose account was taken back.</summary>
internal static class RetractionCards
{
    private const int LinesShown = 12;

    /// <summary>
    /// The message that stays in their chat: their own words and the way to report them, and nothing of the error but its number, so that
    /// it may stand there whoever may see the error.
    /// </summary>
    /// <param name="label">The number of the error.</param>
    /// <param name="note">What they wrote; null for nothing.</param>
    /// <param name="retraction">The number of the retraction.</param>
    /// <param name="by">The lead who took it back; null where they did so themselves.</param>
    public static Card ForWitness(string label, string? note, long retraction, string? by)
    {
        var what = by is null ? Say(ErrorTexts.Retracted, label) : Say(ErrorTexts.RetractedBy, by, label);
        return string.IsNullOrWhiteSpace(note)
            ? Card(what, Text(what), Hint(ErrorTexts.RetractedWithoutWords))
            : Card(
                what, Text(what),
                Group(Subheading(ErrorTexts.YourWords), Excerpt(ErrorCards.Cut(note), LinesShown)),
                Hint(ErrorTexts.RetractedHint),
                Buttons(ExecuteAction.Of(ErrorTexts.ReportInsteadOf, ErrorButtons.ReportInstead, ("retraction", retraction))));
    }

    /// <summary>What stands in the place of the card of a witness who is none any more.</summary>
    /// <param name="error">The error, which they may see.</param>
    public static Card InPlace(ErrorRecord error) => Card(
        Say(ErrorTexts.Retracted, error.Label), Text(Say(ErrorTexts.Retracted, error.Label)), Hint(ErrorTexts.RetractedInPlace));
}
