using Improvement.Bot.People;

namespace Improvement.Bot.Records;

/// <summary>Something that is counted or measured week by week in a team; a slice that has such figures registers it.</summary>
/// <param name="Name">Kept with what is measured by it; unique, never changed.</param>
internal sealed record MetricSource(string Name)
{
    /// <summary>
    /// What can be measured in a team, and of the record that it is to be about, in the language of the moment, in the order in which it
    /// is offered.
    /// </summary>
    public required Func<IServiceProvider, TeamId, RecordId, IReadOnlyList<MetricChoice>> Choices { get; init; }

    /// <summary>
    /// A value for each week that was asked for, in the calendar of the team; null for a week of which none is known. Weeks that are not
    /// over have none.
    /// </summary>
    public required Func<IServiceProvider, MetricQuery, IReadOnlyList<double?>> Weeks { get; init; }

    /// <summary>Whether the values are numbers of occurrences.</summary>
    public bool IsCount { get; init; }
}

/// <summary>Something that can be measured.</summary>
/// <param name="Code">Names it within its source; never changed.</param>
/// <param name="Words">What people call it.</param>
internal sealed record MetricChoice(string Code, string Words);

/// <summary>Which weeks of what are asked for.</summary>
/// <param name="First">The Monday of the first week.</param>
/// <param name="Weeks">How many; 1 or more.</param>
internal sealed record MetricQuery(TeamId Team, string Code, DateOnly First, int Weeks);
