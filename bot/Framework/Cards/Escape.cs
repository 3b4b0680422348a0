using System.Buffers;
using System.Text;

namespace Improvement.Bot.Framework.Cards;

/// <summary>Makes people's words come out of a card exactly as they were written.</summary>
public static class Escape
{
    private static readonly SearchValues<char> Special = SearchValues.Create("\\[]*_`<&~{#-+>0123456789|\n\r=\ue0f0\ue0f1");

    /// <summary>
    /// Text for a part of a card that understands Markdown: marks lose their meaning, line breaks stay, and <c>{{DATE(…)}}</c> is not
    /// computed.
    /// </summary>
    public static string Markdown(string text)
    {
        if (!text.AsSpan().ContainsAny(Special) && !text.StartsWith(' ') && !text.StartsWith('\t')) return text;

        var escaped = new StringBuilder(text.Length + 16);
        var atLineStart = true;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
            {
                case '\r' when i + 1 < text.Length && text[i + 1] is '\n': continue;
                case '\n' or '\r': escaped.Append("\n\n"); atLineStart = true; continue;
                case '\\' or '[' or ']' or '*' or '_' or '`' or '<' or '~' or '|': escaped.Append('\\'); break;
                case '&' when i + 1 < text.Length && (char.IsAsciiLetter(text[i + 1]) || text[i + 1] is '#'): escaped.Append('\\'); break;
                case Moment.Open: escaped.Append("{{"); continue;
                case Moment.Close: escaped.Append("}}"); continue;
                case '{' when i + 1 < text.Length && text[i + 1] is '{': escaped.Append("{\u2060"); continue;
                case ' ' or '\t' when atLineStart: escaped.Append('\u00a0'); continue; // indented lines would become code
                case '#' or '-' or '+' or '>' or '=' when atLineStart: escaped.Append('\\'); break;
                case '.' or ')' when EndsListNumber(text, i): escaped.Append('\\'); break;
            }

            escaped.Append(c);
            atLineStart = false;
        }

        return escaped.ToString();
    }

    /// <summary>Whether the mark at <paramref name="at"/> would turn the digits before it into the number of a list item.</summary>
    private static bool EndsListNumber(string text, int at)
    {
        var digit = at - 1;
        while (digit >= 0 && char.IsAsciiDigit(text[digit])) digit--;
        if (digit == at - 1) return false;
        while (digit >= 0 && text[digit] is ' ' or '\t') digit--;
        return digit < 0 || text[digit] is '\n' or '\r';
    }
}
