namespace Improvement.Bot.TextAnalysis;

/// <summary>
/// What a word has in common with its compounds, endings and misspellings: every four letters in a row of a longer word, and the single
/// characters of scripts that are written without spaces.
/// </summary>
internal static class Pieces
{
    private const int Letters = 4;

    /// <summary>What a piece begins with, and no word does.</summary>
    private const char Mark = '~';

    /// <summary>Whether a term is a piece of one.</summary>
    public static bool Is(string term) => term.StartsWith(Mark);

    /// <summary>The pieces of some terms, with repetitions; a term that is no longer than a piece has none.</summary>
    public static IEnumerable<string> Of(IEnumerable<string> terms) => terms.SelectMany(Of);

    private static IEnumerable<string> Of(string term)
    {
        if (term.Length > 0 && Words.IsWide(term, 0))
        {
            foreach (var character in term.EnumerateRunes()) yield return Mark + character.ToString();
            yield break;
        }

        for (var at = 0; term.Length > Letters && at + Letters <= term.Length; at++)
        {
            // half a character cannot be stored
            if (char.IsLowSurrogate(term[at]) || char.IsHighSurrogate(term[at + Letters - 1])) continue;
            yield return Mark + term.Substring(at, Letters);
        }
    }
}
