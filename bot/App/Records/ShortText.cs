using System.Globalization;

namespace Improvement.Bot.Records;

/// <summary>Shortens text from people where there is no room for all of it.</summary>
internal static class ShortText
{
    /// <summary>
    /// How much of the end may be given up to cut between words rather than inside one; scripts without spaces are cut between characters.
    /// </summary>
    private const int LongestWordGivenUp = 30;

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

    /// <summary>The words of a text with one space between two of them, on one line.</summary>
    public static string OnOneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The largest length up to <paramref name="most"/> that ends between two characters as people see them.</summary>
    public static int WholeLength(ReadOnlySpan<char> text, int most)
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
