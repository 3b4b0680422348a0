using Improvement.Bot.Errors.Verification;
using Improvement.Bot.People;
using Improvement.Bot.Statistics;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Alarms;

/// <summary>The occurrences of the categories of a team by day, as far back as alarms depend on them.</summary>
/// <param name="First">The Monday of the first whole week.</param>
/// <param name="Ended">The Monday of the last week that is over.</param>
/// <param name="Days">For each category with anything in this time its days, without those on which nothing was.</param>
internal sealed record TeamSeries(DateOnly First, DateOnly Ended, IReadOnlyDictionary<string, IReadOnlyDictionary<DateOnly, int>> Days)
{
    /// <summary>
    /// Weeks that are looked back at most: a year that is judged, so that the moving average has forgotten where it began, and the baseline
    /// of its first week.
    /// </summary>
    public const int MostWeeks = 52 + RiseBaseline.Most + RiseBaseline.Gap;

    private const int DaysOfWeek = 7;

    /// <summary>How many weeks are over; 0 and less where the team began in the present one.</summary>
    public int Weeks => IndexOf(Ended) + 1;

    /// <summary>Reads it; null for a team to which nothing was ever reported.</summary>
    /// <remarks>
    /// It begins when the first report was made and not when the first one happened: weeks in which nobody reported are no weeks in which
    /// nothing happened.
    /// </remarks>
    public static TeamSeries? Of(Session session, Team team, DateTimeOffset now)
    {
        if (session.Statements.Number($"SELECT MIN(created_at) FROM errors WHERE team = {team.Id.Value}") is not { } begin) return null;
        var ended = CalendarWeek.MondayOf(team.LocalDate(now)).AddDays(-DaysOfWeek);
        var began = CalendarWeek.MondayOf(team.LocalDate(DateTimeOffset.FromUnixTimeMilliseconds(begin)));
        var earliest = ended.AddDays(-DaysOfWeek * (MostWeeks - 1));
        var first = began > earliest ? began : earliest;
        var days = new Dictionary<string, Dictionary<DateOnly, int>>(StringComparer.Ordinal);
        using var rows = session.Statements.Read($"""
            SELECT category, day, occurrences FROM category_days
            WHERE team = {team.Id.Value} AND day >= {first} AND occurrences > 0 ORDER BY category, day
            """);
        while (rows.Read())
        {
            if (!days.TryGetValue(rows.GetString(0), out var ofCategory)) days[rows.GetString(0)] = ofCategory = [];
            ofCategory.Add(AlarmRows.Day(rows.GetString(1)), rows.GetInt32(2));
        }

        return new(first, ended, days.ToDictionary(each => each.Key, IReadOnlyDictionary<DateOnly, int> (each) => each.Value));
    }

    /// <summary>The index of the week of a day; negative before the first.</summary>
    public int IndexOf(DateOnly day) => (CalendarWeek.MondayOf(day).DayNumber - First.DayNumber) / DaysOfWeek;

    /// <summary>The counts of each whole week that is over.</summary>
    public IReadOnlyList<CategoryWeeks> ByWeek() => [.. Days.Select(each =>
    {
        var counts = new int[Weeks];
        foreach (var (day, occurrences) in each.Value)
        {
            if (IndexOf(day) is var week && week < Weeks) counts[week] += occurrences;
        }

        return new CategoryWeeks(each.Key, counts);
    })];

    /// <summary>What was reported in a category after a day, up to another one.</summary>
    public int Between(string category, DateOnly after, DateOnly to) =>
        Days.TryGetValue(category, out var days) ? days.Where(each => each.Key > after && each.Key <= to).Sum(each => each.Value) : 0;
}
