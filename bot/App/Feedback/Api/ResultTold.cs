using System.Collections.Immutable;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Feedback.Results;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Feedback.Api;

/// <summary>
/// A release as the API tells it: what the cards draw, from the same object. Groups are left out: those who lead tell of teams side by
/// side, and no key leads.
/// </summary>
internal static class ResultTold
{
    private const int Digits = 4;

    /// <summary>What is told of each item, in the order of the card.</summary>
    public static ItemResultResource[] Items(SurveyRelease release) =>
        release.IsTooFew ? [] : [.. release.Items.Select(item => Of(item, release.Policy))];

    /// <summary>Which items go with the outcome; null where too few answered to tell of anything.</summary>
    public static DriversResource? Drivers(SurveyRelease release, SurveyItem outcome)
    {
        if (release is not { IsTooFew: false, Drivers: { } drivers }) return null;
        var why = drivers.Answer is DriverAnswer.TooFew ? Say(SurveyApiTexts.HeldBackDrivers, Results.Drivers.Fewest) : null;
        return new(Codes.Of(drivers.Answer), outcome.Code, [.. drivers.Items], why);
    }

    private static ItemResultResource Of(ItemResult result, ReleasePolicy policy) => new(
        result.Item.Code, Codes.Of(result.Item.Kind), result.Item.Words(), result.Item.IsReversed, result.Answered,
        result.DontKnow is { } unsure ? Of(unsure) : null, result.Favourable is { } share ? Of(share) : null,
        result.Promoters is { } score ? Of(score.Value, score.Lower, score.Upper) : null,
        [.. result.Item.Parts.Zip(result.Parts, (part, told) => Of(told, ItemScale.LabelOf(result.Item, part)))],
        [.. result.Steps.Select(step => Of(step, result.Item.LabelOf(step.Code)))],
        result.Change is { } change ? Of(change) : null, result.Trend is { } trend ? Of(trend) : null, result.Written,
        [.. HeldBack(result, policy)]);

    private static FigureResource Of(Figure figure) => new(figure.IsExact ? figure.Low : null, figure.Low, figure.High);

    private static AnswerCountResource Of(AnswerFigure answer, string text) =>
        new(answer.Code, text, answer.Figure is { } told ? Of(told) : null);

    private static ShareResource Of(FavourableShare share) => new(
        Of(share.Count), Of(share.Value, share.Lower, share.Upper),
        share.Bounds is { } bounds ? Of(null, bounds.Lower, bounds.Upper) : null);

    private static IntervalResource Of(double? value, double lower, double upper) => new(
        value is { } known ? Math.Round(known, Digits) : null, Math.Round(lower, Digits), Math.Round(upper, Digits));

    private static ChangeResource Of(ItemChange change) => new(
        Codes.Of(change.Verdict), change.Since,
        change is { Lower: { } lower, Upper: { } upper } ? Of(null, lower, upper) : null);

    private static TrendResource Of(ItemTrend trend) =>
        new(!trend.IsClear ? "none" : trend.Trend.Tau > 0 ? "rising" : "falling", trend.Waves);

    private static IEnumerable<HeldBackResource> HeldBack(ItemResult result, ReleasePolicy policy)
    {
        if (result.Item.IsText)
        {
            if (result.Written is null) yield return new("comments", Say(SurveyApiTexts.HeldBackComments, policy.TextThreshold));
            yield break;
        }

        if (result.Answered is null) yield return new("item", Say(SurveyApiTexts.HeldBackItem, policy.ScoreThreshold));
        foreach (var part in result.Parts.Where(part => part.Figure is null))
        {
            yield return new(part.Code, SurveyApiTexts.HeldBackPart);
        }

        if (result.Change is { Verdict: ChangeVerdict.HeldBack }) yield return new("change", SurveyApiTexts.HeldBackChange);
    }
}
