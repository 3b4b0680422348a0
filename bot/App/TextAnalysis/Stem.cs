using System.Buffers;

namespace Improvement.Bot.TextAnalysis;

/// <summary>
/// Light English stemming: plurals, -ed, -ing and -ly go, so that “failing exports”, “failed export” and “fails to export” meet. Cautious:
/// it takes endings only from words that stay recognisable, and leaves words with digits or letters outside a–z alone, so that other
/// languages are compared as written; but Arabic writes its article, and what stands before it, as one with the word, and nobody searches
/// for it so.
/// </summary>
internal static class Stem
{
    private const int ShortestWithoutArticle = 3;
    private static readonly string[] Articles = ["وال", "بال", "كال", "فال", "ال", "لل"];
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    /// <summary>The stem of a folded word. The word is worked on in place.</summary>
    public static string Of(Span<char> word)
    {
        if (!word.IsEmpty && word[0] is >= '\u0621' and <= '\u064A') return WithoutArticle(word).ToString();
        if (word.Length < 4 || word.ContainsAnyExceptInRange('a', 'z')) return word.ToString();
        var stem = WithoutTense(WithoutPlural(word));
        if (stem.Length > 5 && stem is [.., 'l', 'y']) stem = stem[..^2];
        if (stem.Length > 3 && stem[^1] == 'e') stem = stem[..^1];
        else if (stem[^1] == 'y') stem[^1] = 'i';
        return stem.ToString();
    }

    private static ReadOnlySpan<char> WithoutArticle(ReadOnlySpan<char> word)
    {
        foreach (var article in Articles)
        {
            if (word.StartsWith(article) && word.Length - article.Length >= ShortestWithoutArticle) return word[article.Length..];
        }
        return word;
    }

    private static Span<char> WithoutPlural(Span<char> word) => word switch
    {
        [.., 's', 's'] or [.., 'u', 's'] or [.., 'i', 's'] => word,
        [.., 'i', 'e', 's'] when word.Length > 4 => EndingInY(word[..^2]),
        [.., 's' or 'x' or 'z', 'e', 's'] or [.., 'c' or 's', 'h', 'e', 's'] => word[..^2],
        [.., 's'] => word[..^1],
        _ => word,
    };

    private static Span<char> WithoutTense(Span<char> word)
    {
        var stem = word switch
        {
            [.., 'i', 'n', 'g'] when word.Length > 5 => word[..^3],
            [.., 'e', 'e', 'd'] => word,
            [.., 'i', 'e', 'd'] when word.Length > 4 => EndingInY(word[..^2]),
            [.., 'e', 'd'] when word.Length > 4 => word[..^2],
            _ => word,
        };
        if (stem.Length == word.Length || !stem.ContainsAny(Vowels)) return word;
        return stem.Length > 3 && stem[^1] == stem[^2] && stem[^1] is not ('l' or 's' or 'z') ? stem[..^1] : stem;
    }

    private static Span<char> EndingInY(Span<char> word)
    {
        word[^1] = 'y';
        return word;
    }
}
