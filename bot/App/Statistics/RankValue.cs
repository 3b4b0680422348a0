using MathNet.Numerics.Distributions;

namespace Improvement.Bot.Statistics;

/// <summary>One factor of a rank, with limits at 10 % and 90 %.</summary>
/// <param name="Mean">What is expected; above 0.</param>
/// <param name="Lower">Its lower limit; at most the mean.</param>
/// <param name="Upper">Its upper limit; at least the mean.</param>
internal sealed record RankFactor(double Mean, double Lower, double Upper)
{
    /// <summary>How many times as much and as little is taken for possible where nobody said limits.</summary>
    public const double Unknown = 4;

    // A lower limit near 0 would make the interval of the whole as wide as one likes; nobody knows such a limit.
    private const double LeastShare = 1.0 / 1000;

    /// <summary>A factor of which only the mean is known or assumed: a quarter to four times of it.</summary>
    public static RankFactor Of(double mean) => new(mean, mean / Unknown, mean * Unknown);

    /// <summary>The standard deviation of its logarithm: ln(upper/lower)/(2·z), as both limits are z of them from the middle.</summary>
    internal double LogDeviation => Math.Log(Upper / Math.Max(Lower, Mean * LeastShare)) / (2 * RankValue.LimitDeviations);
}

/// <summary>
/// What it is worth to act on something: expected number in 90 days × mean loss × chance that the action works ÷ effort, in hours saved for
/// each hour of effort. It is an order of work and no forecast. The limits, at 10 % and 90 %, are those of a product of independent
/// log-normal factors: value·exp(±z·s), s² = Σ (ln(upper/lower)/(2·z))².
/// </summary>
/// <param name="Value">Above 0.</param>
/// <param name="LogDeviation">s, the standard deviation of its logarithm; 0 or more.</param>
internal sealed record RankValue(double Value, double LogDeviation)
{
    /// <summary>z of the limits: 1.2816 at 10 % and 90 %.</summary>
    internal static readonly double LimitDeviations = Normal.InvCDF(0, 1, Limits.High);

    /// <summary>z of the lower quartile.</summary>
    private const double QuartileDeviations = 0.6745;

    // Between these the data do not say which of two is worth more.
    private const double EqualFrom = 0.2, EqualTo = 0.8;

    /// <summary>Its lower limit.</summary>
    public double Lower => Value * Math.Exp(-LimitDeviations * LogDeviation);

    /// <summary>Its upper limit.</summary>
    public double Upper => Value * Math.Exp(LimitDeviations * LogDeviation);

    /// <summary>
    /// By what it is put in order: the lower quartile. What is known less well has a wider interval and stands behind what is known better
    /// of the same value, so that an assumption never outranks a measurement.
    /// </summary>
    public double LowerQuartile => Value * Math.Exp(-QuartileDeviations * LogDeviation);

    /// <summary>The value of four factors.</summary>
    /// <param name="expected">Occurrences within 90 days.</param>
    /// <param name="loss">Hours lost with each.</param>
    /// <param name="works">The chance that the action works.</param>
    /// <param name="effort">Hours that it takes.</param>
    public static RankValue Of(RankFactor expected, RankFactor loss, RankFactor works, RankFactor effort)
    {
        RankFactor[] all = [expected, loss, works, effort];
        return new(
            expected.Mean * loss.Mean * works.Mean / effort.Mean, Math.Sqrt(all.Sum(each => each.LogDeviation * each.LogDeviation)));
    }

    /// <summary>
    /// The chance that it is worth more than another: Φ((ln V − ln V')/√(s² + s'²)); a half where both are the same for sure.
    /// </summary>
    public double ChanceAbove(RankValue other)
    {
        var scatter = Math.Sqrt(LogDeviation * LogDeviation + other.LogDeviation * other.LogDeviation);
        var lead = Math.Log(Value / other.Value);
        return scatter > 0 ? Normal.CDF(0, 1, lead / scatter) : lead > 0 ? 1 : lead < 0 ? 0 : 0.5;
    }

    /// <summary>Whether the two are about equal: the chance that one is worth more lies between 0.2 and 0.8.</summary>
    public bool IsAboutEqualTo(RankValue other) => ChanceAbove(other) is >= EqualFrom and <= EqualTo;
}
