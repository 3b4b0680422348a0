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
    /// <param name="promised">What the proposal promises; null where it says nothing of that.</param>
    public static string Words(WeeklyOccurrences series, PromisedFall? promised = null) =>
        WatchPlan.For(series, series.Present, promised).Window switch
        {
            null => VerificationTexts.ProvableNew,
            { IsReachable: true } window => Say(VerificationTexts.ProvablePromise, To(promised), window.Weeks),
            { LargestProvableRatio: { } ratio } window =>
                Say(VerificationTexts.ProvableOnly, window.Weeks, To(promised), ratio.ToString("P0", CultureInfo.CurrentCulture)),
            var window => Say(VerificationTexts.ProvableNothing, window.Weeks),
        };

    /// <summary>What is left after the promised fall, in the middle of a sentence.</summary>
    private static string To(PromisedFall? promised) => (promised ?? WatchPlan.UsualPromise) switch
    {
        PromisedFall.Quarter => VerificationTexts.ToThreeQuarters,
        PromisedFall.Half => VerificationTexts.ToHalf,
        PromisedFall.ThreeQuarters => VerificationTexts.ToQuarter,
        _ => VerificationTexts.ToTenth,
    };
}
