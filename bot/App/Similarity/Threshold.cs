namespace Improvement.Bot.Similarity;

/// <summary>
/// From which likeness on a record is worth showing to somebody who is reporting. In one collection all records are about the same machine,
/// in another no two share a word; so each scope learns it from its own: what its newest records find among the others, had they been
/// reported now. Most of them are innocent. As some are not, the second best that each finds is taken, which is nobody's partner even where
/// everything is reported twice. A sentence finds other things than a long story; so it is learnt apart for short questions, from titles.
/// </summary>
internal static class Threshold
{
    /// <summary>While a scope has too few records to tell.</summary>
    public const double AtFirst = 0.2;

    /// <summary>How many of the newest records of a scope are asked at most.</summary>
    public const int MostAsked = 64;

    private const double Floor = 0.05, Ceiling = 0.4;

    /// <summary>With fewer records nothing is learnt.</summary>
    private const int Fewest = 12;

    /// <summary>What <see cref="AtFirst"/> counts for, in records that were asked.</summary>
    private const int Doubt = 8;

    /// <summary>Of ten innocents nine find no second one that is as alike; the best is a little more so.</summary>
    private const double Innocents = 0.9, BestBySecond = 1.1;

    /// <summary>Whether it is to be learnt: again whenever there are a quarter more records.</summary>
    public static bool IsDue(long records, long learntAt) => records >= Fewest && 4 * records >= 5 * learntAt;

    /// <summary>The threshold, a whole number of thousandths.</summary>
    /// <param name="second">For each record that was asked the likeness of the second best of the others, 0 for none.</param>
    public static double Of(IReadOnlyCollection<double> second)
    {
        if (second.Count is 0) return AtFirst;
        var usual = second.Order().ElementAt(Math.Min(second.Count - 1, (int)(Innocents * second.Count))) * BestBySecond;
        var learnt = (second.Count * usual + Doubt * AtFirst) / (second.Count + Doubt);
        return Math.Round(Math.Clamp(learnt, Floor, Ceiling), 3);
    }
}
