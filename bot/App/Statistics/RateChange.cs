namespace Improvement.Bot.Statistics;

/// <summary>
/// How a weekly rate changed between two periods, with the interval that a verdict is read from: the wider, at each end, of the mid-p
/// intervals of the rate ratio with the dispersion of weeks and with that of four-week blocks.
/// </summary>
/// <param name="Ratio">Rate after ÷ rate before; null where nothing was counted before.</param>
/// <param name="Lower">The smallest ratio that fits, at 95 %; 0 or more.</param>
/// <param name="Upper">The largest one; positive infinity where nothing was counted before.</param>
/// <param name="PhiOfWeeks">Dispersion of the weeks; 1 or more.</param>
/// <param name="PhiOfBlocks">Dispersion of the blocks; 1 or more.</param>
internal sealed record RateChange(double? Ratio, double Lower, double Upper, double PhiOfWeeks, double PhiOfBlocks)
{
    /// <summary>Below it a dispersion is too uncertain to bring its own degrees of freedom.</summary>
    private const int FewestDegreesOfBlocks = 4;

    /// <summary>The change between two periods; null where nothing was counted or the dispersion cannot be told.</summary>
    /// <param name="before">Counts of the weeks before.</param>
    /// <param name="after">Counts of the weeks after.</param>
    public static RateChange? Between(IReadOnlyList<int> before, IReadOnlyList<int> after)
    {
        if (before is [] || after is []) return null;
        var (weeks, blocks) = (Dispersion.OfWeeks(before, after), Dispersion.OfBlocks(before, after));
        if (weeks.DegreesOfFreedom is 0) return null;
        var freedomOfBlocks = blocks.DegreesOfFreedom < FewestDegreesOfBlocks ? weeks.DegreesOfFreedom : blocks.DegreesOfFreedom;

        var (x, y) = (WeeklyCount.Of(before), WeeklyCount.Of(after));
        return RateRatio.Of(x, y, weeks.Phi, weeks.DegreesOfFreedom) is { } byWeeks
            && RateRatio.Of(x, y, blocks.Phi, freedomOfBlocks) is { } byBlocks
                ? new(
                    byWeeks.Ratio,
                    Math.Min(byWeeks.Lower, byBlocks.Lower),
                    Math.Max(byWeeks.Upper, byBlocks.Upper),
                    weeks.Phi,
                    blocks.Phi)
                : null;
    }
}
