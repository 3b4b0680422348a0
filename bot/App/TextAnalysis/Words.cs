using System.Globalization;

namespace Improvement.Bot.TextAnalysis;

/// <summary>
/// Cuts text into the terms that reports are compared by: folded (<see cref="Folding"/>) and stemmed (<see cref="Stem"/>) words;
/// identifiers such as <c>fs.s3a.endpoint</c> or <c>NullPointerException</c> whole and in their parts; scripts that are written without
/// spaces in pairs of characters.
/// </summary>
internal static class Words
{
    /// <summary>Longer runs are keys and encoded data, which nobody writes twice.</summary>
    private const int LongestTerm = 48;

    /// <summary>The terms in their order, with repetitions.</summary>
    public static List<string> Of(string text) => OfComposed(Folding.Compose(text));

    /// <summary>The same of a text that <see cref="Folding.Compose"/> has seen.</summary>
    public static List<string> OfComposed(string text) => OfComposed(text, int.MaxValue, out _);

    /// <summary>
    /// The terms of the first <paramref name="most"/> words (a word may give several), and how many characters they took.
    /// </summary>
    public static List<string> OfComposed(string text, int most, out int at)
    {
        var terms = new List<string>();
        at = 0;
        for (var words = 0; words < most && at < text.Length;)
        {
            if (IsWide(text, at)) words += Pairs(text, ref at, terms);
            else if (char.IsLetterOrDigit(text[at])) words += Word(text, ref at, terms);
            else at++;
        }
        return terms;
    }

    /// <summary>
    /// A word, or several joined by signs as in identifiers. Apostrophes join silently; what follows one in English (’s) is left out.
    /// </summary>
    private static int Word(string text, ref int at, List<string> terms)
    {
        var start = at;
        while (at < text.Length
            && !IsWide(text, at)
            && (
                IsPart(text[at])
                    || (IsJoint(text[at]) && at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1]) && !IsWide(text, at + 1))))
        {
            at++;
        }
        var word = text.AsSpan(start, at - start);
        var parts = 0;
        foreach (var range in word.SplitAny(".-_:@'’"))
        {
            var part = word[range];
            var afterApostrophe = range.Start.Value > 0 && word[range.Start.Value - 1] is '\'' or '’';
            if (part.IsEmpty || (afterApostrophe && part is "s" or "S" or "t" or "re" or "ll" or "ve")) continue;
            parts++;
            Part(part, terms);
        }
        if (parts > 1) Whole(word, terms);
        return 1;
    }

    /// <summary>A part of a word, and once more by its humps where it has several.</summary>
    private static void Part(ReadOnlySpan<char> part, List<string> terms)
    {
        var from = 0;
        for (var at = 1; at < part.Length; at++)
        {
            var hump = char.IsUpper(part[at])
                && (char.IsLower(part[at - 1]) || (at + 1 < part.Length && char.IsUpper(part[at - 1]) && char.IsLower(part[at + 1])));
            if (!hump) continue;
            if (at - from > 1) Add(part[from..at], stem: true, terms);
            from = at;
        }
        if (from > 0 && part.Length - from > 1) Add(part[from..], stem: true, terms);
        Add(part, stem: from == 0, terms);
    }

    private static void Whole(ReadOnlySpan<char> word, List<string> terms)
    {
        if (word.IndexOfAny('\'', '’') < 0) Add(word, stem: false, terms);
    }

    private static void Add(ReadOnlySpan<char> word, bool stem, List<string> terms)
    {
        if (word.Length > LongestTerm) return;
        Span<char> folded = stackalloc char[2 * LongestTerm];
        var length = 0;
        foreach (var letter in word) length += Folding.Fold(letter, folded[length..]);
        if (length > 0) terms.Add(stem ? Stem.Of(folded[..length]) : folded[..length].ToString());
    }

    /// <summary>Every two neighbours of a run without spaces; a single character stands alone.</summary>
    private static int Pairs(string text, ref int at, List<string> terms)
    {
        var characters = new List<string>();
        while (at < text.Length && IsWide(text, at))
        {
            var length = char.IsSurrogatePair(text, at) ? 2 : 1;
            characters.Add(text.Substring(at, length));
            at += length;
        }
        if (characters.Count == 1) terms.Add(characters[0]);
        for (var pair = 1; pair < characters.Count; pair++) terms.Add(characters[pair - 1] + characters[pair]);
        return Math.Max(1, characters.Count - 1);
    }

    private static bool IsPart(char letter) =>
        char.IsLetterOrDigit(letter)
            || char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsJoint(char letter) => letter is '.' or '-' or '_' or ':' or '@' or '\'' or '’';

    /// <summary>Whether a character of a script without spaces stands here: Thai, Lao, Myanmar, Khmer, Chinese, Japanese, Korean.</summary>
    public static bool IsWide(string text, int at) => text[at] switch
    {
        < '\u0E00' => false,
        <= '\u0EFF' or (>= '\u1000' and <= '\u109F') or (>= '\u1780' and <= '\u17FF') =>
            char.IsLetter(text[at])
                || char.GetUnicodeCategory(text[at]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark,
        (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u4DBF') or (>= '\u4E00' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7AF') =>
            char.IsLetter(text[at]),
        >= '\uD840' and <= '\uD88D' => char.IsSurrogatePair(text, at),
        _ => false,
    };
}
