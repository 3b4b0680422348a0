namespace Improvement.Bot.Statistics;

/// <summary>A share of answers with its 95 % interval.</summary>
/// <param name="Value">x/n, 0 to 1.</param>
/// <param name="Lower">The smallest share of all that fits the answers.</param>
/// <param name="Upper">The largest one.</param>
internal sealed record Share(double Value, double Lower, double Upper)
{
    /// <summary>Quantile of the normal distribution for an interval of 95 %.</summary>
    internal const double Z = 1.959963984540054;

    /// <summary>
    /// The interval of Wilson (1927): (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n). For a team of known size n is replaced by
    /// n′ = n(N−1)/(N−n), so that it describes this wave of this team; where everybody answered there is nothing to estimate, and both
    /// limits are the share itself. Null where nobody answered.
    /// </summary>
    /// <param name="successes">x, 0 to <paramref name="answers"/>.</param>
    /// <param name="answers">n, answers.</param>
    /// <param name="population">N, people asked; null to speak of more people than these, as every change between waves must.</param>
    public static Share? Wilson(int successes, int answers, int? population = null)
    {
        Check(successes, answers, population);
        if (answers is 0) return null;
        var p = (double)successes / answers;
        if (population == answers) return new(p, p, p);
        var n = Effective(answers, population);
        var (shrink, wide) = (1 + Z * Z / n, Z * Math.Sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)));
        var middle = p + Z * Z / (2 * n);
        return new(p, successes is 0 ? 0 : (middle - wide) / shrink, successes == answers ? 1 : (middle + wide) / shrink);
    }

    /// <summary>
    /// What the share of all N people lies between, whatever the silent ones think: (x/N, (x + N − n)/N). To be told where fewer than 60 %
    /// answered, as the interval supposes that the silent ones resemble the others.
    /// </summary>
    /// <param name="successes">x, 0 to <paramref name="answers"/>.</param>
    /// <param name="answers">n, answers.</param>
    /// <param name="population">N, people asked; 1 or more.</param>
    public static (double Lower, double Upper) Bounds(int successes, int answers, int population)
    {
        Check(successes, answers, population);
        return ((double)successes / population, (double)(successes + population - answers) / population);
    }

    /// <summary>n′ = n(N−1)/(N−n), or n where no population is known. Not for n = N.</summary>
    internal static double Effective(int answers, int? population) =>
        population is { } all ? (double)answers * (all - 1) / (all - answers) : answers;

    private static void Check(int successes, int answers, int? population)
    {
        if (successes < 0 || successes > answers) throw new ArgumentOutOfRangeException(nameof(successes));
        if (population < answers || population is 0) throw new ArgumentOutOfRangeException(nameof(population));
    }
}

/// <summary>The change of a share between two waves, with its 95 % interval.</summary>
/// <param name="Value">Second minus first, −1 to 1.</param>
/// <param name="Lower">The smallest change that fits the answers.</param>
/// <param name="Upper">The largest one.</param>
internal sealed record ShareChange(double Value, double Lower, double Upper)
{
    /// <summary>
    /// The interval of Newcombe (1998, method 10) of two shares of independent answers, d = p₂ − p₁: d − √((p₂−l₂)² + (u₁−p₁)²) to
    /// d + √((u₂−p₂)² + (p₁−l₁)²). For the same people, whose answers nobody can join, it is conservative.
    /// </summary>
    /// <param name="first">The earlier share; without a population, or each changed answer of a whole team would count as proven.</param>
    /// <param name="second">The later share, likewise.</param>
    public static ShareChange Between(Share first, Share second)
    {
        var change = second.Value - first.Value;
        return new(
            change,
            change - Length(second.Value - second.Lower, first.Upper - first.Value),
            change + Length(second.Upper - second.Value, first.Value - first.Lower));
    }

    /// <summary>Whether no change at all fits as well.</summary>
    public bool HoldsNone => Lower <= 0 && Upper >= 0;

    private static double Length(double a, double b) => Math.Sqrt(a * a + b * b);
}
