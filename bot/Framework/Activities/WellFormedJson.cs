using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace Improvement.Bot.Framework.Activities;

/// <summary>
/// Mends text that no Unicode string may hold: half of a surrogate pair, as clients leave behind that cut an emoji in two, and bytes that
/// are no UTF-8. U+FFFD stands in the place of each, so that the rest of a message is read instead of nothing.
/// </summary>
internal static class WellFormedJson
{
    private const int EscapeLength = 6; // \ud83d

    /// <summary>The same JSON in well-formed UTF-8; the very same memory where nothing is to be mended.</summary>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> json)
    {
        if (json.Span.StartsWith("\ufeff"u8)) json = json[3..];
        return WithoutHalves(Utf8.IsValid(json.Span) ? json : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json.Span)));
    }

    private static ReadOnlyMemory<byte> WithoutHalves(ReadOnlyMemory<byte> json)
    {
        var span = json.Span;
        byte[]? mended = null;
        for (var at = 0; span[at..].IndexOf((byte)'\\') is var next and >= 0;)
        {
            at += next;
            if (UnitAt(span, at) is not { } unit) at = Math.Min(at + 2, span.Length);
            else if (char.IsHighSurrogate(unit) && UnitAt(span, at + EscapeLength) is { } second && char.IsLowSurrogate(second))
            {
                at += 2 * EscapeLength;
            }
            else
            {
                if (char.IsSurrogate(unit)) "\\ufffd"u8.CopyTo((mended ??= json.ToArray()).AsSpan(at));
                at += EscapeLength;
            }
        }

        return mended ?? json;
    }

    /// <summary>The UTF-16 unit that a <c>\u</c> escape stands for; null where none begins.</summary>
    private static char? UnitAt(ReadOnlySpan<byte> json, int at) =>
        at + EscapeLength <= json.Length && json[at] is (byte)'\\' && json[at + 1] is (byte)'u'
        && Utf8Parser.TryParse(json.Slice(at + 2, 4), out ushort unit, out var read, 'x') && read is 4 ? (char)unit : null;
}
