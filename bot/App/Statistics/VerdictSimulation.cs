namespace Improvement.Bot.Statistics;

/// <summary>A case that is simulated.</summary>
/// <param name="Trigger">What made somebody order the fix.</param>
/// <param name="Rate">True occurrences a week; above 0.</param>
/// <param name="Dispersion">True φ, variance ÷ mean of the weekly counts; 1 or more.</param>
internal sealed record VerdictCase(AlarmTrigger Trigger, double Rate, double Dispersion);

/// <summary>How often the verdicts on a simulated case were right; shares are 0 to 1.</summary>
/// <param name="Case">The case.</param>
/// <param name="Runs">Runs with an alarm: chance alone may be unable to raise one.</param>
/// <param name="Window">Mean length of the watch window, in weeks.</param>
/// <param name="Coverage">Of fixes without effect: the limits hold 1, or none were told.</param>
/// <param name="FalseSuccess">Of fixes without effect: called worked or back to normal.</param>
/// <param name="FalseWorked">Of fixes without effect: called worked.</param>
/// <param name="HalvedFound">Of fixes that halve the rate: called worked or back to normal.</param>
/// <param name="QuarteredFound">Of fixes that leave a quarter of it: called worked or back to normal.</param>
internal sealed record VerdictFigures(
    VerdictCase Case, int Runs, double Window, double Coverage, double FalseSuccess, double FalseWorked, double HalvedFound,
    double QuarteredFound);

/// <summary>
/// Checks the verdict rule by simulation: independent counts, a baseline of 26 weeks, an alarm that chance raised, eight weeks until the
/// fix.
/// </summary>
/// <param name="runs">Runs of each case.</param>
/// <param name="seed">Same seed, same figures.</param>
internal sealed class VerdictSimulation(int runs, int seed)
{
    private const int BaselineWeeks = 26;
    private const int WeeksUntilFix = 8;
    private const double Promised = 0.5;
    private const double Halved = 0.5;
    private const double Quartered = 0.25;

    /// <summary>Weeks up to the alarm that the verdict needs.</summary>
    private const int Trigger = BaselineWeeks + VerdictRule.WeeksLeftOut - 1;

    private const int WeeksWatchedForAlarm = 260;

    private static readonly double[] Rates = [0.5, 1, 2, 5, 10];
    private static readonly double[] Dispersions = [1, 2, 3];

    /// <summary>Series drawn for a run, on average over the case, before an alarm is taken as out of chance's reach.</summary>
    private const int MostSeriesOfRun = 50;

    /// <summary>The cases of the published table: rates from 0.5 to 10 a week, dispersion 1 to 3.</summary>
    /// <param name="trigger">What made somebody order the fix.</param>
    public static IEnumerable<VerdictCase> Cases(AlarmTrigger trigger) =>
        from rate in Rates
        from dispersion in Dispersions
        select new VerdictCase(trigger, rate, dispersion);

    /// <summary>Simulates a case.</summary>
    public VerdictFigures Play(VerdictCase which)
    {
        var random = new Random(seed);
        var (usual, halved, quartered) = (Counts(which, 1), Counts(which, Halved), Counts(which, Quartered));
        var tally = new Tally();
        for (var series = 0; series < MostSeriesOfRun * runs && tally.Runs < runs; series++)
        {
            var history = usual.Draw(WeeksWatchedForAlarm, random);
            if (SimulatedAlarm.First(which.Trigger, history, Trigger) is not { } alarm) continue;

            int[] before = [.. history[(alarm - Trigger)..(alarm + 1)], .. usual.Draw(WeeksUntilFix, random)];
            var window = Window(before);
            tally.Add(window, On(usual), On(halved), On(quartered));

            FixVerdict On(CountDistribution since) =>
                VerdictRule.On(new([.. before, .. since.Draw(window, random)], Trigger, before.Length, window));
        }
        return tally.Figures(which);
    }

    private static CountDistribution Counts(VerdictCase which, double ratio) => new(which.Rate * ratio, which.Dispersion);

    /// <summary>The window as it is fixed before the fix starts: from the baseline and the weeks since the alarm.</summary>
    private static int Window(int[] before)
    {
        int[] known = [.. before[..BaselineWeeks], .. before[(Trigger + 1)..]];
        return WatchWindow.For(WeeklyCount.Of(known), Dispersion.OfWeeks(known, []).Phi, Promised).Weeks;
    }

    /// <summary>Counts the verdicts of a case.</summary>
    private sealed class Tally
    {
        private int _weeks, _covered, _falseSuccess, _falseWorked, _halved, _quartered;

        public int Runs { get; private set; }

        public void Add(int window, FixVerdict withoutEffect, FixVerdict halved, FixVerdict quartered)
        {
            Runs++;
            _weeks += window;
            if (withoutEffect.Change is null or { Lower: <= 1, Upper: >= 1 }) _covered++;
            if (IsSuccess(withoutEffect)) _falseSuccess++;
            if (withoutEffect.Verdict is Verdict.Worked) _falseWorked++;
            if (IsSuccess(halved)) _halved++;
            if (IsSuccess(quartered)) _quartered++;
        }

        public VerdictFigures Figures(VerdictCase which) => new(
            which, Runs, Share(_weeks), Share(_covered), Share(_falseSuccess), Share(_falseWorked), Share(_halved), Share(_quartered));

        private static bool IsSuccess(FixVerdict verdict) => verdict.Verdict is Verdict.Worked or Verdict.BackToNormal;

        private double Share(int count) => Runs is 0 ? 0 : (double)count / Runs;
    }
}
