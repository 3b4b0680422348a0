using System.Buffers;
using System.Globalization;
using System.Text;

namespace Improvement.Bot.Errors.Proposals;

/// <summary>The title proposed for a report: its first sentence, in at most <see cref="MaxLength"/> characters.</summary>
internal static class ProposedTitle
{
    /// <summary>In UTF-16 characters, as text inputs of cards count.</summary>
    public const int MaxLength = 80;

    /// <summary>
    /// How much of the end may be given up to cut between words rather than inside one; scripts without spaces are cut between characters.
    /// </summary>
    private const int LongestWordGivenUp = 30;

    /// <summary>How much of a story is looked at: a first sentence beyond this is cut anyway.</summary>
    private const int Looked = 1_000;

    private static readonly SearchValues<char> Ends = SearchValues.Create(".!?…\n");
    private static readonly SearchValues<char> WideEnds = SearchValues.Create("。！？｡");

    /// <summary>The title for a story; empty for a story without a visible character.</summary>
    public static string From(string story)
    {
        var start = story.AsSpan().TrimStart();
        if (start.Length > Looked) start = start[..WholeLength(start, Looked)];
        return Cut(OnOneLine(FirstSentence(start)), MaxLength);
    }

    /// <summary>
    /// The text itself if it is short enough, else its beginning and an ellipsis: cut between words where there are any, never inside a
    /// character that is made of several.
    /// </summary>
    public static string Cut(string text, int maxLength)
    {
        if (text.Length <= maxLength) return text;
        var end = WholeLength(text, maxLength - 1);
        for (var space = end; space >= Math.Max(1, end - LongestWordGivenUp); space--)
        {
            if (char.IsWhiteSpace(text[space]))
            {
                end = space;
                break;
            }
        }
        return text[..end].TrimEnd(' ', ',', ';', ':', '-', '–', '—', '(') + '…';
    }

    /// <summary>
    /// Up to and without the first mark that ends a sentence; a dot inside a number, a name or an abbreviation such as “e.g.” ends none.
    /// </summary>
    private static ReadOnlySpan<char> FirstSentence(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (WideEnds.Contains(text[at])) return text[..(at + 1)];
            if (text[at] == '\n' && !text[..at].Trim().IsEmpty) return text[..at];
            if (Ends.Contains(text[at]) && EndsSentence(text, at)) return text[at] == '.' ? text[..at] : text[..(at + 1)];
        }
        return text;
    }

    private static bool EndsSentence(ReadOnlySpan<char> text, int at)
    {
        if (at + 1 < text.Length && !char.IsWhiteSpace(text[at + 1])) return false;
        if (text[at] != '.') return true;
        var word = text[..at];
        word = word[(word.LastIndexOfAny(' ', '\n', '(') + 1)..];
        return word.Length > 1
            && !word.Contains('.')
            && word is not (
                "Co" or "Inc" or "Ltd" or "Jr" or "Sr" or "vs" or "etc" or "approx" or "Mr" or "Mrs" or "Ms" or "Dr" or "No" or "St" or "Nr"
                    or "ca" or "bzw");
    }

    private static string OnOneLine(ReadOnlySpan<char> text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (!char.IsWhiteSpace(letter) && !char.IsControl(letter)) line.Append(letter);
            else if (line.Length > 0 && line[^1] != ' ') line.Append(' ');
        }
        return line.ToString().TrimEnd();
    }

    /// <summary>The largest length up to <paramref name="most"/> that ends between two characters as people see them.</summary>
    private static int WholeLength(ReadOnlySpan<char> text, int most)
    {
        var length = 0;
        while (length < text.Length)
        {
            var next = StringInfo.GetNextTextElementLength(text[length..]);
            if (length + next > most) break;
            length += next;
        }
        // One endless character (a letter under a heap of accents): cut it, but not inside a surrogate pair.
        return length > 0 ? length : most - (char.IsHighSurrogate(text[most - 1]) ? 1 : 0);
    }
}
