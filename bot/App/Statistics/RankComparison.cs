using MathNet.Numerics.Distributions;

namespace Improvement.Bot.Statistics;

/// <summary>Two waves of ordered answers compared by their ranks: the test of Mann and Whitney.</summary>
/// <param name="U">Pairs in which the later answer is higher; a tie counts half.</param>
/// <param name="Effect">U/(n₁n₂), the share of pairs in which it is higher, 0 to 1; null where a wave is empty.</param>
/// <param name="Z">Distance from "no difference" in standard deviations, 0 or more; null where it is not defined.</param>
/// <param name="P">Two-sided p-value, 0 to 1; null likewise.</param>
internal sealed record RankComparison(double U, double? Effect, double? Z, double? P)
{
    /// <summary>Answers in each wave from which on the p-value may be told; below, the normal approximation says too much.</summary>
    public const int FewestForP = 8;

    /// <summary>
    /// The comparison, with correction for ties and for continuity: z = (|U − n₁n₂/2| − ½)/√(n₁n₂/12·(N + 1 − Σ(t³−t)/(N(N−1)))), t being
    /// the answers of one value. All alike: z and p are null.
    /// </summary>
    /// <param name="first">How often each value was given in the earlier wave, from the lowest to the highest.</param>
    /// <param name="second">The same of the later wave.</param>
    public static RankComparison Of(IReadOnlyList<int> first, IReadOnlyList<int> second)
    {
        if (first.Count != second.Count) throw new ArgumentException("Both waves have the same values.", nameof(second));
        var (n1, n2) = ((double)first.Sum(), (double)second.Sum());
        var u = Higher(first, second);
        if (n1 is 0 || n2 is 0) return new(u, null, null, null);

        var n = n1 + n2;
        var ties = first.Zip(second, (a, b) => (double)a + b).Sum(t => t * t * t - t);
        var variance = n1 * n2 / 12 * (n + 1 - ties / (n * (n - 1)));
        if (variance <= 0) return new(u, u / (n1 * n2), null, null);
        var z = Math.Max(0, Math.Abs(u - n1 * n2 / 2) - 0.5) / Math.Sqrt(variance);
        return new(u, u / (n1 * n2), z, 2 * Normal.CDF(0, 1, -z));
    }

    private static double Higher(IReadOnlyList<int> first, IReadOnlyList<int> second)
    {
        var (pairs, below) = (0.0, 0.0);
        for (var value = 0; value < first.Count; value++)
        {
            pairs += second[value] * (below + first[value] / 2.0);
            below += first[value];
        }
        return pairs;
    }
}
