using System.Buffers;
using System.Text;
using Improvement.Bot.Records;
using Improvement.Bot.TextAnalysis;

namespace Improvement.Bot.Errors.Proposals;

/// <summary>
/// The title proposed for a report: its first sentence that is no greeting, in at most <see cref="MaxLength"/> characters.
/// </summary>
internal static class ProposedTitle
{
    /// <summary>In UTF-16 characters, as text inputs of cards count.</summary>
    public const int MaxLength = 80;

    /// <summary>How much of a story is looked at: a first sentence beyond this is cut anyway.</summary>
    private const int Looked = 1_000;

    private static readonly SearchValues<char> Ends = SearchValues.Create(".!?…\n");
    private static readonly SearchValues<char> WideEnds = SearchValues.Create("。！？｡");

    /// <summary>The title for a story; empty for a story without a visible character.</summary>
    public static string From(string story)
    {
        var start = story.AsSpan().TrimStart();
        if (start.Length > Looked) start = start[..ShortText.WholeLength(start, Looked)];
        return ShortText.Cut(OnOneLine(FirstSentence(Greetings.Without(start))), MaxLength);
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
}
