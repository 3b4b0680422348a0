using System.Globalization;
using System.Text;

namespace Improvement.Bot.Framework.Activities;

/// <summary>
/// Characters that nobody sees: marks of direction and byte order, joiners, soft hyphens, fillers. They come with what people paste,
/// dictate and pick from lists. Inside a text they may matter, as the joiners of 👨‍👩‍👧 do, so only the ends of a text and the name of a
/// command are freed of them.
/// </summary>
public static class Invisible
{
    /// <summary>The text without white space and invisible characters at either end.</summary>
    public static string Trim(string text)
    {
        var start = 0;
        while (start < text.Length && Rune.TryGetRuneAt(text, start, out var rune) && (IsNothing(rune) || IsInTag(rune)))
        {
            start += rune.Utf16SequenceLength;
        }

        var end = text.Length;
        while (end > start
            && Rune.DecodeLastFromUtf16(text.AsSpan(start, end - start), out var rune, out var length)
                is System.Buffers.OperationStatus.Done
            && IsNothing(rune))
        {
            end -= length;
        }
        return text[start..end];
    }

    /// <summary>Whether a character shows nothing, wherever it stands: white space, a format character, or a filler.</summary>
    internal static bool IsNothing(Rune rune) => Rune.IsWhiteSpace(rune) || (IsFormat(rune) && !IsInTag(rune));

    /// <summary>Whether a character shows nothing and is no space either.</summary>
    internal static bool IsFormat(Rune rune) => rune.Value switch
    {
        0x34F or 0x115F or 0x1160 or 0x2800 or 0x3164 or 0xFFA0 => true,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format || (Rune.IsControl(rune) && !Rune.IsWhiteSpace(rune)),
    };

    /// <summary>Whether a character belongs to the flag of a region, such as 🏴󠁧󠁢󠁳󠁣󠁴󠁿, whose end it may be.</summary>
    private static bool IsInTag(Rune rune) => rune.Value is >= 0xE0020 and <= 0xE007F;
}
