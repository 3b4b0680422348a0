using Improvement.Bot.Errors.Verification;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Measures;

/// <summary>
/// The measures of reports and of what became of them that can be told of a team for each week, as something that can be measured.
/// </summary>
internal static class TeamMeasures
{
    /// <summary>All of them, in the order in which they are offered.</summary>
    public static IReadOnlyList<Measure> All { get; } =
    [
        Occurrences.Errors, Occurrences.HoursLost, ReportMeasures.Documented, ResolutionMeasures.DaysToResolved,
        ResolutionMeasures.CameBack,
    ];

    /// <summary>The source; its codes are those of the measures.</summary>
    public static MetricSource Source { get; } = new("measure")
    {
        // a team to which nothing was reported has none
        Choices = (services, team, _) => services.GetRequiredService<Session>().Statements.Any(
            $"SELECT 1 FROM errors WHERE team = {team.Value}")
            ? [.. All.Select(measure => new MetricChoice(measure.Code, measure.Words()))]
            : [],
        Words = (_, _, code) => Find(code)?.Words(),
        Weeks = (services, query) => Find(query.Code) is { } measure && KnownWeeks.Of(services, query) is { } known
            ? measure.Weeks(services.GetRequiredService<Session>(), known)
            : new double?[query.Weeks],
        IsCount = code => Find(code) is { IsCount: true },
    };

    private static Measure? Find(string code) => All.FirstOrDefault(measure => measure.Code == code);
}
