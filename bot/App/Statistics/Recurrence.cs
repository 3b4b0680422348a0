using MathNet.Numerics.Distributions;

namespace Improvement.Bot.Statistics;

/// <summary>How often a cluster of errors has come back. The first occurrence made the cluster and must not be counted.</summary>
/// <param name="Times">x, occurrences after the first; 0 or more.</param>
/// <param name="Days">t, days since the first; 0 or more.</param>
internal sealed record Returns(int Times, double Days);

/// <summary>
/// What is supposed about how often clusters come back before one has been seen for long: a gamma distribution of the rate a day.
/// </summary>
/// <param name="Shape">a; above 0.</param>
/// <param name="Days">b, the days that the supposition is worth; above 0.</param>
internal sealed record RecurrencePrior(double Shape, double Days)
{
    /// <summary>Clusters from which on a prior can be told from own data.</summary>
    public const int FewestClusters = 30;

    /// <summary>What is supposed without own data: many clusters never come back, few do often.</summary>
    public static RecurrencePrior Default { get; } = new(0.3, 180);

    /// <summary>
    /// The prior of one's own clusters, by the method of moments for Poisson counts with gamma rates: m = Σx/Σt,
    /// V = (Σ(x − m·t)² − m·Σt)/Σt², a = m²/V, b = m/V. Where the rates do not differ beyond chance, the shape stays and b = a/m.
    /// </summary>
    public static RecurrencePrior Of(IReadOnlyCollection<Returns> clusters)
    {
        var (times, days) = (clusters.Sum(each => each.Times), clusters.Sum(each => each.Days));
        if (clusters.Count < FewestClusters || times is 0 || days <= 0) return Default;

        var mean = times / days;
        var excess = clusters.Sum(each => Math.Pow(each.Times - mean * each.Days, 2)) - mean * days;
        var variance = excess / clusters.Sum(each => each.Days * each.Days);
        return variance > 0 ? new(mean * mean / variance, mean / variance) : new(Default.Shape, Default.Shape / mean);
    }
}

/// <summary>
/// How often a cluster is likely to come back within a horizon: gamma-Poisson model, posterior Gamma(a + x, b + t), with limits at 10 % and
/// 90 %.
/// </summary>
/// <param name="Expected">N, the expected number of occurrences; above 0.</param>
/// <param name="ExpectedLower">Its lower limit.</param>
/// <param name="ExpectedUpper">Its upper limit.</param>
/// <param name="Chance">p, the chance of at least one, 0 to 1.</param>
/// <param name="ChanceLower">Its lower limit.</param>
/// <param name="ChanceUpper">Its upper limit.</param>
internal sealed record Recurrence(
    double Expected, double ExpectedLower, double ExpectedUpper, double Chance, double ChanceLower, double ChanceUpper)
{
    /// <summary>H: how far ahead is looked, in days.</summary>
    public const double HorizonDays = 90;

    /// <summary>The recurrence of a cluster.</summary>
    /// <param name="seen">How often it has come back.</param>
    /// <param name="prior">What is supposed.</param>
    /// <param name="dispersion">
    /// φ, variance ÷ mean of the counts; 1 or more. Occurrences that come in bursts come on fewer occasions: the chance of at least one is
    /// that of a horizon shortened to H·ln φ/(φ − 1).
    /// </param>
    public static Recurrence Of(Returns seen, RecurrencePrior prior, double dispersion = 1) =>
        Of(seen, prior, LimitsOf(prior.Shape + seen.Times), dispersion);

    /// <summary>The limits of a gamma distribution of a shape with the rate 1; those of a rate are these divided by it.</summary>
    internal static (double Low, double High) LimitsOf(double shape) =>
        (Gamma.InvCDF(shape, 1, Limits.Low), Gamma.InvCDF(shape, 1, Limits.High));

    /// <inheritdoc cref="Of(Returns, RecurrencePrior, double)"/>
    /// <param name="limits">Those of the shape, by <see cref="LimitsOf"/>.</param>
    internal static Recurrence Of(Returns seen, RecurrencePrior prior, (double Low, double High) limits, double dispersion)
    {
        var (shape, days) = (prior.Shape + seen.Times, prior.Days + seen.Days);
        var (low, high) = (limits.Low / days, limits.High / days);
        var horizon = dispersion > 1 ? HorizonDays * Math.Log(dispersion) / (dispersion - 1) : HorizonDays;
        return new(
            HorizonDays * shape / days, HorizonDays * low, HorizonDays * high,
            1 - Math.Pow(days / (days + horizon), shape), 1 - Math.Exp(-horizon * low), 1 - Math.Exp(-horizon * high));
    }
}

/// <summary>
/// The recurrence of many clusters by one prior. The limits depend on how often a cluster came back, and are costly; they are found once
/// for each number.
/// </summary>
internal sealed class RecurrenceTable(RecurrencePrior prior)
{
    private readonly Dictionary<int, (double Low, double High)> _limits = [];

    /// <summary>The recurrence of a cluster.</summary>
    public Recurrence Of(Returns seen)
    {
        if (!_limits.TryGetValue(seen.Times, out var limits))
        {
            _limits.Add(seen.Times, limits = Recurrence.LimitsOf(prior.Shape + seen.Times));
        }

        return Recurrence.Of(seen, prior, limits, dispersion: 1);
    }
}

/// <summary>The shares at which limits of estimates for priorities are drawn.</summary>
internal static class Limits
{
    /// <summary>One in ten lies below.</summary>
    public const double Low = 0.1;

    /// <summary>One in ten lies above.</summary>
    public const double High = 0.9;
}
