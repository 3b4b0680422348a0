using System.Net;

namespace Improvement.Bot.Framework.Activities;

/// <summary>One tag of HTML.</summary>
/// <param name="Name">In lower case.</param>
/// <param name="Attributes">What stands between the name and the end, as written.</param>
/// <param name="End">Where the text goes on.</param>
internal readonly record struct HtmlTag(string Name, bool IsEnd, string Attributes, int End)
{
    /// <summary>A longer one is none.</summary>
    private const int Longest = 4_096;

    /// <summary>Reads the tag that begins at a <c>&lt;</c>; null when it is none, as in <c>1 &lt; 2</c>.</summary>
    public static HtmlTag? Read(string html, int at)
    {
        var steps = 0L;
        return Read(html, at, ref steps);
    }

    /// <summary>The same, and counts the characters that are looked at.</summary>
    internal static HtmlTag? Read(string html, int at, ref long steps)
    {
        var isEnd = at + 1 < html.Length && html[at + 1] is '/';
        var start = at + (isEnd ? 2 : 1);
        var end = start;
        while (end < html.Length && (char.IsAsciiLetterOrDigit(html[end]) || html[end] is ':' or '-')) end++;
        if (end == start || !char.IsAsciiLetter(html[start]) || Close(html, end, ref steps) is not { } close) return null;
        return new(html[start..end].ToLowerInvariant(), isEnd, html[end..close], close + 1);
    }

    /// <summary>An attribute, decoded; null where there is none.</summary>
    public string? this[string name]
    {
        get
        {
            for (var at = 0; (at = Attributes.IndexOf(name, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += name.Length)
            {
                var isWhole = at > 0 && char.IsWhiteSpace(Attributes[at - 1]);
                var value = Attributes.AsSpan(at + name.Length).TrimStart();
                if (isWhole && value.StartsWith("=")) return WebUtility.HtmlDecode(Value(value[1..].TrimStart()));
            }

            return null;
        }
    }

    private static string Value(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return "";
        var isQuoted = text[0] is '"' or '\'';
        var value = isQuoted ? text[1..] : text;
        var end = isQuoted ? value.IndexOf(text[0]) : value.IndexOfAny(' ', '\t', '/');
        return (end < 0 ? value : value[..end]).ToString();
    }

    /// <summary>
    /// The end of the tag; a <c>&gt;</c> between quotation marks is none. A <c>&lt;</c> outside of them begins another tag, so this one is
    /// none: a text full of beginnings is read in as many steps as it has characters, as each is passed by two unended quotations at most.
    /// </summary>
    private static int? Close(string html, int at, ref long steps)
    {
        var quote = '\0';
        for (var most = Math.Min(html.Length, at + Longest); at < most; at++, steps++)
        {
            var letter = html[at];
            if (quote is not '\0') quote = letter == quote ? '\0' : quote;
            else if (letter is '>') return at;
            else if (letter is '<') return null;
            else if (letter is '"' or '\'') quote = letter;
        }

        return null;
    }
}
