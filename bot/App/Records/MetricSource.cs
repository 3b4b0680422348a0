using Improvement.Bot.People;

namespace Improvement.Bot.Records;

/// <summary>Something that is counted or measured week by week in a team; a slice that has such figures registers it.</summary>
/// <param name="Name">Kept with what is measured by it; unique, never changed.</param>
internal sealed record MetricSource(string Name)
{
    /// <summary>
    /// What can be measured in a team, and of the record that it is to be about, if there is one, in the language of the moment, in the
    /// order in which it is offered.
    /// </summary>
    public required Func<IServiceProvider, TeamId, RecordId?, IReadOnlyList<MetricChoice>> Choices { get; init; }

    /// <summary>
    /// A value for each week that was asked for, in the calendar of the team; null for a week of which none is known. Weeks that are not
    /// over have none.
    /// </summary>
    public required Func<IServiceProvider, MetricQuery, IReadOnlyList<double?>> Weeks { get; init; }

    /// <summary>
    /// What people call one of its codes, in the language of the moment, also where it is not offered any more; null for a code of nothing.
    /// </summary>
    public required Func<IServiceProvider, TeamId, string, string?> Words { get; init; }

    /// <summary>Whether the values of a code are numbers of occurrences; shares, hours and medians are none.</summary>
    public Func<string, bool> IsCount { get; init; } = _ => false;
}

/// <summary>Something that can be measured.</summary>
/// <param name="Code">Names it within its source; never changed.</param>
/// <param name="Words">What people call it, with its unit where it is not the team's own.</param>
internal sealed record MetricChoice(string Code, string Words);

/// <summary>Something that is measured: its source and what it is called there.</summary>
internal sealed record MetricRef(string Source, string Code)
{
    private const char Between = ':';

    /// <summary>Reads one as a list sends it; null for anything else.</summary>
    public static MetricRef? Read(string? value) =>
        value?.Split(Between, 2) is [var source, { Length: > 0 } code] ? new(source, code) : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Source}{Between}{Code}";
}

/// <summary>Which weeks of what are asked for.</summary>
/// <param name="First">The Monday of the first week.</param>
/// <param name="Weeks">How many; 1 or more.</param>
internal sealed record MetricQuery(TeamId Team, string Code, DateOnly First, int Weeks);
