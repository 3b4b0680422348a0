namespace Improvement.Bot.Statistics;

/// <summary>
/// Whether an effect could be chance: how often the same adoption dates, dealt out to other units, would show one as large
/// (Fisher's randomisation test).
/// </summary>
/// <param name="Arrangements">Arrangements of the dates that were tried, the observed one among them; 0 where there is no effect.</param>
/// <param name="P">Share of them with an effect as large, 0 to 1; null where there is no effect.</param>
/// <param name="Interval">The effects that the same test does not rule out at 5 %; null where there is none.</param>
/// <param name="TrendP">The same share for what was before the base periods, where nothing may show; null where nothing is known.</param>
internal sealed record PlaceboTest(int Arrangements, double? P, ChangeInterval? Interval, double? TrendP)
{
    /// <summary>Arrangements below which no effect whatever is beyond chance.</summary>
    public const int FewestArrangements = 20;

    private const double Level = 0.05;

    /// <summary>Arrangements up to which all are tried.</summary>
    private const int MostArrangements = 5_000;

    /// <summary>Any number does; the same one gives the same answer again.</summary>
    private const int Seed = 20_260_301;

    /// <summary>Difference of two effects below which they are the same, as a share.</summary>
    private const double Rounding = 1e-9;

    /// <summary>Whether the groups were drifting apart before anybody adopted; null where it cannot be told.</summary>
    public bool? IsDrifting => TrendP is { } p && Arrangements >= FewestArrangements ? p <= Level : null;

    /// <summary>The test.</summary>
    /// <inheritdoc cref="StaggeredEffect.Of" path="/param"/>
    public static PlaceboTest Of(IReadOnlyList<AdoptingUnit> units, int basePeriods, int? window)
    {
        var values = new StaggeredAdoption(units, basePeriods);
        var since = new PeriodsSince(0, window ?? int.MaxValue);
        if (values.Effect(since).Effect is not { } effect) return new(0, null, null, null);

        var use = values.OfUse();
        var before = new PeriodsSince(-2 * basePeriods, -basePeriods);
        var trend = values.Effect(before).Effect;
        var (all, asLarge, trendAsLarge) = (0, 0, 0);
        List<double> lowers = [], uppers = [];
        foreach (var dates in DateArrangements.Of(values.Adopted, MostArrangements, Seed))
        {
            all++;
            var other = values.Effect(dates, since).Effect!.Value; // which cells there are depends on the dates alone
            if (IsAsLarge(other, effect)) asLarge++;
            if (trend is { } drift && IsAsLarge(values.Effect(dates, before).Effect!.Value, drift)) trendAsLarge++;
            var (lower, upper) = NotRuledOut(effect, other, use.Effect(dates, since).Effect!.Value);
            lowers.Add(lower);
            uppers.Add(upper);
        }
        return new(all, (double)asLarge / all, Limits(effect, lowers, uppers), trend is null ? null : (double)trendAsLarge / all);
    }

    private static bool IsAsLarge(double other, double observed) =>
        Math.Abs(other) >= Math.Abs(observed) - (Rounding * Math.Max(1, Math.Abs(observed)));

    /// <summary>
    /// Of all true effects τ those at which an arrangement shows as much as the observed one once τ is subtracted from the cells in use:
    /// |a − τ| ≤ |other − share·τ|. As |share| ≤ 1 it is one interval around a; its ends are where both sides are equal.
    /// </summary>
    private static (double Lower, double Upper) NotRuledOut(double a, double other, double share)
    {
        if (Math.Abs(other - a) <= Rounding && 1 - share <= Rounding) return (double.NegativeInfinity, double.PositiveInfinity);
        var (same, opposite) = (Ratio(a - other, 1 - share), Ratio(a + other, 1 + share));
        return (Math.Min(same, opposite), Math.Max(same, opposite));
    }

    private static double Ratio(double difference, double divisor) =>
        divisor > Rounding ? difference / divisor : difference < 0 ? double.NegativeInfinity : double.PositiveInfinity;

    /// <summary>
    /// The largest interval in which more than 5 % of the arrangements are as large. Each contributes an interval around the effect, so
    /// that fewer and fewer do to either side.
    /// </summary>
    private static ChangeInterval Limits(double effect, List<double> lowers, List<double> uppers)
    {
        var needed = (int)Math.Floor(Level * lowers.Count + Rounding);
        lowers.Sort();
        uppers.Sort();
        return new(effect, lowers[needed], uppers[^(needed + 1)]);
    }
}
