namespace Improvement.Bot.Statistics;

/// <summary>How many alarms chance alone raised.</summary>
/// <param name="Categories">k, categories of the team.</param>
/// <param name="Dispersion">True φ of each; null for a mix of 1 to 3.</param>
/// <param name="AlarmsAYear">Alarms of the team in its third year, mean over the runs.</param>
internal sealed record FalseAlarmFigures(int Categories, double? Dispersion, double AlarmsAYear);

/// <summary>How often a rise was found within eight weeks.</summary>
/// <param name="Rate">Reports a week before the rise.</param>
/// <param name="Dispersion">True φ.</param>
/// <param name="DoublingFound">Share of doublings found, 0 to 1.</param>
/// <param name="TriplingFound">Share of triplings found, 0 to 1.</param>
internal sealed record RiseFigures(double Rate, double Dispersion, double DoublingFound, double TriplingFound);

/// <summary>
/// Checks the alarms on weekly rises by simulation: independent counts, categories with 1, 2, 3, 5 and 10 reports a week in turn, the
/// default budget.
/// </summary>
/// <param name="runs">Runs of each case.</param>
/// <param name="seed">Same seed, same figures.</param>
internal sealed class AlarmSimulation(int runs, int seed)
{
    private const int WeeksOfYear = 52;
    private const int Years = 3;
    private const int WeeksBeforeRise = 60;
    private const int WeeksToFind = 8;
    private const int CategoriesBesideRise = 9;

    private static readonly double[] Rates = [1, 2, 3, 5, 10];
    private static readonly double[] Mixed = [1, 1.5, 2, 3];
    private static readonly int[] Sizes = [5, 10, 20];
    private static readonly double?[] Dispersions = [1, 1.5, 2, 3, null];
    private static readonly double[] DispersionsOfRises = [1, 2, 3];

    /// <summary>The cases of the published table of false alarms: how many categories, and their dispersion, null for the mix.</summary>
    public static IEnumerable<(int Categories, double? Dispersion)> Teams =>
        from categories in Sizes from dispersion in Dispersions select (categories, dispersion);

    /// <summary>The cases of the published table of rises: reports a week before, and dispersion.</summary>
    public static IEnumerable<(double Rate, double Dispersion)> Rises =>
        from rate in Rates from dispersion in DispersionsOfRises select (rate, dispersion);

    /// <summary>Alarms without a cause.</summary>
    /// <param name="categories">k; 1 or more.</param>
    /// <param name="dispersion">φ of each category; null for a mix.</param>
    public FalseAlarmFigures WithoutRise(int categories, double? dispersion)
    {
        var (random, counts) = (new Random(seed), Team(categories, dispersion));
        var alarms = 0;
        for (var run = 0; run < runs; run++)
        {
            alarms += WeeklyRise.Alarms(Draw(counts, Years * WeeksOfYear, random)).Count(alarm => alarm.Week >= (Years - 1) * WeeksOfYear);
        }
        return new(categories, dispersion, (double)alarms / runs);
    }

    /// <summary>How often a rise in one of ten categories is found.</summary>
    /// <param name="rate">Reports a week before the rise.</param>
    /// <param name="dispersion">φ of all categories.</param>
    public RiseFigures WithRise(double rate, double dispersion) =>
        new(rate, dispersion, Found(rate, dispersion, 2), Found(rate, dispersion, 3));

    private double Found(double rate, double dispersion, int factor)
    {
        var (random, others) = (new Random(seed), Team(CategoriesBesideRise, dispersion));
        var (before, since) = (new CountDistribution(rate, dispersion), new CountDistribution(factor * rate, dispersion));
        var found = 0;
        for (var run = 0; run < runs; run++)
        {
            int[] rising = [.. before.Draw(WeeksBeforeRise, random), .. since.Draw(WeeksToFind, random)];
            List<CategoryWeeks> team = [new("rising", rising), .. Draw(others, rising.Length, random)];
            if (WeeklyRise.Alarms(team).Any(alarm => alarm.Category is "rising" && alarm.Week >= WeeksBeforeRise)) found++;
        }
        return (double)found / runs;
    }

    private static List<CountDistribution> Team(int categories, double? dispersion) =>
        [.. Enumerable.Range(0, categories).Select(at =>
            new CountDistribution(Rates[at % Rates.Length], dispersion ?? Mixed[at % Mixed.Length]))];

    private static List<CategoryWeeks> Draw(List<CountDistribution> counts, int weeks, Random random) =>
        [.. counts.Select((each, at) => new CategoryWeeks($"{at}", each.Draw(weeks, random)))];
}
