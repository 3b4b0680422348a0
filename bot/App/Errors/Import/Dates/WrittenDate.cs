namespace Improvement.Bot.Errors.Import.Dates;

/// <summary>What a written date can mean: a day for each order of its numbers, one time of day, and perhaps an offset from UTC.</summary>
/// <param name="DayFirst">The day where the day of the month comes first; null where there is no such day.</param>
/// <param name="MonthFirst">The day where the month comes first.</param>
/// <param name="YearFirst">The day where the year comes first.</param>
/// <param name="Usual">The orders in which people write dates of this shape; others count only where none of these is possible.</param>
/// <param name="Time">Time of the day; 24:00 is the end of it.</param>
/// <param name="Offsets">Offsets from UTC that the text can mean: none where it names no zone, several where the zone's abbreviation is
/// used for several zones.</param>
internal sealed record WrittenDate(
    DateOnly? DayFirst, DateOnly? MonthFirst, DateOnly? YearFirst, DateOrder[] Usual, TimeSpan Time, TimeSpan[] Offsets)
{
    /// <summary>The orders of the three numbers.</summary>
    public static readonly DateOrder[] Orders = Enum.GetValues<DateOrder>();

    /// <summary>A date that reads the same in every order.</summary>
    public static WrittenDate Clear(DateOnly day, TimeSpan time, params TimeSpan[] offsets) => new(day, day, day, Orders, time, offsets);

    /// <summary>An instant, such as a count of seconds.</summary>
    public static WrittenDate Clear(DateTime utc) => Clear(DateOnly.FromDateTime(utc), utc.TimeOfDay, TimeSpan.Zero);

    /// <summary>The day in an order, or null where there is none.</summary>
    public DateOnly? Day(DateOrder order) => order switch
    {
        DateOrder.DayFirst => DayFirst,
        DateOrder.MonthFirst => MonthFirst,
        _ => YearFirst,
    };

    /// <summary>The instant in an order, or null where there is none.</summary>
    /// <param name="zone">For times without an offset, and to choose among several.</param>
    public DateTimeOffset? At(DateOrder order, TimeZoneInfo zone)
    {
        if (Day(order) is not { } day || OffsetIn(zone, day) is not { } offset) return null;
        try
        {
            return new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue) + Time, offset).ToUniversalTime();
        }
        catch (ArgumentException)
        {
            return null; // before the first or after the last moment there is
        }
    }

    private TimeSpan? OffsetIn(TimeZoneInfo zone, DateOnly day)
    {
        if (Offsets is [var only]) return only;
        var local = zone.GetUtcOffset(day.ToDateTime(TimeOnly.MinValue).AddMinutes(Time.TotalMinutes < 1440 ? Time.TotalMinutes : 0));
        return Offsets is [] || Offsets.Contains(local) ? local : null;
    }
}
