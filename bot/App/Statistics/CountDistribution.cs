using MathNet.Numerics.Distributions;

namespace Improvement.Bot.Statistics;

/// <summary>
/// Counts of independent periods: Poisson, or negative binomial with the same mean where variance ÷ mean is more than 1.
/// </summary>
internal sealed class CountDistribution
{
    /// <summary>Counts rarer than this are not drawn.</summary>
    private const double Negligible = 1e-12;

    private readonly double[] _cumulative;

    /// <param name="mean">Mean count of a period; above 0.</param>
    /// <param name="dispersion">φ, variance ÷ mean; 1 or more.</param>
    public CountDistribution(double mean, double dispersion)
    {
        var counts = Of(mean, dispersion);
        var cumulative = new List<double>();
        do cumulative.Add(counts.CumulativeDistribution(cumulative.Count)); while (cumulative[^1] < 1 - Negligible);
        _cumulative = [.. cumulative];
    }

    /// <summary>The distribution as the library has it.</summary>
    /// <inheritdoc cref="CountDistribution(double, double)" path="/param"/>
    public static IDiscreteDistribution Of(double mean, double dispersion) =>
        dispersion > 1 ? new NegativeBinomial(mean / (dispersion - 1), 1 / dispersion) : new Poisson(mean);

    /// <summary>The counts of some periods, drawn by inversion.</summary>
    /// <param name="periods">How many.</param>
    /// <param name="random">Chance, seeded by who calls.</param>
    public int[] Draw(int periods, Random random)
    {
        var counts = new int[periods];
        for (var at = 0; at < periods; at++)
        {
            var found = Array.BinarySearch(_cumulative, random.NextDouble());
            counts[at] = Math.Min(found < 0 ? ~found : found + 1, _cumulative.Length - 1);
        }
        return counts;
    }
}
