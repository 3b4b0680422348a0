using System.Globalization;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Effects.Figures;

/// <summary>Rows of <c>figure_series</c> and <c>figures</c>.</summary>
internal static class FigureRows
{
    private static readonly string[] Columns = ["series", "unit", "day", "value", "sent_by", "sent_at"];

    /// <summary>The series of a team, by name.</summary>
    public static IReadOnlyList<FigureSeries> Of(Session session, TeamId team)
    {
        var series = new List<FigureSeries>();
        using var rows = session.Statements.Read($"SELECT id, name FROM figure_series WHERE team = {team.Value} ORDER BY name, id");
        while (rows.Read()) series.Add(new(rows.GetInt64(0), rows.GetString(1)));
        return series;
    }

    /// <summary>The series of a name, whatever the case of its letters; added where the team has none.</summary>
    public static FigureSeries FindOrAdd(Session session, TeamId team, string name, DateTimeOffset now)
    {
        var found = Of(session, team).FirstOrDefault(each => string.Equals(each.Name, name, StringComparison.OrdinalIgnoreCase));
        return found ?? new(
            session.Statements.Number($"""
                INSERT INTO figure_series {NewRow.Of(("team", team.Value), ("name", name), ("created_at", now))} RETURNING id
                """)!.Value,
            name);
    }

    /// <summary>What there is of each unit of a series, by name.</summary>
    public static IReadOnlyList<FigureUnit> Units(Session session, long series)
    {
        var units = new List<FigureUnit>();
        using var rows = session.Statements.Read(
            $"SELECT unit, COUNT(*), MIN(day), MAX(day) FROM figures WHERE series = {series} GROUP BY unit ORDER BY unit");
        while (rows.Read()) units.Add(new(rows.GetString(0), rows.GetInt64(1), Day(rows.GetString(2)), Day(rows.GetString(3))));
        return units;
    }

    /// <summary>The figures of a series from a day on, before another one, in the order of days and units.</summary>
    /// <param name="unit">Of one unit; null for all.</param>
    public static IReadOnlyList<Figure> Between(Session session, long series, string? unit, DateOnly from, DateOnly before, int most)
    {
        var figures = new List<Figure>();
        List<Sql> conditions = [Sql.Of($"series = {series}"), Sql.Of($"day >= {from}"), Sql.Of($"day < {before}")];
        if (unit is not null) conditions.Add(Sql.Of($"unit = {unit}"));
        using var rows = session.Statements.Read(
            $"SELECT unit, day, value FROM figures WHERE {Sql.AllOf(conditions)} ORDER BY day, unit LIMIT {most}");
        while (rows.Read()) figures.Add(new(rows.GetString(0), Day(rows.GetString(1)), rows.GetDouble(2)));
        return figures;
    }

    /// <summary>Keeps figures; another value takes the place of the one of its day.</summary>
    public static FiguresKept Keep(Session session, long series, IReadOnlyCollection<Figure> figures, PersonId? by, DateTimeOffset now)
    {
        var (first, last) = (figures.Min(each => each.Day), figures.Max(each => each.Day));
        var known = Between(session, series, unit: null, first, last.AddDays(1), int.MaxValue)
            .ToDictionary(each => (each.Unit, each.Day), each => each.Value);
        var (added, changed) = (new List<Value[]>(), 0);
        foreach (var figure in figures)
        {
            if (!known.TryGetValue((figure.Unit, figure.Day), out var value))
            {
                added.Add([series, figure.Unit, figure.Day, figure.Value, by?.Value, now]);
            }
            else if (value != figure.Value)
            {
                changed++;
                session.Statements.Execute($"""
                    UPDATE figures SET value = {figure.Value}, sent_by = {by?.Value}, sent_at = {now}
                    WHERE series = {series} AND unit = {figure.Unit} AND day = {figure.Day}
                    """);
            }
        }
        foreach (var batch in NewRows.InBatches(Columns, added)) session.Statements.Execute($"INSERT INTO figures {batch}");
        return new(added.Count, changed, figures.Count - added.Count - changed);
    }

    /// <summary>Figures of days before a start that were sent or changed after it.</summary>
    /// <param name="unit">Of one unit; null for all.</param>
    public static int SentLate(Session session, long series, string? unit, DateOnly from, DateOnly start, DateTimeOffset began)
    {
        List<Sql> conditions =
            [Sql.Of($"series = {series}"), Sql.Of($"day >= {from}"), Sql.Of($"day < {start}"), Sql.Of($"sent_at >= {began}")];
        if (unit is not null) conditions.Add(Sql.Of($"unit = {unit}"));
        return (int)session.Statements.Number($"SELECT COUNT(*) FROM figures WHERE {Sql.AllOf(conditions)}")!.Value;
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
