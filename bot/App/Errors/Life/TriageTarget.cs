using Improvement.Bot.Errors.Impact;

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

    /// <summary>The same time of day, so many working days (Monday to Friday) later.</summary>
    public static DateTimeOffset AfterWorkingDays(int days, DateTimeOffset from, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(from, zone).DateTime;
        while (days > 0)
        {
            local = local.AddDays(1);
            if (local.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) days--;
        }

        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
