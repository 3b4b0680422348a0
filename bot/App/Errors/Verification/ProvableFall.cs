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
    /// <summary>The sentence.</summary>
    /// <param name="series">
    /// How often the error was met, from <see cref="WatchPlan.WeeksBack"/> weeks before the alarm or the decision on; the present week is
    /// not over and does not count.
    /// </param>
    /// <param name="promised">What the proposal promises; null where it says nothing of that.</param>
    /// <param name="alarm">The Monday of the week of the alarm that led to it; null for none: it is decided in the present week.</param>
    public static string Words(WeeklyOccurrences series, PromisedFall? promised = null, DateOnly? alarm = null)
    {
        var window = WatchPlan.For(series, alarm ?? series.Present, promised).Window;
        var words = Of(window, promised);
        return window is null || alarm is not { } week ? words : $"{words} {Say(VerificationTexts.ProvableSinceAlarm, PlainDay(week))}";
    }

    private static string Of(WatchWindow? window, PromisedFall? promised) => window switch
    {
        null => VerificationTexts.ProvableNew,
        { IsReachable: true } => Say(VerificationTexts.ProvablePromise, To(promised), window.Weeks),
        { LargestProvableRatio: { } ratio } =>
            Say(VerificationTexts.ProvableOnly, window.Weeks, To(promised), ratio.ToString("P0", CultureInfo.CurrentCulture)),
        _ => Say(VerificationTexts.ProvableNothing, window.Weeks),
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
