using System.Globalization;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Effects.Figures;

/// <summary>
/// A series of figures, or one unit of it, as it is kept with what is measured: <c>12</c> or <c>12|North</c>. The value of a week is the
/// mean of its figures.
/// </summary>
/// <param name="Unit">Null for all units of the series.</param>
internal sealed record FigureCode(long Series, string? Unit)
{
    private const char Between = '|';

    /// <summary>Reads one; null for anything else.</summary>
    public static FigureCode? Read(string code)
    {
        var at = code.IndexOf(Between, StringComparison.Ordinal);
        return long.TryParse(at < 0 ? code : code[..at], NumberStyles.None, CultureInfo.InvariantCulture, out var series)
            ? new(series, at < 0 ? null : code[(at + 1)..])
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Series}{(Unit is null ? "" : $"{Between}{Unit}")}");
}

/// <summary>A team's own figures as something that can be measured.</summary>
internal static class FigureMetrics
{
    private const int DaysOfWeek = 7;

    /// <summary>Units of a series that are offered one by one.</summary>
    private const int MostUnits = 12;

    /// <summary>The source.</summary>
    public static MetricSource Source { get; } = new("figures")
    {
        Choices = (services, team, _) => [.. Choices(services.GetRequiredService<Session>(), team)],
        Words = (services, team, code) => Words(services.GetRequiredService<Session>(), team, code),
        Weeks = (services, query) => Weeks(services.GetRequiredService<Session>(), query),
    };

    /// <summary>The weekly values of each unit of a series.</summary>
    public static IReadOnlyDictionary<string, double?[]> ByUnit(Session session, MetricQuery query)
    {
        var weeks = new Dictionary<string, double?[]>(StringComparer.Ordinal);
        foreach (var unit in Read(session, query).GroupBy(figure => figure.Unit))
        {
            weeks[unit.Key] = Means(unit, query);
        }
        return weeks;
    }

    private static IEnumerable<MetricChoice> Choices(Session session, TeamId team)
    {
        foreach (var series in FigureRows.Of(session, team))
        {
            var units = FigureRows.Units(session, series.Id);
            yield return new(new FigureCode(series.Id, null).ToString(), Of(session, series));
            foreach (var unit in units.Count > 1 ? units.Take(MostUnits) : [])
            {
                yield return new(new FigureCode(series.Id, unit.Unit).ToString(), Say(FigureTexts.OneUnit, series.Name, unit.Unit));
            }
        }
    }

    private static string? Words(Session session, TeamId team, string code) =>
        FigureCode.Read(code) is { } kept && FigureRows.Of(session, team).FirstOrDefault(each => each.Id == kept.Series) is { } series
            ? kept.Unit is { } unit ? Say(FigureTexts.OneUnit, series.Name, unit) : Of(session, series)
            : null;

    private static string Of(Session session, FigureSeries series) => FigureRows.Units(session, series.Id) is [var only]
        ? Say(FigureTexts.OneUnit, series.Name, only.Unit)
        : Say(FigureTexts.AllUnits, series.Name);

    private static double?[] Weeks(Session session, MetricQuery query) => Means(Read(session, query), query);

    private static IReadOnlyList<Figure> Read(Session session, MetricQuery query)
    {
        if (FigureCode.Read(query.Code) is not { } code) return [];
        if (FigureRows.Of(session, query.Team).All(each => each.Id != code.Series)) return [];
        var end = query.First.AddDays(DaysOfWeek * query.Weeks);
        return FigureRows.Between(session, code.Series, code.Unit, query.First, end, int.MaxValue);
    }

    private static double?[] Means(IEnumerable<Figure> figures, MetricQuery query)
    {
        var weeks = new double?[query.Weeks];
        foreach (var week in figures.GroupBy(figure => (figure.Day.DayNumber - query.First.DayNumber) / DaysOfWeek))
        {
            weeks[week.Key] = week.Average(figure => figure.Value);
        }
        return weeks;
    }
}
