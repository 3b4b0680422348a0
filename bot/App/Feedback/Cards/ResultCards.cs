using System.Collections.Immutable;
using Improvement.Bot.Feedback.Agents;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Feedback.Results;
using Improvement.Bot.Framework.Cards;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Feedback.Cards;

/// <summary>A release as people read it. What it draws comes from the release alone.</summary>
/// <param name="Name">What the survey is called.</param>
/// <param name="Team">Who was asked.</param>
/// <param name="Release">What may be told.</param>
/// <param name="Outcome">What the survey is after.</param>
internal sealed record ResultLook(string Name, string Team, SurveyRelease Release, SurveyItem Outcome)
{
    /// <summary>Whether it was talked about, as people said ten days later; null as long as nobody knows.</summary>
    public SurveyRelease? Afterwards { get; init; }

    /// <summary>What AI agents answered, beside the release: nothing of it counts there.</summary>
    public ImmutableArray<AgentAnswer> Agents { get; init; } = [];
}

/// <summary>The results of a wave, a guide for talking about them, and a post for the channel.</summary>
internal static class ResultCards
{
    /// <summary>Everything that may be told, for those who lead.</summary>
    /// <param name="buttons">What can be done with it; null ones are left out.</param>
    public static Card Of(ResultLook look, params ImmutableArray<CardAction?> buttons)
    {
        var heading = HeadingOf(look);
        return Card(
            heading,
            [
                Heading(heading),
                .. look.Release.IsTooFew ? [Text(TooFew(SurveyTexts.TooFewResponded, look))] : Told(look),
                .. AgentSection.Of(look.Agents, look.Release.Items.Select(result => result.Item)),
                buttons.Any(button => button is not null) ? Buttons(buttons.AsSpan()) : null,
            ]);
    }

    /// <summary>Three steps for the talk: thank, show, ask.</summary>
    public static Card Guide(ResultLook look)
    {
        var heading = Say(SurveyTexts.GuideHeading, HeadingOf(look));
        var isFew = look.Release.IsTooFew;
        return Card(
            heading,
            Heading(heading),
            Text(SurveyTexts.GuideIntro),
            Subheading(SurveyTexts.GuideThank),
            Text(isFew ? TooFew(SurveyTexts.GuideThankFew, look) : Responded(SurveyTexts.GuideThankWords, look)),
            Subheading(SurveyTexts.GuideShow),
            Text(isFew ? SurveyTexts.GuideShowFew : SurveyTexts.GuideShowWords),
            Subheading(SurveyTexts.GuideAsk),
            Text(isFew ? SurveyTexts.GuideAskFew : SurveyTexts.GuideAskWords));
    }

    /// <summary>What is posted to those who were asked: one sentence for each item, and what comes next.</summary>
    public static Card Post(ResultLook look)
    {
        var heading = Say(SurveyTexts.PostHeading, look.Name, look.Release.Wave.Number);
        return Card(
            heading,
            [
                Heading(heading),
                Text(look.Release.IsTooFew ? TooFew(SurveyTexts.PostFew, look) : Responded(SurveyTexts.PostThanks, look)),
                .. look.Release.Items.Where(result => !result.Item.IsText && !look.Release.IsTooFew).SelectMany(Short),
                Text(SurveyTexts.PostNext) with { Separator = true },
            ]);
    }

    private static string HeadingOf(ResultLook look) =>
        Say(SurveyTexts.ResultHeading, look.Name, look.Release.Wave.Number, look.Team);

    private static string Responded(string words, ResultLook look) => Say(words, look.Release.Wave.Responded, look.Release.Wave.Invited);

    private static string TooFew(string words, ResultLook look) =>
        Say(words, look.Release.Policy.ScoreThreshold, look.Release.Wave.Invited);

    private static IEnumerable<Element?> Told(ResultLook look) =>
    [
        Hint(Responded(SurveyTexts.Responded, look)),
        .. look.Release.Items.SelectMany(result => Part(result, look.Release.Policy)),
        .. HeatMap.Of(look.Release),
        look.Release.Drivers is { } drivers
            ? Text(ResultWords.Of(drivers, look.Release, look.Outcome)) with { Separator = true, Spacing = Spacing.Medium }
            : null,
        look.Afterwards is { } afterwards ? Text(Afterwards(afterwards)) with { Separator = true, Spacing = Spacing.Medium } : null,
    ];

    private static IEnumerable<Element?> Part(ItemResult result, ReleasePolicy policy) =>
    [
        Subheading(result.Item.Words()) with { Separator = true },
        .. result.Item.IsText ? [Text(ResultWords.OfComments(result, policy))] : Sentences(result).Select(Text),
        Chart(result),
        result.Change is { } change ? Text(Changed(result, ResultWords.Of(change))) : null,
        result.Trend is { } trend ? Text(ResultWords.Of(trend)) : null,
    ];

    /// <summary>Of a recommendation the change is that of the share of promoters, and not of the score that stands above it.</summary>
    private static string Changed(ItemResult result, string words) =>
        result.Promoters is null ? words : Say(SurveyTexts.OfPromoters, words);

    private static IEnumerable<Element?> Short(ItemResult result) =>
        [Subheading(result.Item.Words()), .. Sentences(result).Take(2).Select(Text)];

    /// <summary>What the item came to, the most important first.</summary>
    private static IEnumerable<string> Sentences(ItemResult result)
    {
        if (result.Answered is not { } answered)
        {
            yield return SurveyTexts.TooFewAnswered;
            yield break;
        }
        yield return result switch
        {
            { Promoters: { } score, Favourable: { } of } => ResultWords.Of(score, of),
            { Favourable: { } share } => ResultWords.Of(share),
            _ => Say(SurveyTexts.Of, answered),
        };
        foreach (var line in ResultWords.Distribution(result)) yield return line;
        if (result.Item.IsReversed) yield return result.Item.Kind is ItemKind.Rating ? SurveyTexts.ReversedRating : SurveyTexts.Reversed;
        if (result is { Favourable: { } all, Promoters: null } && ResultWords.OfBounds(all) is { } bounds) yield return bounds;
    }

    /// <summary>Bars, where every count is told exactly; the same stands above them in words.</summary>
    private static BarChart? Chart(ItemResult result)
    {
        if (result.Ordered is null) return null;
        var bars = result.Item.Parts.Zip(result.Parts, (part, told) => new Bar(ItemScale.LabelOf(result.Item, part), told.Figure!.Value.Low)
        {
            Color = part.Code switch
            {
                ItemPart.Favourable => ChartColor.Good, ItemPart.Neutral => ChartColor.Neutral, _ => ChartColor.Warning,
            },
        });
        return new(SurveyTexts.ChartTitle, [.. bars.Reverse()], ResultWords.Distribution(result).First());
    }

    private static string Afterwards(SurveyRelease afterwards) => Say(
        SurveyTexts.Afterwards, afterwards.Items[0].Item.Words(),
        afterwards.IsTooFew ? SurveyTexts.TooFewAnswered : string.Join(' ', Sentences(afterwards.Items[0]).Take(1)));
}
