using System.Globalization;
using Improvement.Bot.Statistics;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Verification;

/// <summary>
/// What counts will be able to prove of a fix, said where it is proposed and decided about: for what is rare here that is little, and no
/// verdict may be expected later.
/// </summary>
internal static class ProvableFall
{
    /// <summary>Weeks that are looked back, the present one among them.</summary>
    public const int WeeksBack = VerdictRule.MostBaselineWeeks + 1;

    /// <summary>The fall that a fix is taken to promise, as a ratio of rates.</summary>
    private const double Promised = 0.5;

    /// <summary>The sentence.</summary>
    /// <param name="series">The last <see cref="WeeksBack"/> weeks; the present one is not over and does not count.</param>
    public static string Words(WeeklyOccurrences series)
    {
        List<int> weeks = [.. series.Counts.SkipLast(1).SkipWhile(count => count is 0)];
        if (weeks.Count < VerdictRule.FewestBaselineWeeks) return VerificationTexts.ProvableNew;
        var phi = Math.Max(Dispersion.OfWeeks(weeks, []).Phi, Dispersion.OfBlocks(weeks, []).Phi);
        var window = WatchWindow.For(WeeklyCount.Of(weeks), phi, Promised);
        return window switch
        {
            { IsReachable: true } => Say(VerificationTexts.ProvableHalf, window.Weeks),
            { LargestProvableRatio: { } ratio } =>
                Say(VerificationTexts.ProvableOnly, window.Weeks, ratio.ToString("P0", CultureInfo.CurrentCulture)),
            _ => Say(VerificationTexts.ProvableNothing, window.Weeks),
        };
    }
}
