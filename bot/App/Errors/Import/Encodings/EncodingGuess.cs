using System.Globalization;
using System.Text;
using UtfUnknown;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Import.Encodings;

/// <summary>
/// Guesses in which older encoding a text is written, and admits doubt: what does not read like writing in any language is asked for.
/// </summary>
internal static class EncodingGuess
{
    private const double Sure = 0.6, Natural = 0.95;
    private const int MostShown = 60;

    // Of the letters that Western and Central European encodings share those that Western languages use much; Turkish has others in the
    // places of the rest.
    private const string FrequentWestern = "äöüßÄÖÜéÉáíóúÁÍÓÚâêîôûçÇëï";

    // The likely ones, for a question and where the detector is not sure.
    private static readonly int[] Likely = [1252, 1250, 1251, 932, 936, 950, 949, 20866, 850, 10000];

    /// <param name="path">For a question.</param>
    /// <param name="odd">The lines of the file that hold more than ASCII.</param>
    /// <exception cref="ImportImpossibleException">It may be one or another; the message shows how each would read.</exception>
    public static Encoding Of(string path, byte[] odd)
    {
        if (OnlyWestern(odd)) return FileEncoding.Page(1252);
        var found = CharsetDetector.DetectFromBytes(odd).Details
            .Where(each => each.Confidence >= Sure)
            .Select(each => Usual(each.EncodingName))
            .OfType<Encoding>()
            .FirstOrDefault(each => Readable(odd, each) is { } text && ReadsNaturally(text));
        return found
            ?? OnlyEastAsian(odd)
                ?? throw new ImportImpossibleException(Say(ImportTexts.EncodingUnclear, path, string.Join("; ", Candidates(odd))));
    }

    /// <summary>
    /// Few letters are too little for the detector: what reads the same as Western and as Central European, each letter in a word of plain
    /// ones, can be nothing else.
    /// </summary>
    private static bool OnlyWestern(byte[] odd)
    {
        var text = Readable(odd, FileEncoding.Page(1252));
        return text is not null && text == Readable(odd, FileEncoding.Page(1250)) && ReadsNaturally(text)
            && text.Index().Where(each => each.Item >= 0x80 && char.IsLetter(each.Item)).All(each => TouchesOnlyPlain(text, each.Index));
    }

    private static bool TouchesOnlyPlain(string text, int at)
    {
        if (!FrequentWestern.Contains(text[at], StringComparison.Ordinal)) return false;
        var (before, after) = (at > 0 ? text[at - 1] : ' ', at + 1 < text.Length ? text[at + 1] : ' ');
        return before < 0x80 && after < 0x80 && (char.IsAsciiLetter(before) || char.IsAsciiLetter(after));
    }

    // Windows writes more letters than the standards of which its encodings are extensions; what hardly anybody writes is doubt.
    private static Encoding? Usual(string? name) => name?.ToLowerInvariant() switch
    {
        null or "utf-8" or "ascii" => null,
        "iso-8859-1" or "iso-8859-15" => FileEncoding.Page(1252),
        "iso-8859-9" => FileEncoding.Page(1254),
        "iso-8859-11" or "tis-620" => FileEncoding.Page(874),
        "gb2312" or "hz-gb-2312" => FileEncoding.Page(936),
        "cp949" or "euc-kr" => FileEncoding.Page(949),
        "iso-8859-3" or "iso-8859-10" or "iso-8859-13" or "iso-8859-16" or "windows-1258" or "viscii" => null,
        var other => Named(other),
    };

    private static Encoding? Named(string name)
    {
        try { return FileEncoding.Named(name); }
        catch (ImportImpossibleException) { return null; }
    }

    /// <summary>The lines as they read, or null where some of their bytes mean nothing.</summary>
    private static string? Readable(byte[] odd, Encoding encoding)
    {
        try
        {
            var strict = CodePagesEncodingProvider.Instance.GetEncoding(
                encoding.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            return (strict ?? encoding).GetString(odd) is var text && text.AsSpan().ContainsAnyInRange('\u0080', '\u009F') ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Whether letters stand where letters stand: no signs within words, no capital behind a small letter.</summary>
    private static bool ReadsNaturally(string text)
    {
        var (odd, natural) = (0, 0);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] < 0x80) continue;
            odd++;
            var before = at > 0 ? text[at - 1] : ' ';
            var after = at + 1 < text.Length ? text[at + 1] : ' ';
            natural += IsNatural(before, text[at], after) ? 1 : 0;
        }
        return odd > 0 && natural >= Natural * odd;
    }

    private static bool IsNatural(char before, char letter, char after) => CharUnicodeInfo.GetUnicodeCategory(letter) switch
    {
        UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark => true,
        UnicodeCategory.UppercaseLetter => !char.IsLower(before),
        UnicodeCategory.PrivateUse or UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned => false,
        UnicodeCategory.MathSymbol or UnicodeCategory.OtherSymbol or UnicodeCategory.CurrencySymbol or UnicodeCategory.ModifierSymbol
            or UnicodeCategory.OtherNumber => letter is < '\u2500' or > '\u25FF'
            && !(char.IsLetter(before) && char.IsLetter(after)),
        _ => true,
    };

    /// <summary>
    /// Short Chinese texts are too little for the detector: whichever of the two encodings gives nothing but frequent characters.
    /// </summary>
    private static Encoding? OnlyEastAsian(byte[] odd)
    {
        var simplified = Frequent(odd, 0xB0, 0xD7, 0xA1) && Readable(odd, FileEncoding.Page(936)) is not null;
        var traditional = Frequent(odd, 0xA4, 0xC6, 0x40) && Readable(odd, FileEncoding.Page(950)) is not null;
        return (simplified, traditional) switch
        {
            (true, false) => FileEncoding.Page(936),
            (false, true) => FileEncoding.Page(950),
            _ => null,
        };
    }

    /// <summary>Whether nearly all pairs of bytes begin and end as the frequent characters of an encoding do; punctuation aside.</summary>
    private static bool Frequent(byte[] odd, byte from, byte to, byte trail)
    {
        var (pairs, frequent) = (0, 0);
        for (var at = 0; at + 1 < odd.Length; at++)
        {
            if (odd[at] < 0x80) continue;
            if (odd[at] is not (0xA1 or 0xA3))
            {
                pairs++;
                frequent += odd[at] >= from && odd[at] <= to && odd[at + 1] >= trail && (trail > 0x40 || odd[at + 1] is <= 0x7E or >= 0xA1)
                    ? 1
                    : 0;
            }
            at++;
        }
        return pairs > 0 && frequent >= 0.97 * pairs;
    }

    private static IEnumerable<string> Candidates(byte[] odd) => Likely
        .Select(FileEncoding.Page)
        .Select(encoding => (Name: FileEncoding.NameOf(encoding), Text: Readable(odd, encoding)))
        .Where(each => each.Text is not null && ReadsNaturally(each.Text))
        .Select(each => $"--encoding {each.Name} “{Line(each.Text!)}”")
        .Concat(DamagedUtf8(odd))
        .DefaultIfEmpty($"--encoding windows-1252 “{Line(FileEncoding.Page(1252).GetString(odd))}”");

    private static IEnumerable<string> DamagedUtf8(byte[] odd)
    {
        var text = Encoding.UTF8.GetString(odd);
        if (text.Any(letter => letter is >= (char)0x80 and not '\uFFFD')) yield return $"--encoding utf-8 “{Line(text)}”";
    }

    private static string Line(string text)
    {
        var at = text.AsSpan().IndexOfAnyInRange('\u0080', '\uFFFF');
        var from = at < 0 ? 0 : Math.Max(text.LastIndexOfAny(['\r', '\n', ',', ';', '\t', '"'], at) + 1, at - MostShown / 2);
        var line = text[from..].Split('\r', '\n')[0];
        return line.Length > MostShown ? line[..MostShown] + "…" : line;
    }
}
