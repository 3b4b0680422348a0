using Improvement.Bot.Errors.Impact;
using Improvement.Bot.People;

namespace Improvement.Bot.Errors.Life;

/// <summary>
/// By when a reported error is looked at: one working day for high priority, five for medium, the next weekly list for low.
/// </summary>
internal static class TriageTarget
{
    /// <summary>When the leads look at it, UTC; null for the next weekly list.</summary>
    public static DateTimeOffset? DueAt(Severity severity, DateTimeOffset reportedAt, TimeZoneInfo? zone) =>
        PriorityRule.Of(severity, occurrence: 1) switch
    {
        ActionPriority.High => AfterWorkingDays(1, reportedAt, zone ?? TimeZoneInfo.Utc),
        ActionPriority.Medium => AfterWorkingDays(5, reportedAt, zone ?? TimeZoneInfo.Utc),
        _ => null,
    };

    /// <summary>Nine o'clock of a day, where a team is: when what waited for that day is taken up.</summary>
    public static DateTimeOffset NineOn(DateOnly day, TimeZoneInfo zone) => Team.MomentOf(day, new(9, 0), zone);

    /// <summary>So many working days (Monday to Friday) later; whole days at the same time of day, half a day twelve hours on.</summary>
    public static DateTimeOffset AfterWorkingDays(double days, DateTimeOffset from, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(from, zone).DateTime;
        for (; days > 0; days--)
        {
            local = local.AddDays(Math.Min(days, 1));
            while (local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) local = local.AddDays(1);
        }

        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
