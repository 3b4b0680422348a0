using System.Collections.Frozen;
using System.Text;

namespace Improvement.Bot.TextAnalysis;

/// <summary>
/// The words of an English text that few people use, by which its author could be known: also what is misspelt. Common are the words that
/// two of eight thousand comments or of four hundred reports of incidents have, or 25 of 2,500 bug reports (<c>CommonWords.txt</c>, written
/// by <c>tests/Benchmarks/words.py</c>). Where most of a text is none of them it is in another language, and nothing is said.
/// </summary>
internal static class UnusualWords
{
    /// <summary>How many are named at most: the first ones.</summary>
    public const int Most = 6;

    private const int Shortest = 5, FewestToJudge = 3;

    private static readonly FrozenSet<string> Common = Read();

    /// <summary>Unusual words of a text as they are written in it, each once, in their order.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var (all, foreign) = (0, 0);
        List<string> found = [];
        char[] between = [.. text.Where(letter => !char.IsLetter(letter)).Distinct()];
        foreach (var word in text.Split(between, StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Length < Shortest) continue;
            all++;
            if (!Ascii.IsValid(word)) foreign++;
            else if (!IsCommon(word)) found.Add(word);
        }

        return all >= FewestToJudge && (foreign + found.Count) * 2 > all
            ? []
            : [.. found.Distinct(StringComparer.OrdinalIgnoreCase).Take(Most)];
    }

    private static bool IsCommon(string word) => Words.Of(word).TrueForAll(Common.Contains);

    private static FrozenSet<string> Read()
    {
        using var reader = new StreamReader(typeof(UnusualWords).Assembly.GetManifestResourceStream("CommonWords.txt")!);
        return Words.Of(reader.ReadToEnd()).ToFrozenSet(StringComparer.Ordinal);
    }
}
