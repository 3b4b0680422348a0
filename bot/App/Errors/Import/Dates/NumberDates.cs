using System.Globalization;

namespace Improvement.Bot.Errors.Import.Dates;

/// <summary>
/// Dates that are nothing but a number: 20260315, days as spreadsheets count them, seconds and their fractions as systems do.
/// </summary>
internal static class NumberDates
{
    private const int FirstYear = 1970, LastYear = 2100;
    private const long FirstSerial = 25_569, LastSerial = 73_051; // 1970 and 2100 as spreadsheets count
    private const long TicksTo1970 = 621_355_968_000_000_000, TicksTo1601 = 504_911_232_000_000_000;

    /// <param name="whole">The digits before the point.</param>
    /// <param name="fraction">The digits behind it; empty for none.</param>
    public static WrittenDate? Read(string whole, string fraction) => (whole.Length, fraction.Length) switch
    {
        (5, _) => Serial(whole, fraction),
        (6 or 8, 0) => Joined(whole, TimeSpan.Zero, []),
        (9 or 10, _) => Count(whole, fraction, TimeSpan.TicksPerSecond),
        (12 or 13, _) => Count(whole, "", TimeSpan.TicksPerMillisecond),
        (15 or 16, _) => Count(whole, "", TimeSpan.TicksPerMicrosecond),
        (18, 0) => Instant(Number(whole)) ?? Instant(Number(whole) + TicksTo1601),
        (19, 0) => Instant(TicksTo1970 + Number(whole) / 100),
        _ => null,
    };

    /// <summary>Six or eight digits in a row: 20260315, 15032026, 150326.</summary>
    public static WrittenDate? Joined(string digits, TimeSpan time, TimeSpan[] offsets)
    {
        if (digits.Length is 8 && Day(digits[..4], digits[4..6], digits[6..]) is { Year: >= FirstYear and < LastYear } clear)
        {
            return WrittenDate.Clear(clear, time, offsets);
        }
        var (first, second, third) = (digits[..2], digits[2..4], digits[4..]);
        var joined = new WrittenDate(
            Day(third, second, first), Day(third, first, second), third.Length is 2 ? Day(first, second, third) : null, WrittenDate.Orders,
            time, offsets);
        return joined is { DayFirst: null, MonthFirst: null, YearFirst: null } ? null : joined;
    }

    /// <summary>The day of a year of four digits or two, which are those from 1970 to 2069; null where there is no such day.</summary>
    public static DateOnly? Day(string year, string month, string day)
    {
        if (year.Length is not (2 or 4) || month.Length > 2 || day.Length > 2) return null;
        var (y, m, d) = ((int)Number(year), (int)Number(month), (int)Number(day));
        if (year.Length is 2) y += y < 70 ? 2000 : 1900;
        return y > 0 && m is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(y, m) ? new DateOnly(y, m, d) : null;
    }

    private static WrittenDate? Serial(string whole, string fraction)
    {
        var days = Number(whole);
        if (days is < FirstSerial or > LastSerial) return null;
        var ofDay = fraction.Length is 0 ? 0 : double.Parse("0." + fraction, CultureInfo.InvariantCulture);
        return WrittenDate.Clear(
            new DateOnly(1899, 12, 30).AddDays((int)days), TimeSpan.FromMilliseconds(Math.Round(ofDay * TimeSpan.MillisecondsPerDay)));
    }

    private static WrittenDate? Count(string whole, string fraction, long ticks)
    {
        var part = fraction.Length is 0 ? 0 : Number(fraction[..Math.Min(fraction.Length, 7)].PadRight(7, '0'));
        return Instant(TicksTo1970 + Number(whole) * ticks + part);
    }

    private static WrittenDate? Instant(long ticks) =>
        ticks >= TicksTo1970 && ticks < DateTime.MaxValue.Ticks && new DateTime(ticks, DateTimeKind.Utc) is { Year: < LastYear } utc
            ? WrittenDate.Clear(utc)
            : null;

    private static long Number(string digits) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
