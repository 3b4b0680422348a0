using System.Globalization;
using Improvement.Bot.People;
using Improvement.Bot.Statistics;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Verification;

/// <summary>
/// The week of the alarm that led to a fix. An alarm comes more easily after a chance rise, which ends by itself (regression to the mean),
/// so that the time before a fix has to be counted back from that week, and not from the decision to make the fix.
/// </summary>
internal static class AlarmWeek
{
    /// <summary>Weeks before the decision in which an alarm counts as having led to it.</summary>
    public const int WeeksBefore = 8;

    /// <summary>
    /// The Monday of the week of the first alarm on a category of a team within <see cref="WeeksBefore"/> weeks before a decision; null for
    /// none.
    /// </summary>
    public static DateOnly? Before(Session session, TeamId team, string category, DateTimeOffset decided)
    {
        using var rows = session.Statements.Read($"""
            SELECT MIN(period) FROM alarms
            WHERE team = {team.Value} AND category = {category}
                AND created_at >= {decided.AddDays(-7 * WeeksBefore)} AND created_at <= {decided}
            """);
        return rows.Read() && rows.TextOrNull(0) is { } day
            ? CalendarWeek.MondayOf(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture))
            : null;
    }
}
