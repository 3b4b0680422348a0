using MathNet.Numerics.Distributions;

namespace Improvement.Bot.Statistics;

/// <summary>
/// Before and after: the difference of two means by Welch (1947), which does not suppose that both scatter alike, widened where points
/// resemble each other.
/// </summary>
/// <param name="Before">Mean of the periods before.</param>
/// <param name="After">Mean of those after.</param>
/// <param name="Interval">After minus before, with its 95 % interval.</param>
/// <param name="HangsTogether">Whether points hang together; null where there are too few to check it.</param>
internal sealed record MeanChange(double Before, double After, ChangeInterval Interval, bool? HangsTogether)
{
    private const int Coefficients = 2;

    /// <summary>The change; null where fewer than eight values are there before or after.</summary>
    /// <inheritdoc cref="InterruptedSeries.Of" path="/param"/>
    public static MeanChange? Of(IReadOnlyList<double?> before, IReadOnlyList<double?> after)
    {
        double[] earlier = [.. before.OfType<double>()], later = [.. after.OfType<double>()];
        if (earlier.Length < InterruptedSeries.FewestPoints || later.Length < InterruptedSeries.FewestPoints) return null;
        var (first, second) = (earlier.Average(), later.Average());
        var dependence = Residuals(earlier, first, later, second);
        var (a, b) = (VarianceOfMean(earlier, first), VarianceOfMean(later, second));
        return new(
            first, second, ChangeInterval.Around(second - first, HalfWidth(a, earlier.Length, b, later.Length, dependence)),
            dependence?.Flag(earlier.Length + later.Length));
    }

    /// <summary>
    /// The change of weekly counts, by the interval of their rate ratio, which knows that counts scatter with their mean; null where fewer
    /// than eight weeks are there before or after, or nothing was counted before.
    /// </summary>
    /// <param name="before">Counts of the weeks before.</param>
    /// <param name="after">Counts of the weeks after.</param>
    public static MeanChange? OfCounts(IReadOnlyList<int> before, IReadOnlyList<int> after)
    {
        if (before.Count < InterruptedSeries.FewestPoints || after.Count < InterruptedSeries.FewestPoints) return null;
        if (RateChange.Between(before, after) is not { Ratio: { } ratio } change) return null;
        var (first, second) = (before.Average(), after.Average());
        double[] earlier = [.. before.Select(count => (double)count)], later = [.. after.Select(count => (double)count)];
        return new(
            first, second, new(first * (ratio - 1), first * (change.Lower - 1), first * (change.Upper - 1)),
            Residuals(earlier, first, later, second)?.Flag(before.Count + after.Count));
    }

    private static SerialDependence? Residuals(double[] earlier, double first, double[] later, double second) =>
        SerialDependence.Of([.. earlier.Select(value => value - first), .. later.Select(value => value - second)]);

    private static double VarianceOfMean(double[] values, double mean) =>
        values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) / values.Length;

    /// <summary>t·√(a + b), widened; the degrees of freedom by Satterthwaite: (a + b)²/(a²/(n₁ − 1) + b²/(n₂ − 1)).</summary>
    private static double HalfWidth(double a, int n1, double b, int n2, SerialDependence? dependence)
    {
        if (dependence is null || a + b is 0) return 0;
        var freedom = (a + b) * (a + b) / ((a * a / (n1 - 1)) + (b * b / (n2 - 1)));
        return StudentT.InvCDF(0, 1, freedom, 0.975) * Math.Sqrt(a + b)
            * SerialDependence.Widening(dependence.Corrected(Coefficients, n1 + n2));
    }
}
