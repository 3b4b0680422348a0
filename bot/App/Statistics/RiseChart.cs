namespace Improvement.Bot.Statistics;

/// <summary>
/// The control chart of one category: an exponentially weighted moving average (EWMA) of its weekly counts on the root scale, against a
/// limit above what is usual. Plain EWMA charts of counts alarm too often, as counts are skewed and the mean is estimated; hence the scale,
/// the borrowed variance and the term for the uncertain mean.
/// </summary>
internal sealed class RiseChart(IReadOnlyList<int> counts)
{
    /// <summary>λ, the weight of the newest week.</summary>
    public const double Weight = 0.3;

    /// <summary>Weeks without a further alarm after one.</summary>
    public const int SilentWeeks = 8;

    /// <summary>Variance on the root scale that is supposed before there are data: a little above chance.</summary>
    public const double PriorVariance = 1.5;

    /// <summary>How many weeks of data that supposition is worth.</summary>
    public const double PriorWeight = 16;

    private readonly double[] _roots = [.. counts.Select(RiseBaseline.Root)];
    private int _silentUntil = -1;

    /// <summary>The moving average on the root scale; null until the first judged week.</summary>
    public double? Average { get; private set; }

    /// <summary>The limit of the week that was judged last, on the root scale; null until then.</summary>
    public double? Limit { get; private set; }

    /// <summary>What is usual, as seen from a week.</summary>
    /// <param name="week">Index of the week; <see cref="RiseBaseline.FirstJudged"/> or later.</param>
    public RiseBaseline Baseline(int week) => RiseBaseline.Before(counts, _roots, week);

    /// <summary>Takes in the next week; weeks are given in order from <see cref="RiseBaseline.FirstJudged"/> on.</summary>
    /// <param name="week">Index of the week.</param>
    /// <param name="usual">The baseline of this week.</param>
    /// <param name="team">What is borrowed from the team's other categories.</param>
    /// <param name="limitWidth">L, standard errors between what is usual and the limit: <see cref="AlarmBudget.LimitWidth"/>.</param>
    /// <param name="isWatched">Whether there may be an alarm.</param>
    /// <returns>Whether there is an alarm.</returns>
    public bool Judge(int week, RiseBaseline usual, TeamScatter team, double limitWidth, bool isWatched = true)
    {
        Advance(week);
        Limit = usual.Mean + limitWidth * StandardError(usual, team);
        if (!isWatched || week <= _silentUntil || Average <= Limit) return false;

        Restart(week, usual);
        return true;
    }

    /// <summary>Takes in the next week, of which it is known already whether there was an alarm.</summary>
    /// <param name="week">Index of the week.</param>
    /// <param name="usual">The baseline of this week.</param>
    /// <param name="wasAlarm">Whether an alarm was raised for it.</param>
    public void Follow(int week, RiseBaseline usual, bool wasAlarm)
    {
        Advance(week);
        if (wasAlarm) Restart(week, usual);
    }

    private void Advance(int week) =>
        Average = Weight * _roots[week] + (1 - Weight) * (Average ?? _roots.Take(RiseBaseline.Fewest).Average());

    private void Restart(int week, RiseBaseline usual) => (Average, _silentUntil) = (usual.Mean, week + SilentWeeks);

    /// <summary>
    /// The standard error of average minus mean: √(s²·[λ/(2−λ)·(1+q)/(1−q) + (1/n)·(1+r)/(1−r)]), q = r·(1−λ), with s² between the
    /// category's own variance and the team's.
    /// </summary>
    private static double StandardError(RiseBaseline usual, TeamScatter team)
    {
        var variance = (PriorWeight * team.Variance + usual.SumOfSquares) / (PriorWeight + usual.Weeks - 1);
        var (ofMean, ofAverage) = (team.Correlation, team.Correlation * (1 - Weight));
        return Math.Sqrt(
            variance * (Weight / (2 - Weight) * Inflation(ofAverage) + Inflation(ofMean) / usual.Weeks));
    }

    private static double Inflation(double correlation) => (1 + correlation) / (1 - correlation);
}

/// <summary>What a team's watched categories have in common, on the root scale.</summary>
/// <param name="Variance">The variance towards which each category's own is drawn.</param>
/// <param name="Correlation">Correlation of a week with the week before, 0 to 0.6.</param>
internal sealed record TeamScatter(double Variance, double Correlation)
{
    /// <summary>Beyond it the limit would be out of reach.</summary>
    public const double HighestCorrelation = 0.6;

    /// <summary>
    /// Pooled over the baselines of the watched categories of one week. One category alone, or none, borrows no variance but the supposed
    /// one.
    /// </summary>
    public static TeamScatter Of(IReadOnlyCollection<RiseBaseline> watched)
    {
        if (watched.Count is 0) return new(RiseChart.PriorVariance, 0);
        var (weeks, squares) = (watched.First().Weeks, watched.Sum(usual => usual.SumOfSquares));
        var freedom = watched.Count * (weeks - 1);
        var variance = watched.Count is 1
            ? RiseChart.PriorVariance
            : (RiseChart.PriorWeight * RiseChart.PriorVariance + squares) / (RiseChart.PriorWeight + freedom);
        var correlation = squares > 0 ? watched.Sum(usual => usual.LagProducts) / squares + 1.0 / weeks : 0;
        return new(variance, Math.Clamp(correlation, 0, HighestCorrelation));
    }
}
