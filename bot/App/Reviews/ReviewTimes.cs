using Improvement.Bot.People;

namespace Improvement.Bot.Reviews;

/// <summary>Until when answers are waited for, as it is chosen.</summary>
internal enum ReviewUntil
{
    /// <summary>For an hour.</summary>
    Hour,

    /// <summary>Until the next day, at five in the afternoon where the team is.</summary>
    Tomorrow,

    /// <summary>For three days.</summary>
    ThreeDays,

    /// <summary>For a week.</summary>
    Week,
}

/// <summary>The clock of a review.</summary>
internal static class ReviewTimes
{
    /// <summary>Days after which a review whose answers are shown closes by itself.</summary>
    public const int DaysToClose = 28;

    private static readonly TimeOnly EndOfDay = new(17, 0);

    // Reminders are sent once a day, so one for less than that would come too late.
    private static readonly TimeSpan ShortestReminded = TimeSpan.FromHours(12);

    /// <summary>The moment until which answers are waited for, UTC.</summary>
    /// <param name="zone">Where the team is.</param>
    public static DateTimeOffset Until(ReviewUntil chosen, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (chosen is ReviewUntil.Hour) return now.AddHours(1);
        if (chosen is not ReviewUntil.Tomorrow) return now.AddDays(chosen is ReviewUntil.Week ? 7 : 3);
        return Team.MomentOf(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime).AddDays(1), EndOfDay, zone);
    }

    /// <summary>
    /// When those who have not answered are reminded, UTC: the day before the time is over, or at half of the time where that is later;
    /// null where the time is too short for it.
    /// </summary>
    public static DateTimeOffset? RemindAt(DateTimeOffset begun, DateTimeOffset until)
    {
        if (until - begun < ShortestReminded) return null;
        var (half, dayBefore) = (begun + ((until - begun) / 2), until.AddDays(-1));
        return half > dayBefore ? half : dayBefore;
    }
}
