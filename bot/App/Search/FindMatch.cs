using System.Text;
using Improvement.Bot.TextAnalysis;

namespace Improvement.Bot.Search;

/// <summary>
/// Matches the words and phrases of a search against the text of a record, after index lookups by <see cref="Terms"/> and SQL filters have
/// reduced the candidates.
/// </summary>
internal sealed class FindMatch
{
    private readonly string[] _phrases;
    private readonly string[] _without;

    public FindMatch(FindQuery query)
    {
        Terms = [.. query.Words.Concat(query.Phrases).SelectMany(words => Words.Of(words)).Distinct(StringComparer.Ordinal)];
        _phrases = [.. query.Phrases.Select(Folding.Compose).Select(Spoken)];
        _without = [.. query.Without.Select(Folding.Compose).Select(Spoken)];
    }

    /// <summary>The terms that must all have a posting for the record in the inverted index.</summary>
    public IReadOnlyList<string> Terms { get; }

    /// <summary>Whether the search has words or phrases; without any, every record fits.</summary>
    public bool AsksForWords => Terms.Count + _phrases.Length + _without.Length > 0;

    /// <summary>Whether all words and phrases stand in the record and nothing excluded does.</summary>
    public bool Fits(string title, string text)
    {
        (title, text) = (Folding.Compose(title), Folding.Compose(text));
        var spoken = Spoken(title) + Spoken(text);
        if (!_phrases.All(phrase => spoken.Contains(phrase, StringComparison.Ordinal))
            || _without.Any(word => spoken.Contains(word, StringComparison.Ordinal)))
        {
            return false;
        }
        var there = new HashSet<string>(Words.OfComposed(title), StringComparer.Ordinal);
        there.UnionWith(Words.OfComposed(text));
        return there.IsSupersetOf(Terms);
    }

    private static bool IsPartOfWord(char letter) => char.IsLetterOrDigit(letter) || char.IsSurrogate(letter);

    /// <summary>
    /// A composed text as words between single spaces, folded, so that a phrase begins and ends with whole words; a character of a script
    /// without spaces is a word.
    /// </summary>
    private static string Spoken(string text)
    {
        var spoken = new StringBuilder(text.Length + 2).Append(' ');
        for (var at = 0; at < text.Length; at++)
        {
            var apart = !IsPartOfWord(text[at]) || Words.IsWide(text, at);
            if (apart && spoken[^1] != ' ') spoken.Append(' ');
            if (IsPartOfWord(text[at])) Folding.Append(spoken, text[at]);
        }
        return spoken[^1] == ' ' ? spoken.ToString() : spoken.Append(' ').ToString();
    }
}
