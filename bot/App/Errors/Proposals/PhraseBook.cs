using Improvement.Bot.TextAnalysis;

namespace Improvement.Bot.Errors.Proposals;

/// <summary>Finds which of many phrases occur in a text, in one pass over its first words.</summary>
internal sealed class PhraseBook<T>
{
    /// <summary>What a report is about is said early; a long log below it should not vote.</summary>
    private const int WordsRead = 250;

    private const int LongestGap = 4;
    private static readonly HashSet<string> Negators = [
        "no", "not", "never", "nobody", "none", "without", "didnt", "wasnt", "isnt", "dont", "doesnt", "werent", "havent", "hasnt",
        "cannot"];
    private static readonly HashSet<string> Imagined = ["could", "would", "might", "almost", "nearly"];
    private readonly Dictionary<string, List<Phrase>> _byBeginning = [];

    public PhraseBook(IEnumerable<KeywordRule<T>> rules)
    {
        foreach (var rule in rules)
        {
            foreach (var phrase in rule.Phrases)
            {
                var words = phrase.Split(' ');
                var beginning = Beginning(words[0].TrimEnd('*'));
                if (!_byBeginning.TryGetValue(beginning, out var phrases)) _byBeginning[beginning] = phrases = [];
                phrases.Add(new(rule, words, Negators.Contains(words[0]) || Imagined.Contains(words[0])));
            }
        }
    }

    /// <summary>The rules with a phrase in the text, each once, in the order of the text.</summary>
    public IReadOnlyList<KeywordRule<T>> Find(string text)
    {
        var words = Words(text);
        var found = new List<KeywordRule<T>>();
        for (var at = 0; at < words.Count; at++)
        {
            if (!_byBeginning.TryGetValue(Beginning(words[at]), out var phrases)) continue;
            foreach (var phrase in phrases)
            {
                if (!found.Contains(phrase.Rule) && Matches(phrase.Words, words, at) && (phrase.Negative || !Negated(words, at)))
                {
                    found.Add(phrase.Rule);
                }
            }
        }
        return found;
    }

    private static bool Matches(ReadOnlySpan<string> phrase, List<string> words, int at)
    {
        if (phrase.IsEmpty) return true;
        if (phrase[0] == "..")
        {
            for (var gap = 0; gap <= LongestGap; gap++)
            {
                if (Matches(phrase[1..], words, at + gap)) return true;
            }
            return false;
        }
        return at < words.Count && Same(phrase[0], words[at]) && Matches(phrase[1..], words, at + 1);
    }

    private static bool Same(string wanted, string word) =>
        wanted[^1] == '*' ? word.AsSpan().StartsWith(wanted.AsSpan()[..^1], StringComparison.Ordinal) : wanted == word;

    /// <summary>What did not happen, as in “was not hurt”, or was only imagined, as in “could have been hurt”.</summary>
    private static bool Negated(List<string> words, int at)
    {
        for (var back = 1; back <= Math.Min(at, 3); back++)
        {
            if (Imagined.Contains(words[at - back]) || (back < 3 && Negators.Contains(words[at - back]))) return true;
        }
        return false;
    }

    private static string Beginning(string word) => word.Length <= 3 ? word : word[..3];

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new System.Text.StringBuilder();
        foreach (var letter in text)
        {
            if (char.IsLetterOrDigit(letter)) word.Append(char.ToLowerInvariant(letter));
            else if (letter is not ('\'' or '’') && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
                if (words.Count == WordsRead) return words;
            }
        }
        if (word.Length > 0) words.Add(word.ToString());
        return words;
    }

    private sealed record Phrase(KeywordRule<T> Rule, string[] Words, bool Negative);
}
