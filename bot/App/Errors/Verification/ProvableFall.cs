using System.Globalization;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Verification;

/// <summary>
/// What counts will be able to prove of a fix, said where it is proposed and decided about: for what is rare here that is little, and no
/// verdict may be expected later.
/// </summary>
internal static class ProvableFall
{
    /// <summary>Weeks that are looked back, the present one among them.</summary>
    public const int WeeksBack = WatchPlan.WeeksBack + 1;

    /// <summary>The sentence.</summary>
    /// <param name="series">The last <see cref="WeeksBack"/> weeks; the present one is not over and does not count.</param>
    public static string Words(WeeklyOccurrences series) => WatchPlan.For(series, series.Present).Window switch
    {
        null => VerificationTexts.ProvableNew,
        { IsReachable: true } window => Say(VerificationTexts.ProvableHalf, window.Weeks),
        { LargestProvableRatio: { } ratio } window =>
            Say(VerificationTexts.ProvableOnly, window.Weeks, ratio.ToString("P0", CultureInfo.CurrentCulture)),
        var window => Say(VerificationTexts.ProvableNothing, window.Weeks),
    };
}
