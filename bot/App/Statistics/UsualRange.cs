namespace Improvement.Bot.Statistics;

/// <summary>Whether a count is as usual.</summary>
internal enum Variation
{
    /// <summary>Too few weeks before it, or all of them alike, so that it cannot be told.</summary>
    TooFew,

    /// <summary>It lies within what chance alone brings.</summary>
    AsUsual,

    /// <summary>It is more than that.</summary>
    More,

    /// <summary>It is less than that.</summary>
    Fewer,
}

/// <summary>What is usual by a chart of single values (XmR): the mean and 2.66 mean moving ranges to both sides of it.</summary>
/// <param name="MovingRange">Mean of how far each value is from the one before it.</param>
/// <param name="Lower">May be below what a value can be.</param>
/// <param name="RangeLimit">The largest moving range that is usual.</param>
internal sealed record UsualRange(double Mean, double MovingRange, double Lower, double Upper, double RangeLimit)
{
    /// <summary>Weeks before the present one, from which on it can be told whether that is usual.</summary>
    public const int FewestWeeks = 6;

    private const double Factor = 2.66, FactorOfRange = 3.267;

    /// <summary>The limits by a series of values; null where there are fewer than two.</summary>
    public static UsualRange? Of(IReadOnlyList<double> values)
    {
        if (values.Count < 2) return null;
        var mean = values.Average();
        var range = values.Zip(values.Skip(1), (before, after) => Math.Abs(after - before)).Average();
        return new(mean, range, mean - (Factor * range), mean + (Factor * range), FactorOfRange * range);
    }

    /// <summary>Whether the last of some weekly counts is as usual, by those before it.</summary>
    public static Variation OfLast(IReadOnlyList<int> weeks)
    {
        if (Before(weeks) is not { } usual) return Variation.TooFew;
        return weeks[^1] > usual.Upper ? Variation.More : weeks[^1] < usual.Lower ? Variation.Fewer : Variation.AsUsual;
    }

    /// <summary>The limits by all weeks but the last; null where they tell nothing.</summary>
    public static UsualRange? Before(IReadOnlyList<int> weeks) =>
        weeks.Count > FewestWeeks && Of([.. weeks.SkipLast(1).Select(count => (double)count)]) is { MovingRange: > 0 } usual ? usual : null;
}
