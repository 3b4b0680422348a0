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
    /// <summary>The source; its codes are those of the categories.</summary>
    public static MetricSource Source { get; } = new("error-category")
    {
        Choices = (services, team, _) => Choices(services.GetRequiredService<Session>(), team),
        Words = (_, _, code) => Words(code),
        Weeks = (services, query) => KnownWeeks.Of(services, query) is { } known
            ? Weeks(services.GetRequiredService<Session>(), known, query)
            : new double?[query.Weeks],
        IsCount = _ => true,
    };

    /// <summary>The categories of which there was ever anything in the team, the commonest first.</summary>
    private static List<MetricChoice> Choices(Session session, TeamId team)
    {
        var choices = new List<MetricChoice>();
        using var rows = session.Statements.Read($"""
            SELECT category, SUM(occurrences) AS met FROM category_days WHERE team = {team.Value} AND occurrences > 0
            GROUP BY category ORDER BY met DESC, category
            """);
        while (rows.Read()) choices.Add(new(rows.GetString(0), Words(rows.GetString(0))));
        return choices;
    }

    private static string Words(string category) => Say(AlarmTexts.Metric, ErrorWords.Of(Taxonomy.Starting.Kind, category));

    private static double?[] Weeks(Session session, KnownWeeks known, MetricQuery query)
    {
        var counts = new int[query.Weeks];
        using var rows = session.Statements.Read($"""
            SELECT day, occurrences FROM category_days
            WHERE team = {query.Team.Value} AND category = {query.Code} AND day >= {query.First} AND day < {known.End}
            """);
        while (rows.Read())
        {
            if (known.IndexOf(AlarmRows.Day(rows.GetString(0))) is { } week) counts[week] += rows.GetInt32(1);
        }
        return known.Select(week => counts[week]);
    }
}
