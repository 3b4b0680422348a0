using MathNet.Numerics.Distributions;

namespace Improvement.Bot.Statistics;

/// <summary>
/// The rule "n-th in 30 days" of a category with fewer than one report a week. A fixed n is right for one rate only, so it follows from the
/// rate and a budget of false alarms.
/// </summary>
/// <param name="Number">n: the n-th report within 30 days is an alarm; 2 or more.</param>
/// <param name="FalseAlarmsAYear">At most so many are to be expected: 52·r·P(N ≥ n−1).</param>
internal sealed record RareRule(int Number, double FalseAlarmsAYear)
{
    /// <summary>The days in which reports are counted together.</summary>
    public const int Days = 30;

    /// <summary>Fewest reports that are an alarm.</summary>
    public const int FewestNumber = 2;

    /// <summary>Dispersion up to which reports are taken to come one by one, as Poisson has it.</summary>
    public const double OneByOne = 1.2;

    private const double ReportsSupposed = 0.5;
    private const int WeeksSupposed = 4;
    private const int DaysOfWeek = 7;
    private const int WeeksOfYear = 52;

    /// <summary>
    /// The smallest n of which no more false alarms are to be expected than the budget. N, the reports in 30 days, is Poisson with mean
    /// 30r/7, or negative binomial with the same mean where reports come in bursts.
    /// </summary>
    /// <param name="reportsAWeek">r: <see cref="Rate"/>; above 0.</param>
    /// <param name="dispersion">φ, variance ÷ mean of the team's counts; 1 or more.</param>
    /// <param name="budget">False alarms a year and category; above 0.</param>
    public static RareRule For(double reportsAWeek, double dispersion = 1, double budget = AlarmBudget.OfRareCategory)
    {
        var mean = Days * reportsAWeek / DaysOfWeek;
        return Smallest(reportsAWeek, CountDistribution.Of(mean, dispersion > OneByOne ? dispersion : 1), budget);
    }

    /// <summary>
    /// The same where rate and dispersion are themselves counted, which <see cref="For"/> takes as known: on counts in bursts that one
    /// raises twice and more what its budget allows. Two things are added. The rate is uncertain (gamma posterior of a Poisson rate), so
    /// that the reports in 30 days scatter by φ·(1 + (30/7)/(weeks + 4)). And it is a report at whose moment is counted, which is likelier
    /// within a burst: the other reports around one are negative binomial with the same p and a shape that is greater by 1 (size-biased
    /// distribution).
    /// </summary>
    /// <param name="baseline">What was counted in the category.</param>
    /// <param name="dispersion">φ of the team's counts; 1 or more.</param>
    /// <param name="budget">False alarms a year and category; above 0.</param>
    public static RareRule Estimated(WeeklyCount baseline, double dispersion, double budget)
    {
        var rate = Rate(baseline);
        var mean = Days * rate / DaysOfWeek;
        var phi = (dispersion > OneByOne ? dispersion : 1) * (1 + (double)Days / DaysOfWeek / (baseline.Weeks + WeeksSupposed));
        return Smallest(rate, new NegativeBinomial(mean / (phi - 1) + 1, 1 / phi), budget);
    }

    private static RareRule Smallest(double reportsAWeek, IUnivariateDistribution others, double budget)
    {
        var number = FewestNumber;
        while (FalseAlarms(number) > budget) number++;
        return new(number, FalseAlarms(number));

        double FalseAlarms(int n) => WeeksOfYear * reportsAWeek * (1 - others.CumulativeDistribution(n - 2));
    }

    /// <summary>The rate that is supposed, drawn a little up so that it is above 0: (reports + 0.5)/(weeks + 4), a week.</summary>
    /// <param name="baseline">What was counted.</param>
    public static double Rate(WeeklyCount baseline) => (baseline.Events + ReportsSupposed) / (baseline.Weeks + WeeksSupposed);

    /// <summary>The days of the alarms. After an alarm the 30 days start anew, so that no report is part of two.</summary>
    /// <param name="reports">The day of each report, oldest first.</param>
    public IReadOnlyList<DateOnly> Alarms(IEnumerable<DateOnly> reports)
    {
        var (alarms, recent) = (new List<DateOnly>(), new Queue<DateOnly>());
        foreach (var day in reports)
        {
            while (recent.TryPeek(out var oldest) && day.DayNumber - oldest.DayNumber >= Days) recent.Dequeue();
            recent.Enqueue(day);
            if (recent.Count < Number) continue;
            alarms.Add(day);
            recent.Clear();
        }
        return alarms;
    }
}
