using System.Collections.Immutable;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Statistics;

namespace Improvement.Bot.Feedback.Results;

/// <summary>Favourable answers of a team, or of a group of it, as a share of all of it.</summary>
/// <param name="Count">How many were favourable.</param>
/// <param name="Answered">Of how many answers.</param>
/// <param name="Invited">People who were asked.</param>
/// <param name="Lower">The smallest share of the whole team that fits the answers, 0 to 1; Wilson, finite team.</param>
/// <param name="Upper">The largest one.</param>
internal sealed record FavourableShare(Figure Count, int Answered, int Invited, double Lower, double Upper)
{
    /// <summary>Share of people who answered, below which the silent ones could make anything of the result.</summary>
    public const double EnoughResponse = 0.6;

    /// <summary>The share of the answers; null where the count is told as a band.</summary>
    public double? Value => Count.IsExact ? (double)Count.Low / Answered : null;

    /// <summary>Whether everybody answered, so that there is nothing to estimate.</summary>
    public bool IsOfEverybody => Answered == Invited;

    /// <summary>What the share of the whole team lies between, whatever the silent ones think; null where enough answered.</summary>
    public (double Lower, double Upper)? Bounds => Answered >= EnoughResponse * Invited ? null : (
        Share.Bounds(Count.Low, Answered, Invited).Lower, Share.Bounds(Count.High, Answered, Invited).Upper);

    /// <summary>The share with its interval; of a band, from the interval of its one end to that of the other.</summary>
    public static FavourableShare Of(Figure count, int answered, int invited) => new(
        count, answered, invited, Share.Wilson(count.Low, answered, invited)!.Lower, Share.Wilson(count.High, answered, invited)!.Upper);
}

/// <summary>Promoters minus detractors in hundredths, as far as the counts are told.</summary>
/// <param name="Value">The score; null where a count is told as a band or not at all.</param>
/// <param name="Lower">The smallest score that fits, −100 to 100.</param>
/// <param name="Upper">The largest one.</param>
internal sealed record PromoterRange(double? Value, double Lower, double Upper)
{
    /// <summary>The score of counts, over all that they may be.</summary>
    /// <param name="parts">Promoters, passives and detractors.</param>
    /// <param name="answered">Their sum.</param>
    /// <param name="invited">People who were asked.</param>
    public static PromoterRange Of(ImmutableArray<AnswerFigure> parts, int answered, int invited)
    {
        var passives = In(parts, ItemPart.Neutral);
        var scores = (
            from up in Range(In(parts, ItemPart.Favourable), answered)
            from down in Range(In(parts, ItemPart.Unfavourable), answered)
            let between = answered - up - down
            where between >= (passives?.Low ?? 0) && between <= (passives?.High ?? answered)
            select PromoterScore.Of(up, between, down, invited)!).ToList();
        return new(
            scores is [var only] ? only.Value : null, scores.Min(score => score.Lower), scores.Max(score => score.Upper));
    }

    private static Figure? In(ImmutableArray<AnswerFigure> parts, string code) => parts.First(part => part.Code == code).Figure;

    private static IEnumerable<int> Range(Figure? figure, int all) =>
        figure is { } known ? Enumerable.Range(known.Low, known.High - known.Low + 1) : Enumerable.Range(0, all + 1);
}
