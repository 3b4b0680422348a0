namespace Improvement.Bot.Statistics;

/// <summary>How many alarms chance alone raised.</summary>
/// <param name="Categories">k, categories of the team.</param>
/// <param name="Dispersion">True φ of each; null for a mix of 1 to 3.</param>
/// <param name="ByWeek">Alarms of the weekly rule in the team's third year, mean over the runs.</param>
/// <param name="Rare">Those of "n-th in 30 days".</param>
internal sealed record FalseAlarmFigures(int Categories, double? Dispersion, double ByWeek, double Rare)
{
    /// <summary>Alarms of both rules in the third year: what the budget allows.</summary>
    public double AlarmsAYear => ByWeek + Rare;
}

/// <summary>How often a rise was found within eight weeks.</summary>
/// <param name="Rate">Reports a week before the rise.</param>
/// <param name="Dispersion">True φ.</param>
/// <param name="DoublingFound">Share of doublings found, 0 to 1.</param>
/// <param name="TriplingFound">Share of triplings found, 0 to 1.</param>
internal sealed record RiseFigures(double Rate, double Dispersion, double DoublingFound, double TriplingFound);

/// <summary>
/// Checks the alarms of both rules by simulation: independent counts, the default budget, categories with 1, 2, 3, 5 and 10 reports a week
/// in turn, or those and as many rare ones.
/// </summary>
/// <param name="runs">Runs of each case.</param>
/// <param name="seed">Same seed, same figures.</param>
/// <param name="fewestToStay">As <see cref="CategoryWatch"/> has it, to compare with another border.</param>
internal sealed class AlarmSimulation(int runs, int seed, double fewestToStay = CategoryWatch.FewestToStay)
{
    private const int WeeksOfYear = 52;
    private const int Years = 3;
    private const int WeeksBeforeRise = 60;
    private const int WeeksToFind = 8;
    private const int CategoriesBesideRise = 9;

    private static readonly double[] Rates = [1, 2, 3, 5, 10];
    private static readonly double[] RareAndFrequent = [0.05, 1, 0.1, 2, 0.2, 3, 0.5, 5, 0.8, 10];
    private static readonly double[] RatesBeforeRise = [0.1, 0.2, 0.5, .. Rates];
    private static readonly double[] Mixed = [1, 1.5, 2, 3];
    private static readonly int[] Sizes = [5, 10, 20];
    private static readonly double?[] Dispersions = [1, 1.5, 2, 3, null];
    private static readonly bool[] NoneOrHalf = [false, true];
    private static readonly double[] DispersionsOfRises = [1, 2, 3];

    /// <summary>
    /// The cases of the table of false alarms: how many categories, whether half of them are rare, and their dispersion, null for the mix.
    /// </summary>
    public static IEnumerable<(int Categories, bool WithRare, double? Dispersion)> Teams =>
        from withRare in NoneOrHalf
        from categories in Sizes
        from dispersion in Dispersions
        select (categories, withRare, dispersion);

    /// <summary>The cases of the published table of rises: reports a week before, and dispersion.</summary>
    public static IEnumerable<(double Rate, double Dispersion)> Rises =>
        from rate in RatesBeforeRise from dispersion in DispersionsOfRises select (rate, dispersion);

    /// <summary>Alarms without a cause.</summary>
    /// <param name="categories">k; 1 or more.</param>
    /// <param name="dispersion">φ of each category; null for a mix.</param>
    /// <param name="withRare">Whether half of the categories are rare.</param>
    public FalseAlarmFigures WithoutRise(int categories, double? dispersion, bool withRare = false)
    {
        var (random, counts) = (new Random(seed), Team(categories, dispersion, withRare ? RareAndFrequent : Rates));
        var (byWeek, rare) = (0, 0);
        for (var run = 0; run < runs; run++)
        {
            var alarms = Alarms(Draw(counts, Years * WeeksOfYear, random), random).Where(alarm => alarm.Week >= (Years - 1) * WeeksOfYear);
            foreach (var alarm in alarms) _ = alarm.IsRare ? rare++ : byWeek++;
        }
        return new(categories, dispersion, (double)byWeek / runs, (double)rare / runs);
    }

    /// <summary>How often a rise in one of ten categories is found.</summary>
    /// <param name="rate">Reports a week before the rise.</param>
    /// <param name="dispersion">φ of all categories.</param>
    public RiseFigures WithRise(double rate, double dispersion) =>
        new(rate, dispersion, Found(rate, dispersion, 2), Found(rate, dispersion, 3));

    private double Found(double rate, double dispersion, int factor)
    {
        var (random, others) = (new Random(seed), Team(CategoriesBesideRise, dispersion, Rates));
        var (before, since) = (new CountDistribution(rate, dispersion), new CountDistribution(factor * rate, dispersion));
        var found = 0;
        for (var run = 0; run < runs; run++)
        {
            int[] rising = [.. before.Draw(WeeksBeforeRise, random), .. since.Draw(WeeksToFind, random)];
            List<CategoryWeeks> team = [new("rising", rising), .. Draw(others, rising.Length, random)];
            if (Alarms(team, random).Any(alarm => alarm.Category is "rising" && alarm.Week >= WeeksBeforeRise)) found++;
        }
        return (double)found / runs;
    }

    private IReadOnlyList<CategoryAlarm> Alarms(List<CategoryWeeks> team, Random random) =>
        AlarmHistory.Alarms(team, AlarmBudget.FalseAlarmsAYear, random, fewestToStay);

    private static List<CountDistribution> Team(int categories, double? dispersion, double[] rates) =>
        [.. Enumerable.Range(0, categories).Select(at =>
            new CountDistribution(rates[at % rates.Length], dispersion ?? Mixed[at % Mixed.Length]))];

    private static List<CategoryWeeks> Draw(List<CountDistribution> counts, int weeks, Random random) =>
        [.. counts.Select((each, at) => new CategoryWeeks($"{at}", each.Draw(weeks, random)))];
}
