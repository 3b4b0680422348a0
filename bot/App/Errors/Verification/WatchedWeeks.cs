using Improvement.Bot.Statistics;

namespace Improvement.Bot.Errors.Verification;

/// <summary>What the verdict on a fix is read from: how often the error was met, and how much its team reports at all.</summary>
internal static class WatchedWeeks
{
    /// <summary>
    /// Reports about anything else that must be expected within the window before a fall of them says that reporting itself changed; of
    /// fewer, chance alone makes such a fall.
    /// </summary>
    private const double FewestOthers = 5;

    /// <summary>The counts.</summary>
    /// <param name="series">How often the error was met, up to the present week.</param>
    /// <param name="others">All other reports of its team in the same weeks.</param>
    /// <param name="trigger">Monday of the week of the alarm that led to the fix or, without one, of the decision to make it.</param>
    /// <param name="first">Monday of the first whole week in which it was in effect.</param>
    /// <param name="window">Weeks that are watched.</param>
    public static FixCounts Of(WeeklyOccurrences series, WeeklyOccurrences others, DateOnly trigger, DateOnly first, int window)
    {
        var weeks = series.Comparable;
        var (decided, effective) = (weeks.IndexOf(trigger), weeks.IndexOf(first));
        int[] team = [.. others.Counts.Skip(others.IndexOf(weeks.First)).Take(weeks.Counts.Count)];
        var before = team.Take(Math.Max(0, effective)).DefaultIfEmpty().Average();
        return new(weeks.Counts, decided, effective, window) { TeamReports = before * window >= FewestOthers ? team : null };
    }
}
