using System.Text;

namespace Improvement.Bot.Errors.Import.Encodings;

/// <summary>What the bytes of a file tell by themselves.</summary>
/// <param name="Kind">What it is instead of text, such as a workbook; null for text.</param>
/// <param name="Marked">The encoding of its byte order mark; null where there is none.</param>
/// <param name="Wide">UTF-16 without a mark, told by where its zero bytes stand; null where there are none.</param>
/// <param name="IsUtf8">Whether all of it is UTF-8, as plain ASCII is.</param>
/// <param name="Odd">The lines with bytes above 127, as far as a guess needs them.</param>
internal sealed record FileProbe(string? Kind, Encoding? Marked, Encoding? Wide, bool IsUtf8, byte[] Odd)
{
    private const int MostOdd = 256 * 1024;
    private static readonly Encoding Utf32 =
        new UTF32Encoding(bigEndian: false, byteOrderMark: true), Utf32Big = new UTF32Encoding(bigEndian: true, byteOrderMark: true);

    /// <summary>Reads the whole file once.</summary>
    public static FileProbe Of(string path)
    {
        using var file = File.OpenRead(path);
        var bytes = new byte[64 * 1024];
        var first = bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)).ToArray();
        if (KindOf(first) is { } kind)
            return new(kind, null, null, false, []);
        if (MarkOf(first) is { } marked)
            return new(null, marked, null, false, []);
        if (first.AsSpan().Contains((byte)0) && !OnlyAtEnd(first))
        {
            return WideOf(first) is { } wide ? new(null, null, wide, false, []) : new(ImportTexts.KindBinary, null, null, false, []);
        }
        file.Position = 0;
        return Read(file, bytes);
    }

    private static FileProbe Read(FileStream file, byte[] bytes)
    {
        var utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        var (letters, odd, line) = (new char[bytes.Length + 1], new List<byte>(), new List<byte>());
        var isUtf8 = true;
        for (var read = file.Read(bytes); read > 0; read = file.Read(bytes))
        {
            isUtf8 = isUtf8 && IsUtf8Part(utf8, bytes.AsSpan(0, read), letters, flush: false);
            foreach (var each in bytes.AsSpan(0, read))
            {
                if (odd.Count < MostOdd) Keep(each, odd, line);
            }
        }
        Keep((byte)'\n', odd, line);
        return new(null, null, null, isUtf8 && IsUtf8Part(utf8, [], letters, flush: true), [.. odd]);
    }

    private static void Keep(byte each, List<byte> odd, List<byte> line)
    {
        line.Add(each);
        if (each is not ((byte)'\n' or (byte)'\r')) return;
        if (line.Exists(one => one is >= 0x80 or 0x1B)) odd.AddRange(line);
        line.Clear();
    }

    private static bool IsUtf8Part(Decoder utf8, ReadOnlySpan<byte> part, char[] letters, bool flush)
    {
        try
        {
            utf8.GetChars(part, letters, flush);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static string? KindOf(byte[] first) => first switch
    {
        [(byte)'P', (byte)'K', 3, 4, ..] => ImportTexts.KindWorkbook,
        [0xD0, 0xCF, 0x11, 0xE0, ..] => ImportTexts.KindWorkbook,
        [0x1F, 0x8B, ..] => ImportTexts.KindPacked,
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => ImportTexts.KindPdf,
        _ => null,
    };

    private static Encoding? MarkOf(byte[] first) => first switch
    {
        [0xFF, 0xFE, 0, 0, ..] => Utf32,
        [0, 0, 0xFE, 0xFF, ..] => Utf32Big,
        [0xFF, 0xFE, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
        _ => null,
    };

    private static bool OnlyAtEnd(byte[] first) =>
        first.AsSpan().TrimEnd((byte)0) is var text && !text.Contains((byte)0) && text.Length >= first.Length / 2 + 1;

    /// <summary>In UTF-16 each comma, digit and line break has a zero byte beside it, always on the same side.</summary>
    private static Encoding? WideOf(byte[] first)
    {
        var (even, odd) = (0, 0);
        for (var at = 0; at < first.Length; at++)
        {
            if (first[at] is 0) _ = at % 2 is 0 ? even++ : odd++;
        }
        return (even, odd) switch
        {
            _ when odd > 20 * even => Encoding.Unicode,
            _ when even > 20 * odd => Encoding.BigEndianUnicode,
            _ => null,
        };
    }
}
