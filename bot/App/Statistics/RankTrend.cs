using MathNet.Numerics.Distributions;

namespace Improvement.Bot.Statistics;

/// <summary>Whether two ordered things rise together: Kendall's tau-b.</summary>
/// <param name="Tau">−1, one always falls when the other rises, to 1.</param>
/// <param name="P">Two-sided p-value of "they have nothing to do with each other", 0 to 1; null with fewer than three answers.</param>
internal sealed record RankTrend(double Tau, double? P)
{
    /// <summary>Waves from which on a trend may be told.</summary>
    public const int FewestWaves = 3;

    /// <summary>
    /// tau-b = (C − D)/√((T − X)(T − Y)), where C and D are pairs in the same and in the opposite order, T all pairs, X and Y those that
    /// are tied in one of the two; p from the normal distribution, with the variance under ties of Kendall (1970, chapter 4). Null where
    /// all are alike in one of the two.
    /// </summary>
    /// <param name="table">A row for each value of the first, such as the wave; in it how often each value of the second was given.</param>
    public static RankTrend? Of(IReadOnlyList<IReadOnlyList<int>> table)
    {
        var rows = table.Select(row => (double)row.Sum()).ToArray();
        var columns = Enumerable.Range(0, table.Count is 0 ? 0 : table[0].Count)
            .Select(column => table.Sum(row => (double)row[column])).ToArray();
        var n = rows.Sum();
        var (pairs, tiedRows, tiedColumns) = (n * (n - 1) / 2, rows.Sum(Pairs), columns.Sum(Pairs));
        if (pairs <= tiedRows || pairs <= tiedColumns) return null;

        var order = Concordance(table);
        var tau = order / Math.Sqrt((pairs - tiedRows) * (pairs - tiedColumns));
        if (n < 3) return new(tau, null);
        var all = n * (n - 1);
        var variance = ((all * (2 * n + 5) - rows.Sum(Long) - columns.Sum(Long)) / 18)
            + (2 * tiedRows * tiedColumns / all)
            + (rows.Sum(Triples) * columns.Sum(Triples) / (9 * all * (n - 2)));
        return new(tau, 2 * Normal.CDF(0, 1, -Math.Abs(order) / Math.Sqrt(variance)));
    }

    /// <summary>Pairs in the same order minus pairs in the opposite one.</summary>
    private static double Concordance(IReadOnlyList<IReadOnlyList<int>> table)
    {
        var order = 0.0;
        var above = new double[table[0].Count];
        foreach (var row in table)
        {
            for (var column = 0; column < row.Count; column++)
            {
                order += row[column] * (above.Take(column).Sum() - above.Skip(column + 1).Sum());
            }
            for (var column = 0; column < row.Count; column++) above[column] += row[column];
        }
        return order;
    }

    private static double Pairs(double t) => t * (t - 1) / 2;

    private static double Triples(double t) => t * (t - 1) * (t - 2);

    private static double Long(double t) => t * (t - 1) * (2 * t + 5);
}
