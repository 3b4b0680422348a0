using Improvement.Bot.People;

namespace Improvement.Bot.Records;

/// <summary>All that can be measured in a team, whatever slice has the figures.</summary>
internal sealed class MetricSources(IEnumerable<MetricSource> sources, IServiceProvider services)
{
    /// <summary>What can be measured in a team, with its words, in the language of the moment.</summary>
    /// <param name="subject">The record that it is to be about; null for none.</param>
    public IReadOnlyList<(MetricRef Metric, string Words)> Choices(TeamId team, RecordId? subject) =>
    [
        .. sources.SelectMany(source => source.Choices(services, team, subject)
            .Select(choice => (new MetricRef(source.Name, choice.Code), choice.Words))),
    ];

    /// <summary>What people call something that is measured, in the language of the moment; its code where it is gone.</summary>
    public string WordsOf(TeamId team, MetricRef metric) => Find(metric)?.Words(services, team, metric.Code) ?? metric.Code;

    /// <summary>Whether the values are numbers of occurrences.</summary>
    public bool IsCount(MetricRef metric) => Find(metric)?.IsCount(metric.Code) is true;

    /// <summary>A value for each week; null for one of which none is known.</summary>
    /// <param name="first">The Monday of the first week.</param>
    public IReadOnlyList<double?> Weeks(TeamId team, MetricRef metric, DateOnly first, int weeks) =>
        Find(metric)?.Weeks(services, new(team, metric.Code, first, weeks)) ?? new double?[weeks];

    private MetricSource? Find(MetricRef metric) => sources.FirstOrDefault(source => source.Name == metric.Source);
}
