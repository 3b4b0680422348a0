using MathNet.Numerics.Distributions;

namespace Improvement.Bot.Statistics;

/// <summary>How an effect is measured.</summary>
internal enum EffectDesign
{
    /// <summary>The mean before against the mean after.</summary>
    BeforeAfter,

    /// <summary>An interrupted time series.</summary>
    Interrupted,

    /// <summary>Difference-in-differences with those that have not adopted yet.</summary>
    Compared,
}

/// <summary>A case that is simulated.</summary>
/// <param name="Points">Weeks before, and as many after; of a comparison, units.</param>
/// <param name="Dependence">True correlation of each value with the one before, 0 to below 1.</param>
internal sealed record EffectCase(EffectDesign Design, int Points, double Dependence);

/// <summary>How often the verdicts on a simulated case were right; shares are 0 to 1.</summary>
/// <param name="FalseImproved">Of changes without effect: called improved.</param>
/// <param name="FalseWorse">Of changes without effect: called worse.</param>
/// <param name="Coverage">Of changes without effect: the interval holds 0.</param>
/// <param name="Found">Of changes by two standard deviations: called improved.</param>
internal sealed record EffectFigures(EffectCase Case, double FalseImproved, double FalseWorse, double Coverage, double Found);

/// <summary>
/// Checks the verdict on effects by simulation: normal values with a standard deviation of 1 around a level that stays, or falls by 2;
/// the smallest change that matters is 1.
/// </summary>
/// <param name="runs">Runs of each case.</param>
/// <param name="seed">Same seed, same figures.</param>
internal sealed class EffectSimulation(int runs, int seed)
{
    private const double Effect = -2;
    private const int Periods = 10, BasePeriods = 3, FirstAdoption = 5, LastAdoption = 6;

    private static readonly EffectPromise Promise = new(LowerIsBetter: true, 1);

    /// <summary>The cases of the published table.</summary>
    public static IEnumerable<EffectCase> Cases =>
    [
        .. from design in (EffectDesign[])[EffectDesign.BeforeAfter, EffectDesign.Interrupted]
           from points in (int[])[8, 12, 26]
           from dependence in (double[])[0, 0.3, 0.6]
           select new EffectCase(design, points, dependence),
        .. from units in (int[])[6, 8]
           from dependence in (double[])[0, 0.6]
           select new EffectCase(EffectDesign.Compared, units, dependence),
    ];

    /// <summary>Simulates a case.</summary>
    public EffectFigures Play(EffectCase which)
    {
        var random = new Random(seed);
        var (improved, worse, covered, found) = (0, 0, 0, 0);
        for (var run = 0; run < runs; run++)
        {
            var nothing = Find(which, 0, random);
            if (nothing.Verdict is EffectVerdict.Improved) improved++;
            if (nothing.Verdict is EffectVerdict.Worse) worse++;
            if (nothing.Change is { Lower: <= 0, Upper: >= 0 }) covered++;
            if (Find(which, Effect, random).Verdict is EffectVerdict.Improved) found++;
        }
        return new(which, (double)improved / runs, (double)worse / runs, (double)covered / runs, (double)found / runs);
    }

    private static EffectFinding Find(EffectCase which, double effect, Random random)
    {
        if (which.Design is EffectDesign.Compared) return EffectRule.Compared(Units(which, effect, random), BasePeriods, null, Promise);
        var series = Series(2 * which.Points, which.Dependence, random);
        double?[] before = [.. series.Take(which.Points)], after = [.. series.Skip(which.Points).Select(value => value + effect)];
        return which.Design is EffectDesign.BeforeAfter
            ? EffectRule.BeforeAfter(before, after, Promise)
            : EffectRule.Interrupted(before, after, Promise);
    }

    /// <summary>Half of the units adopt, one after the other at two dates.</summary>
    private static List<AdoptingUnit> Units(EffectCase which, double effect, Random random)
    {
        var units = new List<AdoptingUnit>();
        for (var unit = 0; unit < which.Points; unit++)
        {
            int? start = unit % 2 is 0 ? null : unit % 4 is 1 ? FirstAdoption : LastAdoption;
            var values = Series(Periods, which.Dependence, random);
            for (var period = start ?? Periods; period < Periods; period++) values[period] += effect;
            units.Add(new(values, start));
        }
        return units;
    }

    private static double[] Series(int length, double dependence, Random random)
    {
        var values = new double[length];
        for (var at = 0; at < length; at++)
        {
            var drawn = Normal.Sample(random, 0, 1);
            values[at] = at is 0 ? drawn : (dependence * values[at - 1]) + (Math.Sqrt(1 - (dependence * dependence)) * drawn);
        }
        return values;
    }
}
