namespace Improvement.Bot.Statistics;

/// <summary>
/// How long a fix is to be watched, said before it starts, and what could be proven by then. From the power of a comparison of two
/// overdispersed Poisson rates on the log scale.
/// </summary>
/// <param name="Weeks">Weeks to watch, 8 to 26.</param>
/// <param name="IsReachable">Whether the promised reduction can be proven by then.</param>
/// <param name="LargestProvableRatio">
/// The largest ratio of rates, in steps of 0.05, that can be proven by then: 0.3 is a fall to 30 %. Null where no fall can be proven.
/// </param>
internal sealed record WatchWindow(int Weeks, bool IsReachable, double? LargestProvableRatio)
{
    /// <summary>Fewest weeks to watch.</summary>
    public const int Fewest = 8;

    /// <summary>Most weeks to watch: 180 days.</summary>
    public const int Most = 26;

    /// <summary>
    /// Standard errors that a promised change must span on the log scale: 1.96 for the interval, the rest for a fair chance to find it.
    /// </summary>
    private const double StandardErrors = 3.5;

    private const int Steps = 20;

    /// <summary>The window for a promised reduction.</summary>
    /// <param name="baseline">What was counted before; nothing counted means that nothing can be proven.</param>
    /// <param name="dispersion">φ, variance ÷ mean of the weekly counts; 1 or more.</param>
    /// <param name="promised">The promised ratio of rates; above 0, below 1.</param>
    public static WatchWindow For(WeeklyCount baseline, double dispersion, double promised)
    {
        if (promised is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(promised), promised, "A ratio between 0 and 1.");
        var weeks = Expected(promised) is { } needed ? Math.Ceiling(needed / baseline.Rate) : double.PositiveInfinity;
        var window = (int)Math.Clamp(weeks, Fewest, Most);
        return new(window, weeks <= Most, LargestWithin(window * baseline.Rate));

        // Occurrences that would be expected, without a change, in a window just long enough; null where none is.
        double? Expected(double ratio)
        {
            if (baseline.Events is 0) return null;
            var slack = Math.Pow(Math.Log(ratio) / StandardErrors, 2) / dispersion - 1.0 / baseline.Events;
            return slack > 0 ? 1 / ratio / slack : null;
        }

        double? LargestWithin(double expected)
        {
            for (var step = Steps - 1; step > 0; step--)
            {
                if (Expected((double)step / Steps) is { } needed && needed <= expected) return (double)step / Steps;
            }
            return null;
        }
    }
}
