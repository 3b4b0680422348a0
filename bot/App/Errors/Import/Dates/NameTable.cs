using System.Collections.Frozen;
using Improvement.Bot.TextAnalysis;

namespace Improvement.Bot.Errors.Import.Dates;

/// <summary>
/// Numbered names (months, days of the week) in several languages. A beginning of at least <paramref name="shortest"/> letters counts where
/// it begins names of one number only, so that every abbreviation is known that is clear.
/// </summary>
/// <param name="languages">The names of one language each, in order, with blanks between; several names of one number with a bar.</param>
internal sealed class NameTable(int shortest, params string[] languages)
{
    private const int Unclear = 0;
    private readonly FrozenDictionary<string, int> _numbers = Numbers(shortest, languages);

    /// <summary>The number, from 1; 0 for a beginning of several; null where the word is none of the names.</summary>
    /// <param name="word">Folded.</param>
    public int? this[string word] => _numbers.TryGetValue(word, out var number) ? number : null;

    private static FrozenDictionary<string, int> Numbers(int shortest, string[] languages)
    {
        var names = languages.SelectMany(language =>
            language.Split(' ').SelectMany((name, at) =>
                name.Split('|').Select(each => (Name: Folding.Fold(each), Number: at + 1)))).ToList();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, number) in names)
        {
            for (var length = Math.Min(shortest, name.Length); length < name.Length; length++)
            {
                numbers[name[..length]] = numbers.GetValueOrDefault(name[..length], number) == number ? number : Unclear;
            }
        }
        foreach (var (name, number) in names) numbers[name] = number;
        return numbers.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
