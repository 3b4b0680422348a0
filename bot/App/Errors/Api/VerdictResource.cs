using System.ComponentModel;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Statistics;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Api;

/// <summary>The verdict on the fix that was in place last.</summary>
internal sealed record VerdictResource(
    [property: Description("The fix that it is about, such as FIX-3.")] string Fix,
    [property: Description("worked, back-to-normal, worse, did-not-work, cannot-tell.")] string Verdict,
    [property: Description("counts; or person, where somebody knew better: the figures are those of the counts all the same.")] string By,
    [property: Description(
        "Why the counts cannot tell: no-baseline, nothing-counted, no-dispersion, fits-anything, reporting-changed, too-rare.")]
    string? Reason,
    [property: Description("It in a sentence or two, in the language of the answer.")] string Words,
    [property: Description(
        "Occurrences a week since the fix as a ratio to those before; it says nothing without its limits. Left out where there is none.")]
    double? Ratio,
    double? LowerLimit, [property: Description("Left out also where there is no upper limit.")] double? UpperLimit,
    [property: Description("Occurrences a week before.")] double? RateBefore,
    [property: Description("Occurrences a week since the fix.")] double? RateAfter,
    [property: Description("Since when the fix is in effect.")] DateTimeOffset EffectiveAt,
    [property: Description("The version that carries it.")] string? FixedInVersion,
    [property: Description("Monday of the first whole week with the fix.")] DateOnly FirstWeek,
    [property: Description("Weeks that were watched from then on; 0 where counts could prove nothing from the start.")] int Weeks,
    DateTimeOffset ProposedAt,
    [property: Description("When a person who does not own the error confirmed it, or said another one; left out while that waits.")]
    DateTimeOffset? ConfirmedAt,
    string? ConfirmedBy)
{
    /// <summary>
    /// The verdict on the newest fix that was in place; null before there is one, and where the error came back, or the fix was taken back,
    /// before it was confirmed.
    /// </summary>
    public static VerdictResource? OfError(Session session, long error) =>
        WatchRows.OfError(session, error) is { Verdict: { } verdict, ProposedAt: { } at, EndedAt: null } watch
            ? Of(watch, verdict, at)
            : null;

    private static VerdictResource Of(Watch watch, FixVerdict verdict, DateTimeOffset proposedAt) => new(
        Errors.Fix.Labels.Of(watch.Fix), Codes.Of(verdict.Verdict), watch.IsCalled ? "person" : "counts",
        !watch.IsCalled && verdict.Reason is { } reason ? Codes.Of(reason) : null,
        VerdictWords.Of(watch.IsCalled ? new(verdict.Verdict) : verdict), verdict.Change?.Ratio, verdict.Change?.Lower,
        verdict.Change is { } change && double.IsFinite(change.Upper) ? change.Upper : null, verdict.RateBefore, verdict.RateAfter,
        watch.EffectiveAt, watch.Version, watch.First, watch.Weeks, proposedAt, watch.ConfirmedAt, watch.ConfirmedByName);
}
