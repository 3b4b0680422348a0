using System.Runtime.InteropServices;

namespace Improvement.Bot.Statistics;

/// <summary>A unit, such as a team, that may have adopted something.</summary>
/// <param name="Values">A value a period; as many for every unit.</param>
/// <param name="AdoptedAt">The first period in which it was in use, counted from 0; null for never.</param>
internal sealed record AdoptingUnit(IReadOnlyList<double> Values, int? AdoptedAt);

/// <summary>
/// Difference-in-differences where units adopt at different times. Each unit and period in use is a cell: its value minus the mean of the
/// unit's own K periods before, minus the same of those that had not adopted by then (Callaway and Sant'Anna 2021; never two-way fixed
/// effects, which compare adopters with earlier adopters). The effect is the mean of the cells.
/// </summary>
/// <param name="Effect">Mean of the cells, in the unit of the values; null where no cell has a comparison.</param>
/// <param name="Cells">How many cells.</param>
/// <param name="FewestComparisons">Units that the cell with the fewest was compared with.</param>
internal sealed record StaggeredEffect(double? Effect, int Cells, int FewestComparisons)
{
    /// <summary>The effect.</summary>
    /// <param name="units">The units.</param>
    /// <param name="basePeriods">K, periods before the adoption that are its base; whoever adopted earlier than that is left out.</param>
    /// <param name="window">Periods in use that count; null for all.</param>
    public static StaggeredEffect Of(IReadOnlyList<AdoptingUnit> units, int basePeriods, int? window) =>
        new StaggeredAdoption(units, basePeriods).Effect(new(0, window ?? int.MaxValue));
}

/// <summary>Periods that count, from the adoption: from one, negative before it, to before another.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PeriodsSince(int From, int To);

/// <summary>The values of units, summed up so that the effect of many arrangements of adoption dates is found quickly.</summary>
internal sealed class StaggeredAdoption
{
    /// <summary>Adopted by none of the periods.</summary>
    private const int Never = int.MaxValue;

    private readonly int _base;

    /// <summary>Of each unit the sum of its values before each period.</summary>
    private readonly double[][] _sums;

    private readonly int _periods;

    /// <summary>The units as they are.</summary>
    public StaggeredAdoption(IReadOnlyList<AdoptingUnit> units, int basePeriods)
        : this([.. units.Select(unit => unit.Values)], [.. units.Select(unit => unit.AdoptedAt ?? Never)], basePeriods)
    {
    }

    private StaggeredAdoption(IReadOnlyList<IReadOnlyList<double>> values, int[] adopted, int basePeriods)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(basePeriods, 1);
        _periods = values.Count is 0 ? 0 : values[0].Count;
        if (values.Any(unit => unit.Count != _periods)) throw new ArgumentException("Every unit has as many periods.", nameof(values));
        (Adopted, _base, _sums) = (adopted, basePeriods, [.. values.Select(Sums)]);
    }

    /// <summary>When each unit adopted.</summary>
    public int[] Adopted { get; }

    /// <summary>The effect with the dates as they are.</summary>
    public StaggeredEffect Effect(PeriodsSince which) => Effect(Adopted, which);

    /// <summary>The effect if the units had adopted at other dates.</summary>
    /// <param name="adopted">A date for each unit.</param>
    /// <param name="which">Which periods count.</param>
    public StaggeredEffect Effect(int[] adopted, PeriodsSince which)
    {
        var (sum, cells, fewest) = (0.0, 0, int.MaxValue);
        for (var unit = 0; unit < adopted.Length; unit++)
        {
            if (adopted[unit] is Never || adopted[unit] < _base) continue;
            var start = adopted[unit];
            var end = (int)Math.Min(_periods, (long)start + which.To);
            for (var period = Math.Max(0, start + which.From); period < end; period++)
            {
                var (others, number) = Comparison(adopted, start, period);
                if (number is 0) continue;
                sum += Change(unit, start, period) - (others / number);
                (cells, fewest) = (cells + 1, Math.Min(fewest, number));
            }
        }
        return cells is 0 ? new(null, 0, 0) : new(sum / cells, cells, fewest);
    }

    /// <summary>The same units with 1 in each period in use and 0 before: what a change of 1 in them does to an effect.</summary>
    public StaggeredAdoption OfUse() => new(
        [.. Adopted.Select(start => Enumerable.Range(0, _periods).Select(period => period >= start ? 1.0 : 0).ToArray())], Adopted, _base);

    /// <summary>The changes of all units that had not adopted by a period, and how many they are.</summary>
    private (double Sum, int Number) Comparison(int[] adopted, int start, int period)
    {
        var (sum, number, by) = (0.0, 0, Math.Max(start, period));
        for (var other = 0; other < adopted.Length; other++)
        {
            if (adopted[other] <= by) continue;
            sum += Change(other, start, period);
            number++;
        }
        return (sum, number);
    }

    /// <summary>A value minus the mean of the K periods before the start.</summary>
    private double Change(int unit, int start, int period) =>
        _sums[unit][period + 1] - _sums[unit][period] - ((_sums[unit][start] - _sums[unit][start - _base]) / _base);

    private static double[] Sums(IReadOnlyList<double> values)
    {
        var sums = new double[values.Count + 1];
        for (var period = 0; period < values.Count; period++) sums[period + 1] = sums[period] + values[period];
        return sums;
    }
}
