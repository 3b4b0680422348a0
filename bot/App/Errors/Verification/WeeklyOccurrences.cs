using System.Globalization;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Verification;

/// <summary>
/// How often an error was met in each week: its report and its witnesses, and those of the reports that were found to be the same. Weeks
/// begin on Monday where its team is; a week without any is 0.
/// </summary>
/// <param name="First">The Monday of the first week.</param>
/// <param name="Counts">The occurrences of each week from then on, the present week last.</param>
internal sealed record WeeklyOccurrences(DateOnly First, IReadOnlyList<int> Counts)
{
    /// <summary>Weeks that a card shows.</summary>
    public const int WeeksShown = 12;

    private const int DaysOfWeek = 7;

    /// <summary>The counts as a card says them, the oldest first.</summary>
    public string Words => string.Join(" · ", Counts.Select(count => count.ToString(CultureInfo.CurrentCulture)));

    /// <summary>The last weeks of an error.</summary>
    /// <param name="zone">The zone of its team.</param>
    /// <param name="weeks">How many weeks, the present one among them; 1 or more.</param>
    public static WeeklyOccurrences Of(Session session, long number, TimeZoneInfo zone, DateTimeOffset now, int weeks = WeeksShown) =>
        Of(Moments(session, number), zone, now, weeks);

    /// <summary>The weeks of moments; what lies before the first week or after the present one counts in none.</summary>
    public static WeeklyOccurrences Of(IEnumerable<DateTimeOffset> moments, TimeZoneInfo zone, DateTimeOffset now, int weeks)
    {
        var first = MondayOf(now, zone).AddDays(-DaysOfWeek * (weeks - 1));
        var counts = new int[weeks];
        foreach (var moment in moments)
        {
            var days = MondayOf(moment, zone).DayNumber - first.DayNumber;
            if (days >= 0 && days / DaysOfWeek < weeks) counts[days / DaysOfWeek]++;
        }

        return new(first, counts);
    }

    private static DateOnly MondayOf(DateTimeOffset moment, TimeZoneInfo zone)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);
        return day.AddDays(-(((int)day.DayOfWeek + DaysOfWeek - 1) % DaysOfWeek));
    }

    // When it happened, not when somebody wrote of it; where that is not known, when they did.
    private static List<DateTimeOffset> Moments(Session session, long number)
    {
        var moments = new List<DateTimeOffset>();
        using var rows = session.Statements.Read($"""
            SELECT COALESCE(e.occurred_at, e.created_at) FROM errors e WHERE e.id = {number}
            UNION ALL
            SELECT COALESCE(e.occurred_at, e.created_at) FROM errors e WHERE e.duplicate_of = {number}
            UNION ALL
            SELECT COALESCE(w.occurred_at, w.created_at) FROM witnesses w WHERE w.error = {number}
            UNION ALL
            SELECT COALESCE(w.occurred_at, w.created_at) FROM witnesses w JOIN errors e ON e.id = w.error WHERE e.duplicate_of = {number}
            """);
        while (rows.Read()) moments.Add(rows.Moment(0));
        return moments;
    }
}
