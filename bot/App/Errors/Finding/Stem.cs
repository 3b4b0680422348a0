using System.Buffers;

namespace Improvement.Bot.Errors;

/// <summary>
/// Light English stemming: plurals, -ed, -ing and -ly go, so that “failing exports”, “failed export” and “fails to export” meet. Cautious: it takes endings only from words that stay recognisable, and leaves words
/// with digits or letters outside a–z alone, so that other languages are compared as written.
/// </summary>
internal static class Stem
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    /// <summary>The stem of a folded word.</summary>
    public static string Of(string word)
    {
        if (word.Length < 4 || !word.All(char.IsAsciiLetterLower))
            return word;
        var stem = WithoutTense(WithoutPlural(word));
        stem = stem.Length > 5 && stem.EndsWith("ly", StringComparison.Ordinal) ? stem[..^2] : stem;
        return stem.Length > 3 && stem[^1] is 'e' ? stem[..^1] : stem[^1] is 'y' ? string.Concat(stem.AsSpan(0, stem.Length - 1), "i") : stem;
    }

    private static string WithoutPlural(string word) => word switch
    {
        [.., 's', 's'] or [.., 'u', 's'] or [.., 'i', 's'] => word,
        [.., 'i', 'e', 's'] when word.Length > 4 => word[..^3] + "y",
        [.., 's' or 'x' or 'z', 'e', 's'] or [.., 'c' or 's', 'h', 'e', 's'] => word[..^2],
        [.., 's'] => word[..^1],
        _ => word,
    };

    private static string WithoutTense(string word)
    {
        var stem = word switch
        {
            [.., 'i', 'n', 'g'] when word.Length > 5 => word[..^3],
            [.., 'e', 'e', 'd'] => word,
            [.., 'i', 'e', 'd'] when word.Length > 4 => word[..^3] + "y",
            [.., 'e', 'd'] when word.Length > 4 => word[..^2],
            _ => word,
        };
        if (stem.Length == word.Length || !stem.AsSpan().ContainsAny(Vowels))
            return word;
        return stem.Length > 3 && stem[^1] == stem[^2] && stem[^1] is not ('l' or 's' or 'z') ? stem[..^1] : stem;
    }
}
