using System.Globalization;
using Improvement.Bot.Errors.Verification;
using Improvement.Bot.Statistics;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors;

/// <summary>A verdict on a fix in plain words; never a percentage without its interval.</summary>
internal static class VerdictWords
{
    /// <summary>The name of a verdict.</summary>
    public static string Name(Verdict verdict) => VerificationTexts.ResourceManager.GetString($"Verdict.{verdict}")
        ?? throw new InvalidOperationException($"VerificationTexts.resx has no words for “{verdict}”.");

    /// <summary>What the counts say, in a sentence or two.</summary>
    public static string Of(FixVerdict verdict) => verdict switch
    {
        { Verdict: Verdict.Worked, Change: { } change } =>
            Say(VerificationTexts.SaysWorked, Percent(1 - change.Upper), Percent(1 - change.Lower)),
        { Verdict: Verdict.BackToNormal, Change: not null } => VerificationTexts.SaysBackToNormal,
        { Verdict: Verdict.Worse, Change: not null } => VerificationTexts.SaysWorse,
        { Verdict: Verdict.DidNotWork, Change: not null } => VerificationTexts.SaysDidNotWork,
        { Reason: CannotTellReason.FitsAnything, Change: { } change } => double.IsFinite(change.Upper)
            ? Say(VerificationTexts.SaysFitsAnything, Signed(change.Lower), Signed(change.Upper))
            : Say(VerificationTexts.SaysFitsAnythingUp, Signed(change.Lower)),
        { Reason: CannotTellReason.NoBaseline } => VerificationTexts.SaysNoBaseline,
        { Reason: CannotTellReason.TooRare } => VerificationTexts.SaysTooRare,
        { Reason: CannotTellReason.NothingCounted } => VerificationTexts.SaysNothingCounted,
        { Reason: CannotTellReason.NoDispersion } => VerificationTexts.SaysNoDispersion,
        { Reason: CannotTellReason.ReportingChanged } => VerificationTexts.SaysReportingChanged,
        _ => Say(VerificationTexts.SaysByPerson, Name(verdict.Verdict)),
    };

    /// <summary>
    /// Whether the fall is as deep as was promised, where the counts say how deep it is; null for nothing to say, also where nothing was
    /// promised.
    /// </summary>
    public static string? OfPromise(FixVerdict verdict, PromisedFall? promised)
    {
        if (promised is not { } fall || !SaysHowDeep(verdict) || verdict.Change is not { } change) return null;
        var ratio = WatchPlan.RatioOf(fall);
        return change.Upper <= ratio ? Say(VerificationTexts.PromiseKept, FixWords.Of(fall))
            : change.Lower > ratio ? Say(VerificationTexts.PromiseMissed, FixWords.Of(fall))
            : verdict.Verdict is Verdict.Worked ? Say(VerificationTexts.PromiseUnclear, FixWords.Of(fall))
            : null;
    }

    /// <summary>The change with its interval; null where none could be told.</summary>
    public static string? ChangeOf(FixVerdict verdict) => verdict.Change is not { Ratio: { } ratio } change ? null
        : double.IsFinite(change.Upper)
            ? Say(VerificationTexts.Change, Signed(ratio), Signed(change.Lower), Signed(change.Upper))
            : Say(VerificationTexts.ChangeUp, Signed(ratio), Signed(change.Lower));

    /// <summary>A rate; null for none.</summary>
    public static string? AWeek(double? rate) => rate is { } known
        ? Say(VerificationTexts.AWeek, known.ToString(known < 1 ? "0.##" : "0.#", CultureInfo.CurrentCulture))
        : null;

    /// <summary>What reporter and witnesses hear.</summary>
    /// <param name="done">What was done.</param>
    public static string Told(ErrorRecord error, FixVerdict verdict, string done)
    {
        var sentence = Sentence(done);
        return verdict switch
        {
            { Verdict: Verdict.Worked, RateBefore: { } before, RateAfter: { } after } =>
                Say(VerificationTexts.ToldWorked, error.Label, error.Title, sentence, AWeek(before), AWeek(after)),
            { Verdict: Verdict.BackToNormal } => Say(VerificationTexts.ToldBackToNormal, error.Label, error.Title, sentence),
            { Verdict: Verdict.DidNotWork } => Say(VerificationTexts.ToldDidNotWork, error.Label, error.Title, sentence),
            { Verdict: Verdict.Worse } => Say(VerificationTexts.ToldWorse, error.Label, error.Title, sentence),
            _ => Say(VerificationTexts.ToldCannotTell, error.Label, error.Title, sentence),
        };
    }

    /// <summary>Of a rise that ended by itself, and of what did not fall, the verdict says enough.</summary>
    private static bool SaysHowDeep(FixVerdict verdict) =>
        verdict is { Verdict: Verdict.Worked } or { Verdict: Verdict.CannotTell, Reason: CannotTellReason.FitsAnything };

    /// <summary>A ratio of rates as the change that it is: −40 %.</summary>
    private static string Signed(double ratio)
    {
        var change = ratio - 1;
        return change > 0 ? $"+{Percent(change)}" : change < 0 ? $"−{Percent(-change)}" : Percent(0);
    }

    private static string Percent(double share) => Math.Max(0, share).ToString("P0", CultureInfo.CurrentCulture);

    private static string Sentence(string words)
    {
        var text = words.Trim();
        return text.Length > 0 && !char.IsPunctuation(text[^1]) ? $"{text}." : text;
    }
}
