namespace Improvement.Bot.Statistics;

/// <summary>
/// How far counts scatter beyond chance: variance ÷ mean, pooled within the time before and the time after a change, never across it.
/// Statistics of rates: Pearson's dispersion of a quasi-Poisson model with one mean for each period.
/// </summary>
/// <param name="Raw">Σ (x − mean)² / mean ÷ degrees of freedom; null where there are none.</param>
/// <param name="DegreesOfFreedom">Σ (n − 1) over the periods in which something was counted.</param>
internal sealed record Dispersion(double? Raw, int DegreesOfFreedom)
{
    /// <summary>Weeks in a block: scatter from month to month shows in blocks where weeks hide it.</summary>
    public const int BlockWeeks = 4;

    /// <summary>From how many weeks before on blocks are told.</summary>
    public const int WeeksForBlocks = 8;

    private static readonly Dispersion Unknown = new(null, 0);

    /// <summary>φ, 1 or more: counts that scatter less than chance are taken as chance.</summary>
    public double Phi => Math.Max(1, Raw ?? 1);

    /// <summary>The dispersion of weekly counts.</summary>
    /// <param name="before">Weeks before the change.</param>
    /// <param name="after">Weeks after it.</param>
    public static Dispersion OfWeeks(IReadOnlyList<int> before, IReadOnlyList<int> after) => Pooled(before, after);

    /// <summary>
    /// The dispersion of blocks of four weeks, counted backwards from the end of the time before and forwards from the start of the time
    /// after; incomplete blocks are left out.
    /// </summary>
    /// <inheritdoc cref="OfWeeks" path="/param"/>
    public static Dispersion OfBlocks(IReadOnlyList<int> before, IReadOnlyList<int> after) =>
        before.Count < WeeksForBlocks
            ? Unknown
            : Pooled(Blocks(before, before.Count % BlockWeeks), Blocks(after, 0));

    /// <summary>The dispersion of weekly counts, pooled over the categories of a team, each around its own mean.</summary>
    /// <param name="baselines">What is usual in each category; one without reports tells nothing.</param>
    public static Dispersion OfBaselines(IReadOnlyCollection<RiseBaseline> baselines)
    {
        var freedom = baselines.Where(usual => usual.Total > 0).Sum(usual => usual.Weeks - 1);
        return freedom is 0 ? Unknown : new(baselines.Sum(usual => usual.PearsonSquares) / freedom, freedom);
    }

    private static List<int> Blocks(IReadOnlyList<int> weeks, int start)
    {
        var blocks = new List<int>();
        for (var first = start; first + BlockWeeks <= weeks.Count; first += BlockWeeks)
        {
            var sum = 0;
            for (var week = first; week < first + BlockWeeks; week++) sum += weeks[week];
            blocks.Add(sum);
        }
        return blocks;
    }

    private static Dispersion Pooled(params IReadOnlyList<int>[] periods)
    {
        var (squares, freedom) = (0.0, 0);
        foreach (var counts in periods)
        {
            if (counts.Sum() is not (> 0 and var sum)) continue;
            var mean = (double)sum / counts.Count;
            squares += counts.Sum(count => (count - mean) * (count - mean) / mean);
            freedom += counts.Count - 1;
        }
        return freedom is 0 ? Unknown : new(squares / freedom, freedom);
    }
}
