using System.Globalization;
using System.Text.RegularExpressions;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Api.Calls;

/// <summary>
/// Reads moments as ISO 8601 writes them, the year first. Anything else is refused with what it may mean: a program that writes 23-05-2026
/// would otherwise be understood on some days of the month and not on others.
/// </summary>
internal static partial class IsoMoment
{
    private const int Longest = 40;

    private static readonly string[] ClockFormats = ["H:mm", "H:mm:ss", "h:mm tt", "h:mm:ss tt"];

    /// <summary>The moment; null when it is not written so, names no such day or time, or lies before 1971.</summary>
    public static DateTimeOffset? Read(string text)
    {
        if (Iso().Match(text.Trim()) is not { Success: true } parts) return null;

        string Part(string name, string missing = "00") =>
            parts.Groups[name] is { Success: true } part ? part.Value.PadLeft(2, '0') : missing;
        // a tick has seven digits
        var fraction = (parts.Groups["fraction"].Value + "0") is { Length: > 7 } fine ? fine[..7] : parts.Groups["fraction"].Value + "0";
        var offset = parts.Groups["offset"].Value.ToUpperInvariant().Replace(":", "", StringComparison.Ordinal) switch
        {
            "" or "Z" => "+00:00",
            [_, _, _] hours => hours + ":00",
            var whole => $"{whole[..3]}:{whole[3..]}",
        };
        var written = $"{Part("year")}-{Part("month")}-{Part("day")}T{Part("hour")}:{Part("minute")}:{Part("second")}.{fraction}{offset}";
        return DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var moment)
            && moment.Year > 1970
            ? moment
            : null;
    }

    /// <summary>Why a text is not read, and how to write what it may mean.</summary>
    public static string WhyNot(string text)
    {
        var readings = text.Length <= Longest ? Readings(text.Trim()).Distinct().ToList() : [];
        return readings switch
        {
            [] => ApiTexts.MomentExpected,
            [var only] => Say(ApiTexts.MomentAsIso, text.Trim(), only),
            _ => Say(ApiTexts.MomentAmbiguous, text.Trim(), string.Join(", ", readings)),
        };
    }

    /// <summary>What a date in another order may mean, each as it should be written.</summary>
    private static IEnumerable<string> Readings(string text)
    {
        if (Numbers().Match(text) is not { Success: true } parts) return Named(text);

        var (first, second, year) = (Number(parts, "first"), Number(parts, "second"), Number(parts, "year"));
        (int Year, int Month, int Day) dayFirst = (Whole(year), second, first), monthFirst = (Whole(year), first, second),
            yearFirst = (Whole(first), second, year);
        (int Year, int Month, int Day)[] orders = parts.Groups["separator"].Value is "."
            ? [dayFirst]
            : year < 100 ? [dayFirst, monthFirst, yearFirst] : [dayFirst, monthFirst];
        var rest = Clock(parts.Groups["rest"].Value);
        return orders.Where(IsDay).Select(day => $"{day.Year:0000}-{day.Month:00}-{day.Day:00}{rest}");
    }

    /// <summary>With the month as a word there is one reading.</summary>
    private static IEnumerable<string> Named(string text) =>
        text.Any(char.IsLetter)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            && moment.Year > 1970
            ? [
                moment.ToString(
                    moment.Offset == TimeSpan.Zero ? "yyyy-MM-ddTHH:mm:ssZ" : "yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture)]
            : [];

    private static string Clock(string rest)
    {
        var offset = OffsetAtEnd().Match(rest);
        var time = (offset.Success ? rest[..offset.Index] : rest).Trim(' ', 'T', 't', ',');
        if (!TimeOnly.TryParseExact(time, ClockFormats, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var clock))
        {
            return "";
        }
        return clock.ToString("'T'HH:mm:ss", CultureInfo.InvariantCulture) + (
            offset.Success ? offset.Value.Trim().ToUpperInvariant() : "Z");
    }

    private static int Number(Match parts, string name) => int.Parse(parts.Groups[name].ValueSpan, CultureInfo.InvariantCulture);

    private static int Whole(int year) => year < 100 ? 2000 + year : year;

    private static bool IsDay((int Year, int Month, int Day) day) =>
        day is { Year: > 1970 and <= 9999, Month: >= 1 and <= 12, Day: >= 1 } && day.Day <= DateTime.DaysInMonth(day.Year, day.Month);

    [GeneratedRegex(
        """
        ^(?:(?<year>[0-9]{4})(?<separator>[-/.])(?<month>[0-9]{1,2})\k<separator>(?<day>[0-9]{1,2})
            |(?<year>[0-9]{4})(?<month>[0-9][0-9])(?<day>[0-9][0-9]))
        (?:[T\ ]\ ?(?<hour>[0-9]{1,2}):?(?<minute>[0-9][0-9])(?::?(?<second>[0-9][0-9])(?:[.,](?<fraction>[0-9]{1,20}))?)?
            \ ?(?<offset>Z|[+-][0-9][0-9](?::?[0-9][0-9])?)?)?$
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Iso();

    [
        GeneratedRegex(
            @"^(?<first>[0-9]{1,2})(?<separator>[-/. ])(?<second>[0-9]{1,2})\k<separator>(?<year>[0-9]{4}|[0-9][0-9])(?![0-9])(?<rest>.*)$",
            RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\ ?(Z|[+-][0-9][0-9]:?[0-9][0-9])$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OffsetAtEnd();
}
