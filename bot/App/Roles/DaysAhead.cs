using System.Globalization;
using Improvement.Bot.Search;
using Improvement.Bot.TextAnalysis;

namespace Improvement.Bot.Roles;

/// <summary>
/// Understands a day that is still to come, in English and German: <c>Monday</c>, <c>tomorrow</c>, <c>nächsten Montag</c>, <c>24.12.</c>,
/// and whatever <c>/find</c> understands as one day. A weekday is the next one after today.
/// </summary>
internal static class DaysAhead
{
    private static readonly string[][] Weekdays =
    [
        ["sunday", "sun", "sonntag", "so"], ["monday", "mon", "montag", "mo"], ["tuesday", "tue", "tues", "dienstag", "di"],
        ["wednesday", "wed", "mittwoch", "mi"], ["thursday", "thu", "thurs", "donnerstag", "do"], ["friday", "fri", "freitag", "fr"],
        ["saturday", "sat", "samstag", "sonnabend", "sa"],
    ];

    private static readonly string[] LeftOut = ["next", "on", "the", "nachsten", "nachster", "nachste", "kommenden", "am", "dem", "zum"];
    private static readonly string[] DayAndMonth = ["d.M yyyy", "d MMM yyyy", "d MMMM yyyy", "MMM d yyyy", "MMMM d yyyy"];

    /// <summary>The day; null where the words name none, several, or one that has begun already.</summary>
    public static DateOnly? Read(string typed, DateOnly today)
    {
        var words = Folding.Fold(typed).Split([' ', '.'], StringSplitOptions.RemoveEmptyEntries).SkipWhile(LeftOut.Contains).ToArray();
        var day = string.Join(' ', words) switch
        {
            "tomorrow" or "morgen" => today.AddDays(1),
            "day after tomorrow" or "ubermorgen" => today.AddDays(2),
            "week" or "woche" => Next(DayOfWeek.Monday, today),
            var word when Array.FindIndex(Weekdays, names => names.Contains(word)) is var index and >= 0 => Next((DayOfWeek)index, today),
            _ => InFigures(typed.Trim(), today),
        };
        return day > today ? day : null;
    }

    /// <summary>The moment at which a day begins in a time zone; where its first hour is left out, the end of that hour.</summary>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var start = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(start)) start = start.AddMinutes(15);
        return new(start, zone.GetUtcOffset(start));
    }

    private static DateOnly Next(DayOfWeek weekday, DateOnly today)
    {
        var ahead = ((int)weekday - (int)today.DayOfWeek + 7) % 7;
        return today.AddDays(ahead is 0 ? 7 : ahead);
    }

    private static DateOnly? InFigures(string typed, DateOnly today) => FindDays.Day(typed, today) is var (first, last)
        ? first == last ? first : null
        : InYear(typed, today.Year, today) ?? InYear(typed, today.Year + 1, today);

    private static DateOnly? InYear(string typed, int year, DateOnly today)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{typed.TrimEnd('.')} {year}");
        return DateOnly.TryParseExact(text, DayAndMonth, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day > today
            ? day
            : null;
    }
}
