using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Alarms;

/// <summary>How often an error was met on a day, or all errors of a category.</summary>
/// <param name="Day">As it is kept, <c>2026-11-27</c>.</param>
internal sealed record OccurrenceDay(long Team, string Category, string Day, int Occurrences);

/// <summary>Reads and writes the days on which errors were met, with as few statements as there can be.</summary>
internal static class OccurrenceDayRows
{
    private static readonly string[] OfError = ["error", "day", "team", "category", "occurrences"];
    private static readonly string[] OfCategory = ["team", "category", "day", "occurrences"];
    private static readonly string[] Due = ["team", "category"];

    /// <summary>The days of errors as they were counted last.</summary>
    public static IReadOnlyDictionary<long, List<OccurrenceDay>> Of(Session session, IReadOnlyCollection<long> errors)
    {
        var kept = new Dictionary<long, List<OccurrenceDay>>();
        using var rows = session.Statements.Read(
            $"SELECT error, team, category, day, occurrences FROM error_days WHERE error IN {errors}");
        while (rows.Read())
        {
            var number = rows.GetInt64(0);
            if (!kept.TryGetValue(number, out var days)) kept[number] = days = [];
            days.Add(new(rows.GetInt64(1), rows.GetString(2), rows.GetString(3), rows.GetInt32(4)));
        }

        return kept;
    }

    /// <summary>Removes days on which an error was not met after all.</summary>
    public static void Remove(Session session, long error, IReadOnlyCollection<string> days)
    {
        if (days.Count > 0) session.Statements.Execute($"DELETE FROM error_days WHERE error = {error} AND day IN {days}");
    }

    /// <summary>Keeps days of errors, in the place of what was counted for the same ones before.</summary>
    public static void Put(Session session, IEnumerable<(long Error, OccurrenceDay Day)> days)
    {
        Value[][] rows =
        [
            .. days.Select(each => new Value[] { each.Error, each.Day.Day, each.Day.Team, each.Day.Category, each.Day.Occurrences }),
        ];
        foreach (var batch in NewRows.InBatches(OfError, rows))
        {
            session.Statements.Execute($"""
                INSERT INTO error_days {batch} ON CONFLICT (error, day) DO UPDATE SET
                    team = excluded.team, category = excluded.category, occurrences = excluded.occurrences
                """);
        }
    }

    /// <summary>Adds to the sums of categories.</summary>
    /// <param name="more">For each day of a category how many occurrences more, below 0 for fewer; each day once.</param>
    public static void Add(Session session, IEnumerable<OccurrenceDay> more)
    {
        Value[][] rows = [.. more.Select(each => new Value[] { each.Team, each.Category, each.Day, each.Occurrences })];
        foreach (var batch in NewRows.InBatches(OfCategory, rows))
        {
            session.Statements.Execute($"""
                INSERT INTO category_days {batch} ON CONFLICT (team, day, category) DO UPDATE SET
                    occurrences = category_days.occurrences + excluded.occurrences
                """);
        }
    }

    /// <summary>Notes categories of which the thirty days are to be looked at again.</summary>
    public static void NoteDue(Session session, IEnumerable<(long Team, string Category)> categories)
    {
        Value[][] rows = [.. categories.Select(each => new Value[] { each.Team, each.Category })];
        foreach (var batch in NewRows.InBatches(Due, rows))
        {
            session.Statements.Execute($"INSERT INTO categories_due {batch} ON CONFLICT DO NOTHING");
        }
    }
}
