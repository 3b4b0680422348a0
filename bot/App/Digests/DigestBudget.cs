using System.Collections.Immutable;
using System.Text;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Records;

namespace Improvement.Bot.Digests;

/// <summary>How much a digest says, so that it is read within a minute: what does not fit stands behind a button.</summary>
internal static class DigestBudget
{
    /// <summary>Words on the card, with those of its buttons and without the titles of records.</summary>
    public const int MostWords = 180;

    /// <summary>Bytes of the card as JSON.</summary>
    public const int MostBytes = 12 * 1024;

    /// <summary>How many lines of each section are shown, so that the card fits.</summary>
    /// <param name="draw">Draws the card with so many lines; the second argument says whether titles stand on it.</param>
    public static ImmutableSortedDictionary<DigestSection, int> Fit(
        DigestContent content, Func<ImmutableSortedDictionary<DigestSection, int>, bool, Card> draw)
    {
        var shown = content.Sections.ToImmutableSortedDictionary(
            part => part.Section, part => Math.Min(part.Lines.Length, MostOf(part.Section)));
        while (!Fits(draw(shown, true), draw(shown, false)) && shown.Values.Any(lines => lines > 0))
        {
            // of sections with as many lines, the last one gives way
            var most = shown.Last(each => each.Value == shown.Values.Max()).Key;
            shown = shown.SetItem(most, shown[most] - 1);
        }

        return shown;
    }

    /// <summary>The words that somebody reads on a card.</summary>
    public static int WordsOn(Card card)
    {
        var words = 0;
        card.Map(element =>
        {
            words += element switch
            {
                TextBlock text => Count(text.Text),
                ActionSet buttons => buttons.Actions.Sum(button => Count(button.Title ?? "")),
                _ => 0,
            };
            return null;
        });
        return words;
    }

    private static bool Fits(Card card, Card untitled) =>
        Encoding.UTF8.GetByteCount(card.ToJson()) <= MostBytes && WordsOn(untitled) <= MostWords;

    private static int Count(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Count(word => word.Any(char.IsLetterOrDigit));

    private static int MostOf(DigestSection section) => section switch
    {
        DigestSection.NeedsYou or DigestSection.Changed or DigestSection.Actions => 5,
        DigestSection.Learn or DigestSection.Alarms or DigestSection.Success => 1,
        _ => 3,
    };
}
