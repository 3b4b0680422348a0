using Improvement.Bot.Statistics;

namespace Improvement.Bot.Errors.Verification;

/// <summary>Where a week lies, seen from a fix.</summary>
internal enum WeekPeriod
{
    /// <summary>Before the alarm that led to the fix or, without one, before it was decided to make the fix.</summary>
    Before,

    /// <summary>After that, and not in effect for the whole week.</summary>
    Between,

    /// <summary>The fix was in effect.</summary>
    Since,
}

/// <summary>A week of a picture.</summary>
internal sealed record PicturedWeek(DateOnly Monday, int Count, WeekPeriod Period);

/// <summary>The weeks before and after a fix, with what would be expected of a week if the fix had changed nothing.</summary>
/// <param name="Low">2.5 % of the weeks would have fewer.</param>
/// <param name="High">2.5 % of the weeks would have more.</param>
internal sealed record WeeksPicture(IReadOnlyList<PicturedWeek> Weeks, int Low, int High)
{
    /// <summary>Weeks before the fix took effect that are drawn at most: half a year.</summary>
    public const int MostBefore = 26;

    private const double Outside = 0.025;
    private const int DaysOfWeek = 7;

    /// <summary>The mean of the weeks of a period that are drawn; null for none.</summary>
    public double? MeanOf(WeekPeriod period) =>
        Weeks.Where(week => week.Period == period).Select(week => (double?)week.Count).Average();

    /// <summary>The picture of what the verdict on a fix is read from; null where there is no week before it.</summary>
    /// <param name="series">How often the error was met, up to the present week.</param>
    public static WeeksPicture? Of(WeeklyOccurrences series, DateOnly trigger, DateOnly first, int window)
    {
        var whole = series.Comparable;
        var effective = whole.IndexOf(first);
        int[] before = [.. whole.Counts.Take(Math.Max(0, effective))];
        if (before is []) return null;

        var begin = Math.Max(0, effective - MostBefore);
        var weeks = whole.Counts.Skip(begin).Take(effective - begin + window)
            .Select((count, at) => Pictured(whole.First.AddDays(DaysOfWeek * (begin + at)), count));
        var (low, high) = Expected(before);
        return new([.. weeks], low, high);

        PicturedWeek Pictured(DateOnly monday, int count) => new(monday, count, PeriodOf(monday, trigger, first));
    }

    private static WeekPeriod PeriodOf(DateOnly monday, DateOnly trigger, DateOnly first) =>
        monday >= first ? WeekPeriod.Since : monday > trigger ? WeekPeriod.Between : WeekPeriod.Before;

    private static (int Low, int High) Expected(int[] before)
    {
        var mean = before.Average();
        if (mean is 0) return (0, 0);
        var counts = CountDistribution.Of(mean, Math.Max(Dispersion.OfWeeks(before, []).Phi, Dispersion.OfBlocks(before, []).Phi));
        return (Quantile(Outside), Quantile(1 - Outside));

        int Quantile(double share)
        {
            var count = 0;
            while (counts.CumulativeDistribution(count) < share) count++;
            return count;
        }
    }
}
