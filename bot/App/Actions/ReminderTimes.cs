namespace Improvement.Bot.Actions;

/// <summary>
/// When the owner of an action item is to be reminded: two days before it is due, on the day, and then every week. From the begin of the
/// day of its team, so that the message of that day has it.
/// </summary>
internal static class ReminderTimes
{
    private const int DaysBefore = 2, DaysBetween = 7;

    private static readonly TimeOnly BeginOfDay = new(0, 0), EndOfWork = new(17, 0);

    /// <summary>The moment at which something that is due on a day is due: the end of the working day.</summary>
    public static DateTimeOffset DueAt(DateOnly day, TimeZoneInfo zone) => At(day, EndOfWork, zone);

    /// <summary>The first reminder after a moment.</summary>
    public static DateTimeOffset Next(DateOnly due, TimeZoneInfo zone, DateTimeOffset after)
    {
        if (At(due.AddDays(-DaysBefore), BeginOfDay, zone) is var early && early > after) return early;
        var weeks = (int)Math.Max(0, (after - At(due, BeginOfDay, zone)).TotalDays / DaysBetween);
        var next = due.AddDays(weeks * DaysBetween);
        while (At(next, BeginOfDay, zone) <= after) next = next.AddDays(DaysBetween);
        return At(next, BeginOfDay, zone);
    }

    private static DateTimeOffset At(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
