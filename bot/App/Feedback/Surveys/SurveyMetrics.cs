using System.Collections.Immutable;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Feedback.Results;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>
/// The favourable answers of a question in hundredths of all that were given, wave by wave, as something that can be measured. Read are
/// releases alone: of surveys that asked this team and no other, that stand in its channel, and that may stand beside each other. A count
/// that is told as a band has no value, and neither have groups and agents.
/// </summary>
internal sealed class SurveyMetrics(SurveyWaves waves, ReleaseReader releases, ResultReaders readers, Teams teams, Actor actor)
{
    /// <summary>The source; its codes are those of the questions.</summary>
    public static MetricSource Source { get; } = new("survey-item")
    {
        Choices = (services, team, _) => services.GetRequiredService<SurveyMetrics>().Choices(team),
        Words = (services, team, code) => services.GetRequiredService<SurveyMetrics>().WordsOf(team, code),
        Weeks = (services, query) => services.GetRequiredService<SurveyMetrics>().Weeks(query),
    };

    private const int DaysOfWeek = 7;

    private List<MetricChoice> Choices(TeamId team) =>
    [
        .. Told(team).SelectMany(each => each.Release.Items).Where(item => ValueOf(item) is not null).GroupBy(item => item.Item.Code)
            .OrderByDescending(values => values.Count()).ThenBy(values => values.Key, StringComparer.Ordinal)
            .Select(values => new MetricChoice(values.Key, Words(values.Last().Item))),
    ];

    private string? WordsOf(TeamId team, string code) => Told(team).SelectMany(each => each.Release.Items)
        .LastOrDefault(item => item.Item.Code == code) is { } asked ? Words(asked.Item) : null;

    /// <summary>A value stands in the week in which the wave was released; of several in one week the last.</summary>
    private double?[] Weeks(MetricQuery query)
    {
        var weeks = new double?[query.Weeks];
        if (teams.Find(query.Team) is not { } team) return weeks;
        var today = team.LocalDate(actor.Now);
        var present = today.AddDays(-(((int)today.DayOfWeek + DaysOfWeek - 1) % DaysOfWeek));
        foreach (var (wave, release) in Told(query.Team))
        {
            var released = team.LocalDate(wave.ReleasedAt!.Value);
            var days = released.DayNumber - query.First.DayNumber;
            if (days < 0 || days / DaysOfWeek >= weeks.Length || released >= present) continue;
            if (release.Items.FirstOrDefault(item => item.Item.Code == query.Code) is { } item && ValueOf(item) is { } value)
            {
                weeks[days / DaysOfWeek] = value;
            }
        }

        return weeks;
    }

    private ImmutableArray<(Wave Wave, SurveyRelease Release)> Told(TeamId team) =>
        releases.SideBySide(waves.ReleasedOfAlone(team).Where(wave => readers.TeamsReading(wave).Contains(team)));

    private static double? ValueOf(ItemResult item) => 100 * item.Favourable?.Value;

    private static string Words(SurveyItem item) => Say(SurveysTexts.Metric, item.Words());
}
