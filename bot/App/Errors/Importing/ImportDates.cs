using System.Globalization;

namespace Improvement.Bot.Errors;

/// <summary>Which number comes first in dates such as 03/04/2026.</summary>
internal enum DateOrder
{
    DayFirst,
    MonthFirst,
}

/// <summary>Reads dates as files write them. Where an order of day and month must be known it is given; it is never guessed from one value.</summary>
internal static class ImportDates
{
    private static readonly string[] Times = ["", " H:mm", " H:mm:ss", " H:mm:ss.FFFFFFF", " h:mm tt", " h:mm:ss tt", "'T'HH:mm", "'T'HH:mm:ss", "'T'HH:mm:ss.FFFFFFF"];

    private static readonly string[] Clear = WithTimes(
        "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "d.M.yyyy", "d.M.yy",
        "d/MMM/yy", "d/MMM/yyyy", "d-MMM-yy", "d-MMM-yyyy", "d MMM yyyy", "d MMMM yyyy", "MMM d, yyyy", "MMMM d, yyyy", "MMM d yyyy", "ddd, d MMM yyyy");

    private static readonly string[] DayFirst = WithTimes("d/M/yyyy", "d/M/yy", "d-M-yyyy", "d-M-yy");
    private static readonly string[] MonthFirst = WithTimes("M/d/yyyy", "M/d/yy", "M-d-yyyy", "M-d-yy");

    /// <summary>The instant a text names, or null. Without an offset in the text the zone gives it.</summary>
    public static DateTimeOffset? Read(string text, DateOrder? order, TimeZoneInfo zone)
    {
        var (local, offset) = WithoutOffset(text.Trim());
        if (Local(local, order) is not { } time)
            return null;
        try
        {
            return new DateTimeOffset(time, offset ?? zone.GetUtcOffset(time)).ToUniversalTime();
        }
        catch (ArgumentException)
        {
            return null; // before the first or after the last moment there is
        }
    }

    /// <summary>The date and time as written, or null where it cannot be read so.</summary>
    public static DateTime? Local(string text, DateOrder? order)
    {
        if (Try(text, Clear) is { } clear)
            return clear;
        return order switch
        {
            DateOrder.DayFirst => Try(text, DayFirst),
            DateOrder.MonthFirst => Try(text, MonthFirst),
            _ => null,
        };
    }

    /// <summary>Parts a text from the offset at its end: Z, +02:00, +0200.</summary>
    public static (string Local, TimeSpan? Offset) WithoutOffset(string text)
    {
        if (text is [.., >= '0' and <= '9', 'Z' or 'z'])
            return (text[..^1], TimeSpan.Zero);
        var sign = text.LastIndexOfAny(['+', '-']);
        if (sign < 0 || !text.AsSpan(0, sign).Contains(':'))
            return (text, null);
        var offset = text[(sign + 1)..].Replace(":", "", StringComparison.Ordinal);
        if (offset.Length != 4 || !int.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) || digits / 100 > 14 || digits % 100 > 59)
            return (text, null);
        var span = new TimeSpan(digits / 100, digits % 100, 0);
        return (text[..sign].TrimEnd(), text[sign] == '-' ? -span : span);
    }

    private static DateTime? Try(string text, string[] formats) =>
        DateTime.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite, out var time) ? time : null;

    private static string[] WithTimes(params string[] dates) => [.. dates.SelectMany(date => Times.Select(time => date + time))];
}
