namespace Improvement.Bot.Statistics;

/// <summary>
/// What is usual for a category: up to a year of weeks that ends five weeks before the judged one, on a scale where the spread does not
/// depend on the rate (variance-stabilising square root of Anscombe, 2·√(x + 3/8)).
/// </summary>
/// <param name="Weeks">How many weeks, 8 to 52.</param>
/// <param name="MeanCount">Mean of the counts themselves, a week.</param>
/// <param name="Mean">Mean on the root scale.</param>
/// <param name="SumOfSquares">Σ e², e being the residuals on the root scale.</param>
/// <param name="LagProducts">Σ e_t·e_(t−1), for the lag-1 correlation.</param>
internal sealed record RiseBaseline(int Weeks, double MeanCount, double Mean, double SumOfSquares, double LagProducts)
{
    /// <summary>Fewest weeks that say what is usual.</summary>
    public const int Fewest = 8;

    /// <summary>Most weeks: a year.</summary>
    public const int Most = 52;

    /// <summary>Weeks left out between the baseline and the judged week, so that a rise that is under way is not called usual.</summary>
    public const int Gap = 4;

    /// <summary>Index of the first week that can be judged: the 13th.</summary>
    public const int FirstJudged = Fewest + Gap;

    /// <summary>Reports in these weeks.</summary>
    public int Total { get; private init; }

    /// <summary>Σ (x − mean)² ÷ mean of the counts themselves, for their dispersion; 0 where nothing was counted.</summary>
    public double PearsonSquares { get; private init; }

    /// <summary>Sample variance on the root scale; about 1 for counts that scatter by chance alone.</summary>
    public double Variance => SumOfSquares / (Weeks - 1);

    /// <summary>The value of a count on the root scale.</summary>
    public static double Root(int count) => 2 * Math.Sqrt(count + 3.0 / 8);

    /// <summary>The baseline of a judged week.</summary>
    /// <param name="counts">The counts of all weeks.</param>
    /// <param name="roots">The same on the root scale.</param>
    /// <param name="week">Index of the judged week; <see cref="FirstJudged"/> or later.</param>
    public static RiseBaseline Before(IReadOnlyList<int> counts, double[] roots, int week)
    {
        var (from, to) = (Math.Max(0, week - Gap - Most), week - Gap);
        var (sum, sumOfSquares, sumOfRoots) = (0, 0.0, 0.0);
        for (var at = from; at < to; at++)
        {
            sum += counts[at];
            sumOfSquares += (double)counts[at] * counts[at];
            sumOfRoots += roots[at];
        }
        var (weeks, mean) = (to - from, sumOfRoots / (to - from));

        var (squares, products, previous) = (0.0, 0.0, 0.0);
        for (var at = from; at < to; at++)
        {
            var residual = roots[at] - mean;
            squares += residual * residual;
            products += residual * previous;
            previous = residual;
        }
        return new(weeks, (double)sum / weeks, mean, squares, products)
        {
            Total = sum,
            PearsonSquares = sum is 0 ? 0 : Math.Max(0, sumOfSquares * weeks / sum - sum),
        };
    }
}
