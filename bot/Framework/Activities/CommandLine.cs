using System.Globalization;
using System.Text;

namespace Improvement.Bot.Framework.Activities;

/// <summary>A command line: typed text read as a command.</summary>
/// <param name="Name">The registered name.</param>
/// <param name="Argument">What follows it, as typed; empty when nothing does.</param>
/// <param name="HasSlash">Whether it was typed with a slash, and so can hardly be meant as text.</param>
/// <param name="IsSpaced">Whether a blank was typed for the hyphen, as phones write it.</param>
public readonly record struct CommandLine(string Name, string Argument, bool HasSlash, bool IsSpaced = false)
{
    /// <summary>Invisible characters included.</summary>
    private const int LongestWord = 80;

    private const char SoftHyphen = '\u00ad';

    /// <summary>
    /// Reads a text as one of the registered commands: with or without a slash, in any case, with whatever a keyboard makes of a hyphen or
    /// a slash, and with invisible characters in between. A question mark alone asks for help. Gives null for everything else;
    /// <c>/etc/hosts is missing</c> is text.
    /// </summary>
    public static CommandLine? Read(string text, Func<string, bool> isRegistered)
    {
        text = Invisible.Trim(text);
        var hasSlash = text.Length > 0 && IsSlash(text[0]);
        var first = WordAt(text, hasSlash ? 1 : 0);
        if (first.Name.Length is 0)
        {
            return text.Length > 0 && text.AsSpan(hasSlash ? 1 : 0) is { IsEmpty: false } marks && marks.Trim("?？").IsEmpty
                && isRegistered("help") ? new("help", "", hasSlash) : null;
        }
        if (isRegistered(first.Name)) return new(first.Name, Rest(text, first), hasSlash);
        if (isRegistered(first.Hyphenated)) return new(first.Hyphenated, Rest(text, first), hasSlash);

        var second = WordAt(text, SkipSpace(text, first.End));
        var spaced = $"{first.Name}-{second.Name}";
        return second.Name.Length > 0 && isRegistered(spaced) ? new(spaced, Rest(text, second), hasSlash, IsSpaced: true) : null;
    }

    /// <summary>The first word of a text, read as if it were a command, registered or not; its name is empty if there is no word.</summary>
    public static CommandLine Unknown(string text)
    {
        text = Invisible.Trim(text);
        var hasSlash = text.Length > 0 && IsSlash(text[0]);
        var word = WordAt(text, hasSlash ? SkipSpace(text, 1) : 0);
        return new(word.Name, Rest(text, word), hasSlash);
    }

    private static bool IsSlash(char letter) => letter is '/' or '／' or '⁄' or '∕' or '⧸' or '\\';

    private static string Rest(string text, Word word) => Invisible.Trim(text[word.End..]);

    private static int SkipSpace(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        return at;
    }

    private static Word WordAt(string text, int start)
    {
        var end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end])) end++;
        var word = end - start > LongestWord ? default : text.AsSpan(start, end - start);
        return new(Normalise(word, softHyphen: null), Normalise(word, softHyphen: '-'), end);
    }

    private static string Normalise(ReadOnlySpan<char> word, char? softHyphen)
    {
        var name = new StringBuilder(word.Length);
        foreach (var rune in word.EnumerateRunes())
        {
            var letter = rune.Value is SoftHyphen ? softHyphen : Plain(rune);
            if (letter is null || (letter is '-' && name.Length > 0 && name[^1] is '-')) continue;
            name.Append(char.ToLowerInvariant(letter.Value));
        }

        return name.ToString().TrimEnd('.', '!', '?', ':', ',', ';', '…', '。', '、');
    }

    /// <summary>
    /// The letter that a keyboard meant: a hyphen for every dash, an ASCII letter for a full-width one; null for what nobody sees.
    /// </summary>
    private static char? Plain(Rune rune) => rune.Value switch
    {
        '_' or 0x2212 or 0x2043 => '-',
        >= 0xFE00 and <= 0xFE0F => null, // how a character is drawn
        >= 0xFF01 and <= 0xFF5E => Plain(new(rune.Value - 0xFEE0)),
        _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.DashPunctuation => '-',
        _ when Invisible.IsFormat(rune) => null,
        _ => rune.IsBmp ? (char)rune.Value : '\ufffd',
    };

    /// <param name="Name">As a command would be called.</param>
    /// <param name="Hyphenated">The same, if its soft hyphens were meant as hyphens.</param>
    /// <param name="End">Where it ends in the text.</param>
    private readonly record struct Word(string Name, string Hyphenated, int End);
}
