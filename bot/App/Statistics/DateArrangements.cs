namespace Improvement.Bot.Statistics;

/// <summary>The ways in which adoption dates can be dealt out to units.</summary>
internal static class DateArrangements
{
    /// <summary>
    /// All that differ, or, where there are too many, the observed one and others by chance. The array is the same one each time.
    /// </summary>
    /// <param name="observed">The dates as they are, one for each unit.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="seed">Same seed, same arrangements.</param>
    public static IEnumerable<int[]> Of(int[] observed, int most, int seed) =>
        Number(observed) > most ? ByChance(observed, most, seed) : InOrder(observed);

    /// <summary>How many there are: n!/Π m!, m being how many units have each date.</summary>
    public static double Number(int[] dates)
    {
        var (number, units) = (1.0, 0);
        foreach (var same in dates.GroupBy(date => date).Select(group => group.Count()))
        {
            for (var each = 1; each <= same; each++) number = number * ++units / each;
        }
        return Math.Round(number);
    }

    private static IEnumerable<int[]> ByChance(int[] observed, int most, int seed)
    {
        var random = new Random(seed);
        var dates = observed.ToArray();
        yield return dates;
        for (var number = 1; number < most; number++)
        {
            random.Shuffle(dates);
            yield return dates;
        }
    }

    /// <summary>One after the other in lexicographic order (Narayana Pandita's algorithm, Knuth 7.2.1.2 L).</summary>
    private static IEnumerable<int[]> InOrder(int[] observed)
    {
        var dates = observed.Order().ToArray();
        while (true)
        {
            yield return dates;
            var rise = dates.Length - 2;
            while (rise >= 0 && dates[rise] >= dates[rise + 1]) rise--;
            if (rise < 0) yield break;
            var next = dates.Length - 1;
            while (dates[next] <= dates[rise]) next--;
            (dates[rise], dates[next]) = (dates[next], dates[rise]);
            Array.Reverse(dates, rise + 1, dates.Length - rise - 1);
        }
    }
}
