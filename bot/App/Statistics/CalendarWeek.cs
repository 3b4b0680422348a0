namespace Improvement.Bot.Statistics;

/// <summary>Weeks, which begin on Mondays (ISO 8601).</summary>
internal static class CalendarWeek
{
    /// <summary>Its days.</summary>
    public const int Days = 7;

    /// <summary>The Monday of the week in which a day lies.</summary>
    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + Days - 1) % Days));

    /// <summary>The Monday on or after a day.</summary>
    public static DateOnly MondayFrom(DateOnly day) => MondayOf(day.AddDays(Days - 1));
}
