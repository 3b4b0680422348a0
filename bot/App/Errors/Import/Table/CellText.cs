using System.Net;
using System.Text.RegularExpressions;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.TextAnalysis;

namespace Improvement.Bot.Errors.Import.Table;

/// <summary>What a cell of a file means.</summary>
internal static partial class CellText
{
    private static readonly char[] Blanks = [' ', '\t', '\u00A0', '\u001A', '\0', '\uFEFF', '\u200B'];

    /// <summary>
    /// A cell as it is kept: without blanks around it, without marks of the end of a file, without what spreadsheets put around a text to
    /// keep it one (<c>="00012"</c>, an apostrophe before a sign).
    /// </summary>
    public static string Of(string raw)
    {
        var text = raw.Trim(Blanks);
        if (text.Length > 2 && text[0] is '=' && text[1] is '"' && text[^1] is '"' && !text.AsSpan(2, text.Length - 3).Contains('"'))
        {
            return text[2..^1];
        }
        return text.Length > 1 && text[0] is '\'' && SpreadsheetText.StartsFormula(text[1]) ? text[1..] : text;
    }

    /// <summary>A cell in plain words: tags and entities of HTML are read, what only mentions them stays.</summary>
    public static string Plain(string cell)
    {
        var text = cell.Replace("\r\n", "\n").Replace('\r', '\n').Replace("\0", "").Trim();
        if (StartsWithTag().IsMatch(text)) return HtmlText.Of(text);
        if (HoldsTags().IsMatch(text)) return HtmlText.Of(text.Replace("\n", "<br>"));
        return Entity().IsMatch(text) && !text.Contains('<', StringComparison.Ordinal) && !LoneAmpersand().IsMatch(text)
            ? Plain(WebUtility.HtmlDecode(text).Replace('\u00A0', ' '))
            : text;
    }

    [GeneratedRegex(@"^<(?:!DOCTYPE|html|body|div|p|span|br|b|i|u|em|strong|font|ul|ol|li|table|h[1-6]|pre|code|blockquote|a|img|section"
        + @"|article)\b[^<>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex StartsWithTag();

    [
        GeneratedRegex(
            @"<br\s*/?>|</(?:div|p|span|b|i|u|em|strong|font|ul|ol|li|table|tr|td|h[1-6]|pre|code|blockquote|a)>", RegexOptions.IgnoreCase)]
    private static partial Regex HoldsTags();

    [GeneratedRegex("&(?:[a-zA-Z]{2,8}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")]
    private static partial Regex Entity();

    [GeneratedRegex("&(?!(?:[a-zA-Z]{2,8}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});)")]
    private static partial Regex LoneAmpersand();
}
