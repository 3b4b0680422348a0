using System.Globalization;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Patterns.Weekly;

/// <summary>
/// The last whole week of a team, if something was met less often in it than chance brings about (<see cref="OutlierTest"/>): those who
/// lead are asked what was done otherwise, in their own digest and nowhere else. Of several it is what fell furthest.
/// </summary>
internal sealed class UnusualWeek(MetricSources sources, Actor actor)
{
    /// <summary>The line; null where the week was as usual, or nobody can tell.</summary>
    public DigestLine? Of(DigestQuery query)
    {
        var at = query.To < actor.Now ? query.To : actor.Now;
        var week = CalendarWeek.MondayOf(query.Team.LocalDate(at)).AddDays(-CalendarWeek.Days);
        var fewer = sources.Choices(query.Team.Id, subject: null).Where(each => sources.IsCount(each.Metric))
            .Select(each => (Test: TestOf(query, each.Metric, week), each.Words))
            .Where(each => each.Test is { Found: Variation.Fewer })
            .OrderBy(each => each.Test!.Value / each.Test.Baseline).FirstOrDefault();
        return fewer.Test is { } test
            ? new(
                DigestSection.NeedsYou, Record: null, fewer.Words,
                Say(PatternDigestTexts.UnusualWeek, PlainDay(week), Number(test.Value), Number(test.Lower), Number(test.Upper)))
            : null;
    }

    private OutlierTest? TestOf(DigestQuery query, MetricRef metric, DateOnly week)
    {
        var first = week.AddDays(-CalendarWeek.Days * OutlierTest.MostWeeks);
        var weeks = sources.Weeks(query.Team.Id, metric, first, OutlierTest.MostWeeks + 1);
        return OutlierTest.Of(metric.ToString(), week, [.. weeks.SkipLast(1)], weeks[^1]);
    }

    private static string Number(double value) => Math.Round(value).ToString("0", CultureInfo.InvariantCulture);
}
