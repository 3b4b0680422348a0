using System.Globalization;
using Improvement.Bot.TextAnalysis;

namespace Improvement.Bot.Search;

/// <summary>Understands days and periods. A date that people of two countries would read differently is refused.</summary>
internal static class FindDays
{
    private static readonly string[] DayFormats = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "d.M.yyyy", "d-MMM-yyyy", "dMMMyyyy"];
    private static readonly string[] MonthFormats = ["yyyy-M", "yyyy/M"];

    /// <summary>The days meant: one, or a month or a year from its first to its last.</summary>
    public static (DateOnly First, DateOnly Last)? Day(string typed, DateOnly today)
    {
        var folded = Folding.Fold(typed);
        if (folded is "today") return (today, today);
        if (folded is "yesterday") return (today.AddDays(-1), today.AddDays(-1));
        if (Try(folded, DayFormats) is { } day) return (day, day);
        if (Try(folded, MonthFormats) is { } month) return (month, month.AddMonths(1).AddDays(-1));
        return folded.Length == 4 && Try(folded + "-1", MonthFormats) is { } year && year.Year is > 1900 and < 9999
            ? (year, year.AddYears(1).AddDays(-1))
            : null;
    }

    /// <summary><c>7d</c>, <c>2w</c>, <c>3 months</c>, <c>year</c>; days where no unit is named.</summary>
    public static FindPeriod? Period(string typed)
    {
        var folded = Folding.Fold(typed);
        var digits = folded.TakeWhile(char.IsAsciiDigit).Count();
        var number = 1;
        if (digits > 0 && !int.TryParse(folded.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out number)) return null;
        var unit = folded[digits..].Trim(' ', '-') switch
        {
            "" when digits > 0 => 'd',
            "d" or "day" or "days" => 'd',
            "w" or "week" or "weeks" => 'w',
            "m" or "mo" or "month" or "months" => 'm',
            "y" or "year" or "years" => 'y',
            _ => '?',
        };
        return unit == '?' || number is < 1 or > FindPeriod.MostNumber ? null : new FindPeriod(number, unit);
    }

    private static DateOnly? Try(string text, string[] formats) =>
        DateOnly.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is > 1900 and < 9999
            ? day
            : null;
}
