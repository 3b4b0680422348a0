using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Improvement.Bot.Statistics;

/// <summary>Events counted over a stretch of whole weeks.</summary>
/// <param name="Events">How many; 0 or more.</param>
/// <param name="Weeks">Over how many weeks; 1 or more.</param>
internal sealed record WeeklyCount(int Events, int Weeks)
{
    /// <summary>Events a week.</summary>
    public double Rate => (double)Events / Weeks;

    /// <summary>The sum of weekly counts.</summary>
    /// <param name="weeks">The counts of the weeks, a number each.</param>
    public static WeeklyCount Of(IReadOnlyCollection<int> weeks) => new(weeks.Sum(), weeks.Count);
}

/// <summary>
/// The ratio of two rates, after to before, with its confidence interval. Statistics of rates: mid-p interval of a ratio of two Poisson
/// rates, widened by the dispersion of the counts (quasi-Poisson).
/// </summary>
/// <param name="Ratio">Rate after ÷ rate before; null where nothing was counted before, as it is not defined then.</param>
/// <param name="Lower">The smallest ratio that fits the counts; 0 where nothing was counted after.</param>
/// <param name="Upper">The largest one; positive infinity, no upper limit, where nothing was counted before.</param>
/// <param name="P">Two-sided p-value of "no change", 0 to 1.</param>
internal sealed record RateRatio(double? Ratio, double Lower, double Upper, double P)
{
    /// <summary>Relative width at which the search for a limit ends.</summary>
    private const double Accuracy = 1e-12;

    /// <summary>
    /// The interval of two counts; null where nothing was counted in either stretch. With x = X/φ, y = Y/φ the tail probability is
    /// M(p) = ½·[I_p(y, x+1) + I_p(y+1, x)], I being the regularised incomplete beta function, and p the share of all events that a ratio
    /// expects after. The lower limit is where M = a, the upper where M = 1 − a.
    /// </summary>
    /// <param name="before">The count before.</param>
    /// <param name="after">The count after.</param>
    /// <param name="dispersion">φ, variance ÷ mean of the counts; 1 or more.</param>
    /// <param name="degreesOfFreedom">Of φ, where it is estimated; null where it is known.</param>
    /// <param name="level">Confidence, such as 0.95.</param>
    public static RateRatio? Of(
        WeeklyCount before, WeeklyCount after, double dispersion = 1, int? degreesOfFreedom = null, double level = 0.95)
    {
        if (before.Events + after.Events is 0) return null;
        var (x, y) = (before.Events / dispersion, after.Events / dispersion);
        var (tail, middle) = (TailProbability(level, degreesOfFreedom), MidPTail(x, y, (double)after.Weeks / (after.Weeks + before.Weeks)));
        var longer = (double)before.Weeks / after.Weeks;
        return new(
            before.Events is 0 ? null : after.Rate / before.Rate,
            LowestOdds(x, y, tail) * longer,
            longer / LowestOdds(y, x, tail),
            2 * Math.Min(middle, 1 - middle));
    }

    /// <summary>
    /// The odds p/(1 − p) at which M(p) = tail, by bisection; 0 where nothing was counted after. The upper limit is that of the counts
    /// exchanged, turned round: so a tail of 10⁻³⁰, as few degrees of freedom have it, is as exact as one of 0.025.
    /// </summary>
    private static double LowestOdds(double x, double y, double tail)
    {
        if (y is 0) return 0;
        var (low, high) = (0.0, 1.0);
        while (high - low > Accuracy * high)
        {
            var middle = (low + high) / 2;
            if (MidPTail(x, y, middle) < tail) low = middle;
            else high = middle;
        }
        return high / (1 - high);
    }

    /// <summary>The mid-p tail M(p): probability that a share p of the events gives more than y after, plus half of exactly y.</summary>
    private static double MidPTail(double x, double y, double p) => (BetaRegularized(y, x + 1, p) + BetaRegularized(y + 1, x, p)) / 2;

    /// <summary>I_p(a, b), with its limits 1 at a = 0 and 0 at b = 0, which the library leaves out.</summary>
    private static double BetaRegularized(double a, double b, double p) =>
        a is 0 ? 1 : b is 0 ? 0 : SpecialFunctions.BetaRegularized(a, b, p);

    /// <summary>
    /// The probability a left out at either end: (1 − level)/2, or less where φ is estimated, namely the normal tail beyond Student's
    /// quantile.
    /// </summary>
    private static double TailProbability(double level, int? degreesOfFreedom) => degreesOfFreedom is { } freedom
        ? Normal.CDF(0, 1, -StudentT.InvCDF(0, 1, freedom, (1 + level) / 2))
        : (1 - level) / 2;
}
