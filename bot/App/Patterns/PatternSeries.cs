using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;

namespace Improvement.Bot.Patterns;

/// <summary>A series in which it may be seen that a pattern worked.</summary>
/// <param name="Value">As <see cref="MetricRef"/> is written.</param>
/// <param name="Words">What people call it.</param>
/// <param name="Weeks">The Mondays of the weeks that can be tested, the newest first.</param>
internal sealed record TestableSeries(string Value, string Words, IReadOnlyList<DateOnly> Weeks);

/// <summary>The series of the team of a pattern; they are shown to nobody outside it but to those who lead it.</summary>
internal sealed class PatternSeries(MetricSources sources, Teams teams, Actor actor)
{
    /// <summary>Weeks among which one can be tested.</summary>
    private const int WeeksOffered = 26;

    private const int DaysOfWeek = 7;

    /// <summary>The series with weeks that can be tested; none where whoever acts may not see them.</summary>
    public IReadOnlyList<TestableSeries> Of(Pattern pattern)
    {
        if (TeamOf(pattern) is not { } team) return [];
        return
        [
            .. sources.Choices(team.Id, PatternKind.Id(pattern.Number))
                .Select(each => new TestableSeries(
                    each.Metric.ToString(), each.Words, [.. Tests(team, each.Metric).Select(test => test.Week).Reverse()]))
                .Where(series => series.Weeks is not []),
        ];
    }

    /// <summary>The test of a week; null where there is none.</summary>
    /// <param name="day">Any day of the week.</param>
    public OutlierTest? Test(Pattern pattern, string? series, DateOnly? day) =>
        day is { } any && MetricRef.Read(series) is { } metric && TeamOf(pattern) is { } team
            ? Tests(team, metric).FirstOrDefault(test => test.Week == CalendarWeek.MondayOf(any))
            : null;

    /// <summary>What a test says, in words; null where whoever acts may not see the series.</summary>
    public string? WordsOf(Pattern pattern, OutlierTest? test) =>
        test is not null && MetricRef.Read(test.Metric) is { } metric && TeamOf(pattern) is { } team
            ? test.Words(sources.WordsOf(team.Id, metric))
            : null;

    private IEnumerable<OutlierTest> Tests(Team team, MetricRef metric)
    {
        var first = CalendarWeek.MondayOf(team.LocalDate(actor.Now)).AddDays(-DaysOfWeek * (OutlierTest.MostWeeks + WeeksOffered));
        var weeks = sources.Weeks(team.Id, metric, first, OutlierTest.MostWeeks + WeeksOffered);
        return Enumerable.Range(OutlierTest.MostWeeks, WeeksOffered)
            .Select(week => OutlierTest.Of(
                metric.ToString(), first.AddDays(DaysOfWeek * week),
                [.. weeks.Skip(week - OutlierTest.MostWeeks).Take(OutlierTest.MostWeeks)], weeks[week]))
            .OfType<OutlierTest>();
    }

    private Team? TeamOf(Pattern pattern) => pattern.Team is { } id
        && (actor.Principal.IsIn(id) || actor.Principal.IsAdministrator || actor.Principal.LeadsRecordsOf(id, PatternKind.Access.LeadRole))
        ? teams.Find(id)
        : null;
}
