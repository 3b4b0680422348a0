using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Feedback.Results;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Feedback.Cards;

/// <summary>Results in sentences, in the language of the moment.</summary>
internal static class ResultWords
{
    private const int Percent = 100;

    /// <summary>The favourable share with its interval.</summary>
    public static string Of(FavourableShare share)
    {
        var (lower, upper) = (Percent * share.Lower, Percent * share.Upper);
        return (share.Value, share.IsOfEverybody) switch
        {
            ({ } value, true) => Say(SurveyTexts.FavourableAll, share.Count.Low, share.Answered, Percent * value),
            ({ } value, false) =>
                Say(SurveyTexts.Favourable, share.Count.Low, share.Answered, Percent * value, share.Invited, lower, upper),
            (null, true) => Say(SurveyTexts.FavourableAllBand, share.Count.Low, share.Count.High, share.Answered),
            _ => Say(SurveyTexts.FavourableBand, share.Count.Low, share.Count.High, share.Answered, share.Invited, lower, upper),
        };
    }

    /// <summary>What it could be with those who did not answer; null where enough did.</summary>
    public static string? OfBounds(FavourableShare share) =>
        share.Bounds is { } bounds ? Say(SurveyTexts.Bounds, Percent * bounds.Lower, Percent * bounds.Upper) : null;

    /// <summary>The score of a recommendation.</summary>
    public static string Of(PromoterRange score, FavourableShare share) => score.Value switch
    {
        { } value when share.IsOfEverybody => Say(SurveyTexts.ScoreAll, value),
        { } value => Say(SurveyTexts.Score, value, share.Invited, score.Lower, score.Upper),
        null => Say(SurveyTexts.ScoreBand, score.Lower, score.Upper),
    };

    /// <summary>An answer with how many gave it.</summary>
    public static string Of(string label, Figure? figure) => figure switch
    {
        { IsExact: true } exact => Say(SurveyTexts.One, label, exact.Low),
        { } band => Say(SurveyTexts.OneBand, label, band.Low, band.High),
        null => Say(SurveyTexts.OneHidden, label),
    };

    /// <summary>The distribution in a line; that of single steps where they are told.</summary>
    public static IEnumerable<string> Distribution(ItemResult result)
    {
        var parts = result.Item.Parts.Zip(result.Parts, (part, told) => Of(ItemScale.LabelOf(result.Item, part), told.Figure)).ToList();
        if (result.DontKnow is { } unsure) parts.Add(Of(ItemTexts.DontKnow, unsure));
        yield return string.Join(SurveyTexts.Dot, parts);
        if (result.Steps is not [])
        {
            yield return string.Join(SurveyTexts.Dot, result.Steps.Select(step => Of(result.Item.LabelOf(step.Code), step.Figure)));
        }
    }

    /// <summary>Whether it changed, and what could have been found at all.</summary>
    public static string Of(ItemChange change)
    {
        var (lower, upper) = (Percent * (change.Lower ?? 0), Percent * (change.Upper ?? 0));
        var verdict = change.Verdict switch
        {
            ChangeVerdict.Better => Say(SurveyTexts.Better, change.Since, lower, upper),
            ChangeVerdict.Worse => Say(SurveyTexts.Worse, change.Since, -upper, -lower),
            ChangeVerdict.NoClearChange => Say(SurveyTexts.NoClearChange, change.Since, lower, upper),
            ChangeVerdict.TooFewData => Say(SurveyTexts.TooFewData, change.Since),
            _ => Say(SurveyTexts.HeldBack, change.Since),
        };
        return change.Verdict switch
        {
            ChangeVerdict.HeldBack => verdict,
            ChangeVerdict.NoClearChange or ChangeVerdict.TooFewData => $"{verdict} {Provable(change.ProvablePoints)}",
            _ => change.Pairs is { P: not null, Effect: { } effect }
                ? $"{verdict} {Say(SurveyTexts.Pairs, Percent * effect)}" : verdict,
        };
    }

    /// <summary>The trend over waves.</summary>
    public static string Of(ItemTrend trend) => Say(
        !trend.IsClear ? SurveyTexts.NoTrend : trend.Trend.Tau > 0 ? SurveyTexts.Rising : SurveyTexts.Falling, trend.Waves);

    /// <summary>What matters most, as far as that can be told.</summary>
    public static string Of(Drivers drivers, SurveyRelease release, SurveyItem outcome)
    {
        var items = string.Join(SurveyTexts.Dot, drivers.Items.Select(
            code => Say(SurveyTexts.Quote, release.Items.First(result => result.Item.Code == code).Item.Words())));
        return drivers.Answer switch
        {
            DriverAnswer.TooFew => Say(SurveyTexts.DriversTooFew, release.Wave.Responded),
            DriverAnswer.None => Say(SurveyTexts.DriversNone, outcome.Words()),
            DriverAnswer.AmongTheStrongest => Say(SurveyTexts.DriversStrong, outcome.Words(), items),
            _ => Say(SurveyTexts.DriversRanked, outcome.Words(), items),
        };
    }

    /// <summary>How many comments there are, or from when on they are told.</summary>
    public static string OfComments(ItemResult result, ReleasePolicy policy) => result.Written switch
    {
        null => Say(SurveyTexts.CommentsHeldBack, policy.TextThreshold),
        0 => SurveyTexts.NoComments,
        { } written => Counted(written, SurveyTexts.OneComment, SurveyTexts.Comments),
    };

    /// <summary>In tens: nobody should take it for exact.</summary>
    private static string Provable(int? points) =>
        points is { } known ? Say(SurveyTexts.Provable, (int)Math.Round(known / 10.0) * 10) : SurveyTexts.NothingProvable;
}
