using System.Globalization;
using System.Text;

namespace Improvement.Bot.TextAnalysis;

/// <summary>
/// Makes spellings of the same word equal, for search and likeness alike: case, accents and other marks however they are written, full and
/// half width, ligatures, digits of other scripts. Our own, as the process carries no Unicode tables for normalisation (globalisation is
/// invariant); the table is Unicode's (<c>Folding.txt</c>).
/// </summary>
internal static class Folding
{
    // Letters of their own for Unicode, variants for who searches.
    private const string From = "łøđħŧıŀðŋĸƀƃɓƈɗƒɠƙƚɲƥƭʋƴƶςٱىةیک", To = "lodhtildnkbbbcdfgklnptvyzσايهيك";
    private const char Voiced = '\u3099', HalfVoiced = '\u309A';

    /// <summary>The letter as it is compared, in lower case; of a text that <see cref="Compose"/> has seen.</summary>
    public static char Fold(char letter)
    {
        if (letter < 0x80) return letter is >= 'A' and <= 'Z' ? (char)(letter | 0x20) : letter;
        var lower = char.ToLowerInvariant(letter);
        return From.IndexOf(lower, StringComparison.Ordinal) is var at and >= 0 ? To[at] : lower;
    }

    /// <summary>Each letter folded; marks are left out, ß and æ are spelt out.</summary>
    public static string Fold(string text)
    {
        var composed = Compose(text);
        var folded = new StringBuilder(composed.Length);
        foreach (var letter in composed) Append(folded, letter);
        return folded.ToString();
    }

    /// <summary>Appends the folded letter, which may be two.</summary>
    public static void Append(StringBuilder to, char letter)
    {
        Span<char> folded = stackalloc char[2];
        to.Append(folded[..Fold(letter, folded)]);
    }

    /// <summary>Writes the folded letter, which may be two.</summary>
    /// <returns>How many letters were written.</returns>
    public static int Fold(char letter, Span<char> to)
    {
        (to[0], var second) = letter switch
        {
            'ß' or 'ẞ' => ('s', 's'),
            'æ' or 'Æ' => ('a', 'e'),
            'œ' or 'Œ' => ('o', 'e'),
            'þ' or 'Þ' => ('t', 'h'),
            _ => (Fold(letter), '\0'),
        };
        if (second == '\0') return 1;
        to[1] = second;
        return 2;
    }

    /// <summary>
    /// The text in one way of writing it, its case untouched: without marks, in normal width, syllables whole, digits from 0 to 9. The same
    /// object where nothing changes.
    /// </summary>
    public static string Compose(string text)
    {
        var at = FirstToChange(text);
        if (at == text.Length) return text;
        var composed = new StringBuilder(text.Length).Append(text, 0, at);
        while (at < text.Length)
        {
            var length = char.IsSurrogatePair(text, at) ? 2 : 1;
            if (FoldingTable.Of(text, at) is { } other)
            {
                foreach (var letter in other) Add(composed, letter);
            }
            else
            {
                for (var i = 0; i < length; i++) Add(composed, text[at + i]);
            }

            at += length;
        }

        return composed.ToString();
    }

    private static int FirstToChange(string text)
    {
        var first = text.AsSpan().IndexOfAnyExceptInRange('\0', '\x7f');
        for (var at = first < 0 ? text.Length : first; at < text.Length; at++)
        {
            if (text[at] >= 0x80
                && (IsMark(text[at]) || IsJoining(text[at]) || DigitOf(text[at]) is not null || FoldingTable.Of(text, at) is not null))
            {
                return at;
            }
        }

        return text.Length;
    }

    private static void Add(StringBuilder to, char letter)
    {
        if (letter < 0x80) to.Append(letter);
        else if (IsMark(letter)) return;
        else if (DigitOf(letter) is { } digit) to.Append(digit);
        else if (IsJoining(letter) && to.Length > 0 && Joined(to[^1], letter) is { } syllable) to[^1] = syllable;
        else to.Append(letter);
    }

    private static char? DigitOf(char letter) =>
        letter >= 0x80 && char.GetUnicodeCategory(letter) is UnicodeCategory.DecimalDigitNumber
            ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(letter))
            : null;

    /// <summary>
    /// Accents, points, vowel signs of Arabic and Hebrew, the Arabic stretch, and what nobody sees. Vowel signs of other scripts are
    /// letters.
    /// </summary>
    private static bool IsMark(char letter) => letter switch
    {
        < '\u00AD' => false,
        '\u00AD' or (>= '\u0300' and <= '\u036F') or (>= '\u0483' and <= '\u0487') => true,
        (>= '\u0591' and <= '\u05BD') or '\u05BF' or '\u05C1' or '\u05C2' or '\u05C4' or '\u05C5' or '\u05C7' => true,
        (>= '\u0610' and <= '\u061A') or '\u0640' or (>= '\u064B' and <= '\u065F') or '\u0670' => true,
        (>= '\u06D6' and <= '\u06DC') or (>= '\u06DF' and <= '\u06E4') or '\u06E7' or '\u06E8' or (>= '\u06EA' and <= '\u06ED') => true,
        '\u180E' or (>= '\u1AB0' and <= '\u1AFF') or (>= '\u1DC0' and <= '\u1DFF') or (>= '\u200B' and <= '\u200F') => true,
        (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F') or (>= '\u20D0' and <= '\u20F0') => true,
        (>= '\uFE00' and <= '\uFE0F') or (>= '\uFE20' and <= '\uFE2F') or '\uFEFF' => true,
        _ => false,
    };

    /// <summary>Whether it becomes one with the letter before it: the marks of kana, the vowels and endings of Korean syllables.</summary>
    private static bool IsJoining(char letter) =>
        letter is Voiced or HalfVoiced or (>= '\u1161' and <= '\u1175') or (>= '\u11A8' and <= '\u11C2');

    private static char? Joined(char before, char letter) => (before, letter) switch
    {
        (>= '\u1100' and <= '\u1112', >= '\u1161' and <= '\u1175') => (char)(0xAC00 + ((before - 0x1100) * 21 + (letter - 0x1161)) * 28),
        (>= '\uAC00' and <= '\uD7A3', >= '\u11A8') when letter <= '\u11C2' && (before - 0xAC00) % 28 is 0 =>
            (char)(before + (letter - 0x11A7)),
        ('う' or 'ウ', Voiced) => (char)(before + ('ゔ' - 'う')),
        _ when "はひふへほハヒフヘホ".Contains(before, StringComparison.Ordinal) && letter is Voiced or HalfVoiced =>
            (char)(before + (letter is Voiced ? 1 : 2)),
        _ when letter is Voiced && "かきくけこさしすせそたちつてとカキクケコサシスセソタチツテト".Contains(before, StringComparison.Ordinal) => (char)(before + 1),
        _ => null,
    };
}
