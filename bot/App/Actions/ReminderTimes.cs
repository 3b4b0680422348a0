using Improvement.Bot.People;

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
    public static DateTimeOffset DueAt(DateOnly day, TimeZoneInfo zone) => Team.MomentOf(day, EndOfWork, zone);

    /// <summary>The first reminder after a moment.</summary>
    public static DateTimeOffset Next(DateOnly due, TimeZoneInfo zone, DateTimeOffset after)
    {
        if (Team.MomentOf(due.AddDays(-DaysBefore), BeginOfDay, zone) is var early && early > after) return early;
        var weeks = (int)Math.Max(0, (after - Team.MomentOf(due, BeginOfDay, zone)).TotalDays / DaysBetween);
        var next = due.AddDays(weeks * DaysBetween);
        while (Team.MomentOf(next, BeginOfDay, zone) <= after) next = next.AddDays(DaysBetween);
        return Team.MomentOf(next, BeginOfDay, zone);
    }
}
