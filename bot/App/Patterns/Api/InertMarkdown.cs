using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Improvement.Bot.Records;

namespace Improvement.Bot.Patterns.Api;

/// <summary>
/// Text of people in a Markdown file, so that it is read as what they wrote and as nothing else: no heading, list, fence, tag, link or
/// emphasis begins in it, no line of it stands at the beginning of one, and nothing hides in it that a reader does not see. What has no
/// meaning where it stands is left as it is, as agents read the source.
/// </summary>
internal static partial class InertMarkdown
{
    /// <summary>On one line, for a place inside a line.</summary>
    public static string Line(string text) => Beginning().Replace(Inline(Plain(text)), @"\");

    /// <summary>A paragraph for each line that says something.</summary>
    public static IReadOnlyList<string> Paragraphs(string? text) => text is null
        ? []
        : [.. LineEnd().Split(text).Select(Line).Where(line => line.Length > 0)];

    /// <summary>On one line and visible, without being escaped.</summary>
    public static string Plain(string text) => ShortText.OnOneLine(Visible(text));

    /// <summary>A text on one line as a quoted scalar of YAML, which is a string of JSON as well.</summary>
    public static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Inline(string text) => Meaningful().Replace(text, @"\$0");

    /// <summary>
    /// Without what is not seen: control characters, those that turn the direction of what follows (Unicode TR 36), tags and further
    /// variation selectors, in which words can be hidden. Marks and joiners that scripts and emoji need stay.
    /// </summary>
    private static string Visible(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune)) visible.Append(rune.Value is '\n' ? '\n' : ' ');
            else if (!IsHidden(rune)) visible.Append(rune);
        }

        return visible.ToString();
    }

    private static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.PrivateUse
        || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F) or 0x200B or 0xFEFF or (>= 0xFFF9 and <= 0xFFFB)
            or (>= 0xE0000 and <= 0xE0FFF)
        || (rune.Value & 0xFFFE) is 0xFFFE;

    // “_” inside a word, “#” behind one and “&” before no entity have no meaning
    [GeneratedRegex(@"[\\`*\[\]<~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|(?<=[\s#])#|&(?=#?\w+;)")]
    private static partial Regex Meaningful();

    [GeneratedRegex(@"^(?=[#>+\-=:|])|(?<=^\d{1,9})(?=[.)])")]
    private static partial Regex Beginning();

    [GeneratedRegex(@"\r\n|[\n\r\v\f\u0085\u2028\u2029]")]
    private static partial Regex LineEnd();
}
