using Improvement.Bot.Errors.Taxonomies;
using Improvement.Bot.Errors.Verification;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Alarms;

/// <summary>How often errors of a category were met in a team in each week, as something that can be measured.</summary>
internal static class CategoryMetrics
{
    private const int DaysOfWeek = 7;

    /// <summary>The source; its codes are those of the categories.</summary>
    public static MetricSource Source { get; } = new("error-category")
    {
        Choices = (services, team, _) => Choices(services.GetRequiredService<Session>(), team),
        Weeks = (services, query) => Weeks(
            services.GetRequiredService<Session>(), services.GetRequiredService<Teams>(), services.GetRequiredService<Actor>().Now, query),
        IsCount = true,
    };

    /// <summary>The categories of which there was ever anything in the team, the commonest first.</summary>
    private static List<MetricChoice> Choices(Session session, TeamId team)
    {
        var choices = new List<MetricChoice>();
        using var rows = session.Statements.Read($"""
            SELECT category, SUM(occurrences) AS met FROM category_days WHERE team = {team.Value} AND occurrences > 0
            GROUP BY category ORDER BY met DESC, category
            """);
        while (rows.Read())
        {
            var code = rows.GetString(0);
            choices.Add(new(code, Say(AlarmTexts.Metric, ErrorWords.Of(Taxonomy.Starting.Kind, code))));
        }
        return choices;
    }

    /// <remarks>
    /// Known are the weeks that are over, from the one after the first report of the team on: weeks in which nobody reported are no weeks
    /// in which nothing happened.
    /// </remarks>
    private static double?[] Weeks(Session session, Teams teams, DateTimeOffset now, MetricQuery query)
    {
        var weeks = new double?[query.Weeks];
        if (teams.Find(query.Team) is not { } team
            || session.Statements.Number($"SELECT MIN(created_at) FROM errors WHERE team = {query.Team.Value}") is not { } begin)
        {
            return weeks;
        }

        var began = WeeklyOccurrences.MondayOf(team.LocalDate(DateTimeOffset.FromUnixTimeMilliseconds(begin)));
        var present = WeeklyOccurrences.MondayOf(team.LocalDate(now));
        for (var week = 0; week < weeks.Length; week++)
        {
            var monday = query.First.AddDays(DaysOfWeek * week);
            if (monday > began && monday < present) weeks[week] = 0;
        }

        using var rows = session.Statements.Read($"""
            SELECT day, occurrences FROM category_days
            WHERE team = {query.Team.Value} AND category = {query.Code} AND day >= {query.First}
                AND day < {query.First.AddDays(DaysOfWeek * query.Weeks)}
            """);
        while (rows.Read())
        {
            var week = (AlarmRows.Day(rows.GetString(0)).DayNumber - query.First.DayNumber) / DaysOfWeek;
            if (weeks[week] is { } count) weeks[week] = count + rows.GetInt32(1);
        }
        return weeks;
    }
}
