using MathNet.Numerics.Distributions;

namespace Improvement.Bot.Statistics;

/// <summary>
/// How much a share must change between two waves to be found: what can be expected of so few answers, said before anybody hopes for more.
/// </summary>
internal static class ProvableChange
{
    /// <summary>A change counts as provable if it is found in so many of a hundred cases.</summary>
    public const double Power = 0.8;

    private const int Percent = 100;

    /// <summary>The largest rise from one half that leaves somebody of another opinion.</summary>
    private const int Largest = 49;

    /// <summary>
    /// The smallest rise from one half, in whole hundredths, that the interval of Newcombe tells from no change with a power of 80 %;
    /// null where a rise to anything short of all is not. One half is where a change is hardest to see. By enumeration of all results, so
    /// exact: 47 at 12 answers in each wave, 39 at 20, 30 at 40, 22 at 80, none at 10.
    /// </summary>
    /// <param name="first">Answers in the earlier wave.</param>
    /// <param name="second">Answers in the later wave.</param>
    public static int? Points(int first, int second)
    {
        if (first is 0 || second is 0) return null;
        var fewest = FewestProvable(first, second);
        var (low, high) = (0, Largest + 1);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (PowerOf(first, second, fewest, 0.5, 0.5 + (double)middle / Percent) >= Power) high = middle;
            else low = middle;
        }
        return high > Largest ? null : high;
    }

    /// <summary>
    /// The chance that a rise from one share to another is told from no change, 0 to 1: 0.14, 0.13, 0.29, 0.50, 0.80 for 0.6 to 0.8 at
    /// 8, 10, 20, 40, 80 answers in each wave.
    /// </summary>
    /// <param name="first">Answers in the earlier wave; 1 or more.</param>
    /// <param name="second">Answers in the later wave; 1 or more.</param>
    /// <param name="from">The share of the earlier wave, 0 to 1.</param>
    /// <param name="to">The share of the later wave, 0 to 1.</param>
    public static double PowerOf(int first, int second, double from, double to) =>
        PowerOf(first, second, FewestProvable(first, second), from, to);

    private static double PowerOf(int first, int second, int?[] fewest, double from, double to)
    {
        var power = 0.0;
        for (var x = 0; x <= first; x++)
        {
            if (fewest[x] is { } y) power += Binomial.PMF(from, first, x) * (1 - (y is 0 ? 0 : Binomial.CDF(to, second, y - 1)));
        }
        return power;
    }

    /// <summary>
    /// For each number of favourable answers in the earlier wave the smallest one in the later wave that proves a rise; null for none. It
    /// grows with the earlier one, so that one walk finds them all.
    /// </summary>
    private static int?[] FewestProvable(int first, int second)
    {
        var fewest = new int?[first + 1];
        var y = 0;
        for (var x = 0; x <= first; x++)
        {
            var before = Share.Wilson(x, first)!;
            while (y <= second && ShareChange.Between(before, Share.Wilson(y, second)!).Lower <= 0) y++;
            fewest[x] = y > second ? null : y;
        }
        return fewest;
    }
}
