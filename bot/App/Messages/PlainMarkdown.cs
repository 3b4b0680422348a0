using System.Text.RegularExpressions;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Messages;

/// <summary>
/// Reads the Markdown of other programs' cards as plain text: marks of emphasis go, links keep their address. What is no Markdown stays as
/// it is.
/// </summary>
internal static partial class PlainMarkdown
{
    /// <summary>The text as its readers saw it.</summary>
    public static string Of(string markdown)
    {
        var text = Links().Replace(
            markdown,
            link =>
                link.Groups["words"].Value == link.Groups["address"].Value
                    ? link.Groups["words"].Value
                    : $"{link.Groups["words"].Value} ({link.Groups["address"].Value})");
        text = Moments().Replace(text, "$1");
        text = Strong().Replace(text, "$2");
        text = Emphasis().Replace(text, "$1$3$4");
        // a word joiner keeps our own cards from being read as Markdown
        return Escaped().Replace(text, "$1").Replace("\u2060", "", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\[(?<words>[^\[\]\n]{1,500})\]\((?<address>https?://[^\s()]{1,2000})\)", RegexOptions.NonBacktracking)]
    private static partial Regex Links();

    /// <summary><c>{{DATE(2026-11-26T10:00:00Z, SHORT)}}</c>, which a client writes in its own time zone.</summary>
    [GeneratedRegex(@"\{\{(?:DATE|TIME)\(([^,()]{1,40})[^()]{0,40}\)\}\}", RegexOptions.NonBacktracking)]
    private static partial Regex Moments();

    [GeneratedRegex(@"(\*\*|__|~~)([^\s*_~](?:[^*_~\n]*[^\s*_~])?)(\*\*|__|~~)", RegexOptions.NonBacktracking)]
    private static partial Regex Strong();

    [
        GeneratedRegex(
            @"(^|[\s(])([*_])([^\s*_](?:[^*_\n]*[^\s*_])?)[*_]($|[\s).,:;!?])", RegexOptions.NonBacktracking | RegexOptions.Multiline)]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"\\([\\`*_{}\[\]()#+.!~|<>-])", RegexOptions.NonBacktracking)]
    private static partial Regex Escaped();
}
