using System.Text;
using System.Text.RegularExpressions;
using Improvement.Bot.Errors.Import.Columns;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Import.Encodings;

/// <summary>In which encoding a file is read.</summary>
/// <param name="Encoding">With replacement of what cannot be read.</param>
/// <param name="Length">Bytes of the whole text in UTF-8, to tell how far a reader has come.</param>
internal sealed partial record FileEncoding(Encoding Encoding, long Length)
{
    /// <summary>A name as people and other programs know it, which <see cref="Named"/> takes.</summary>
    public string Name => NameOf(Encoding);

    /// <summary>The name of an encoding.</summary>
    public static string NameOf(Encoding encoding) => encoding.CodePage switch
    {
        936 => "GBK",
        949 => "EUC-KR",
        1200 => "UTF-16",
        20866 or 21866 or 65001 => encoding.WebName.ToUpperInvariant(),
        >= 1250 and <= 1258 and var page => $"Windows-{page}",
        _ => encoding.WebName,
    };

    /// <param name="path">The file.</param>
    /// <param name="said">The encoding that the caller names; null to find it out.</param>
    /// <exception cref="ImportImpossibleException">It is no text, or nothing shows clearly enough in which encoding; the message lists what
    /// it may be.</exception>
    public static FileEncoding Of(string path, Encoding? said)
    {
        var probe = FileProbe.Of(path);
        if (probe.Kind is { } kind) throw new ImportImpossibleException(Say(ImportTexts.FileNotText, path, kind));
        var encoding = said ?? probe.Marked ?? probe.Wide ?? (probe.IsUtf8 ? Unmarked(probe.Odd) : EncodingGuess.Of(path, probe.Odd));
        return new(encoding, Measured(path, encoding, isSaid: said is not null));
    }

    /// <summary>The encoding that somebody names: cp1251, windows-1251, 1251, sjis, utf-8 …</summary>
    /// <exception cref="ImportImpossibleException">There is none of that name.</exception>
    public static Encoding Named(string name)
    {
        var bare = ColumnMap.Bare(name);
        var known = Aliases.GetValueOrDefault(bare)
            ?? (CodePage().Match(bare) is { Success: true } page ? Known(int.Parse(page.Groups["page"].ValueSpan)) : Known(name.Trim()));
        return known ?? throw new ImportImpossibleException(Say(ImportTexts.EncodingUnknown, name));
    }

    private static readonly Dictionary<string, Encoding> Aliases = new(StringComparer.Ordinal)
    {
        ["utf8"] = Encoding.UTF8, ["utf8bom"] = Encoding.UTF8, ["utf8sig"] = Encoding.UTF8, ["ascii"] = Encoding.UTF8,
        ["utf16"] =
            Encoding.Unicode, ["utf16le"] = Encoding.Unicode, ["unicode"] = Encoding.Unicode, ["utf16be"] = Encoding.BigEndianUnicode,
        ["sjis"] = Page(932), ["shiftjis"] = Page(932), ["windows31j"] = Page(932), ["ms932"] = Page(932), ["gbk"] = Page(936),
        ["gb2312"] = Page(936), ["euckr"] = Page(949), ["uhc"] = Page(949), ["ms949"] = Page(949),
        ["eucjp"] = Page(51932), ["latin1"] = Page(1252), ["iso88591"] = Page(1252), ["ansi"] = Page(1252), ["western"] = Page(1252),
        ["latin2"] = Page(28592),
        ["macroman"] = Page(10000), ["mac"] = Page(10000), ["koi8"] = Page(20866), ["dos"] = Page(850), ["oem"] = Page(850),
    };

    /// <summary>The encoding of a code page, of which it is known that there is one.</summary>
    public static Encoding Page(int page) => Known(page) ?? throw new InvalidOperationException($"There is no code page {page}.");

    private static Encoding? Known(int page)
    {
        try { return CodePagesEncodingProvider.Instance.GetEncoding(page) ?? Encoding.GetEncoding(page); }
        catch (Exception e) when (e is ArgumentException or NotSupportedException) { return null; }
    }

    private static Encoding? Known(string name)
    {
        try { return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name); }
        catch (ArgumentException) { return null; }
    }

    // ISO-2022-JP is written in ASCII, with escapes.
    private static Encoding Unmarked(byte[] odd) => odd.AsSpan().IndexOf("\u001b$"u8) >= 0 ? Page(50220) : Encoding.UTF8;

    [GeneratedRegex("^(?:cp|windows|win|ms|ibm|dos|codepage)?(?<page>[0-9]{3,5})$")]
    private static partial Regex CodePage();

    /// <summary>Reads all of it once: a guess that gives what no text has is refused.</summary>
    private static long Measured(string path, Encoding encoding, bool isSaid)
    {
        using var reader = new StreamReader(path, encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 64 * 1024);
        var letters = new char[32 * 1024];
        var (length, line) = (0L, 1L);
        for (var read = reader.Read(letters); read > 0; read = reader.Read(letters))
        {
            var part = letters.AsSpan(0, read);
            length += Encoding.UTF8.GetByteCount(part);
            for (var at = 0; !isSaid && at < part.Length; at++)
            {
                line += part[at] is '\n' ? 1 : 0;
                if (part[at] is '\uFFFD' or (>= '\u0080' and <= '\u009F') && encoding is not UTF8Encoding)
                {
                    throw new ImportImpossibleException(Say(ImportTexts.EncodingDoubtful, path, line, NameOf(encoding)));
                }
            }
        }
        return length;
    }
}
