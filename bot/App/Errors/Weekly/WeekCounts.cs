using System.Globalization;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Weekly;

/// <summary>
/// How much was reported, by the days on which it was, where the team is: an imported report counts in the week of its own day, whenever it
/// was imported. What was taken back or is no error counts in none.
/// </summary>
internal static class WeekCounts
{
    /// <summary>Weeks that are counted at most.</summary>
    public const int MostWeeks = 13;

    /// <summary>Severities that are named at most.</summary>
    private const int MostNamed = 2;

    private const int DaysOfWeek = 7;

    /// <summary>The condition on <c>errors e</c> for what is news: what was imported is history.</summary>
    public static Sql IsNews { get; } = Sql.Of($"e.reporter_kind <> {NewError.Imported}");

    // In the very words of the index errors_team_days.
    private static readonly Sql Counts = Sql.Of($"e.state <> 'Withdrawn' AND e.state <> 'NotAnError'");

    /// <summary>The condition on <c>errors e</c> for what was reported from a day on until the end of the week.</summary>
    public static Sql Days(WeeklyScope scope, DateOnly from) =>
        Sql.Of($"{Counts} AND e.local_date >= {from} AND e.local_date < {scope.End} AND {scope.Errors}");

    /// <summary>
    /// How much was reported in each of the last weeks up to that of the digest, from the first on in which anything was; 0 for a week
    /// without.
    /// </summary>
    public static IReadOnlyList<int> Weekly(Session session, WeeklyScope scope)
    {
        var weeks = WeeksSince(FirstDay(session, scope), scope);
        var counts = new int[weeks];
        var first = scope.End.AddDays(-DaysOfWeek * weeks);
        using var rows = session.Statements.Read(
            $"SELECT e.local_date, COUNT(*) FROM errors e WHERE {Days(scope, first)} GROUP BY e.local_date");
        while (rows.Read()) counts[(Day(rows.GetString(0)).DayNumber - first.DayNumber) / DaysOfWeek] += rows.GetInt32(1);
        return counts;
    }

    /// <summary>The reports of the week in one line, by severity; null where there was none.</summary>
    public static WeeklyLine? Sum(Session session, WeeklyScope scope)
    {
        var counts = new List<(Severity Severity, int Count)>();
        using var rows = session.Statements.Read($"""
            SELECT COALESCE(e.severity, 0), COUNT(*) FROM errors e WHERE {Days(scope, scope.First)} AND {IsNews}
            GROUP BY COALESCE(e.severity, 0) ORDER BY 1 DESC
            """);
        while (rows.Read()) counts.Add(((Severity)rows.GetInt32(0), rows.GetInt32(1)));
        if (counts is []) return null;

        var words = Say(WeeklyTexts.Reported, counts.Sum(each => each.Count), string.Join(", ", Parts(counts)));
        return new(new(DigestSection.Changed, null, null, words), (int)counts[0].Severity, scope.Query.From, IsSum: true);
    }

    private static IEnumerable<string> Parts(List<(Severity Severity, int Count)> counts)
    {
        var named = counts.Count <= MostNamed + 1 ? counts.Count : MostNamed;
        foreach (var (severity, count) in counts.Take(named)) yield return Say(WeeklyTexts.OfSeverity, count, ErrorWords.Of(severity));
        if (counts.Skip(named).Sum(each => each.Count) is > 0 and var rest) yield return Say(WeeklyTexts.LessSevere, rest);
    }

    private static string? FirstDay(Session session, WeeklyScope scope)
    {
        using var rows = session.Statements.Read(
            $"SELECT e.local_date FROM errors e WHERE {Days(scope, DateOnly.MinValue)} ORDER BY e.local_date LIMIT 1");
        return rows.Read() ? rows.GetString(0) : null;
    }

    private static int WeeksSince(string? first, WeeklyScope scope) => first is null
        ? 1
        : Math.Clamp((scope.End.DayNumber - Day(first).DayNumber + DaysOfWeek - 1) / DaysOfWeek, 1, MostWeeks);

    private static DateOnly Day(string kept) => DateOnly.ParseExact(kept, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
