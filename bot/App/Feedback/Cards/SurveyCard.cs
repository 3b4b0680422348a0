using System.Collections.Immutable;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Feedback.Results;
using Improvement.Bot.Feedback.Templates;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Framework.Cards;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Feedback.Cards;

/// <summary>What somebody is asked, and under which promise.</summary>
/// <param name="Wave">Number of the wave.</param>
/// <param name="Name">What the survey is called.</param>
/// <param name="Team">Who is asked, as they call themselves.</param>
/// <param name="Mode">Who can tell what they answered.</param>
/// <param name="Policy">What may be told of it.</param>
/// <param name="Items">The items, in order.</param>
/// <param name="ClosesAt">Until when it is open.</param>
internal sealed record SurveyLook(
    long Wave, string Name, string Team, SurveyMode Mode, ReleasePolicy Policy, ImmutableArray<SurveyItem> Items, DateTimeOffset ClosesAt);

/// <summary>The survey as people answer it: everything on one card, which keeps what is filled in until it is sent.</summary>
internal static class SurveyCard
{
    private const string Limits = "limits";

    /// <summary>The card before anything is filled in.</summary>
    public static Card Of(SurveyLook survey) => Of(survey, Values.None, Problems.None);

    /// <summary>The card with what was filled in, and what is wrong with it.</summary>
    public static Card Of(SurveyLook survey, Values typed, Problems problems)
    {
        var heading = Say(SurveyTexts.Heading, survey.Name, survey.Team);
        return Card(
            heading,
            [
                Heading(heading),
                .. Promise(survey),
                Hint(LengthOf(survey.Items)),
                .. survey.Items.SelectMany(item => Part(survey.Mode, item, typed[item.Code], problems)),
                Hint(Say(SurveyTexts.Until, Moment.DayAndTime(survey.ClosesAt))) with { Separator = true },
                .. problems.About("").Select(Warning),
                InvokeButtons(BallotButtons.SendOf(survey.Wave), BallotButtons.ObjectOf(survey.Wave)),
                Buttons(
                    Unfold(SurveyTexts.Limits, Limits),
                    survey.Mode is SurveyMode.Anonymous ? BallotButtons.ProveOf(survey.Wave) : null),
                Folded(Limits, [.. LimitsOf(survey.Mode)]),
            ]);
    }

    /// <summary>After the answer was counted: the same for everybody, and nothing of what was answered.</summary>
    /// <param name="codes">By item in own words, the code by which a reply can be read; null where nobody can reply.</param>
    public static Card Counted(SurveyLook survey, IReadOnlyDictionary<string, string>? codes = null)
    {
        var card = Sentence(Say(SurveyTexts.Counted, Moment.DayAhead(survey.ClosesAt)), survey);
        return codes is null or { Count: 0 } ? card : card with { Body = [.. card.Body, .. Codes(survey, codes)] };
    }

    /// <summary>For somebody who has answered before.</summary>
    public static Card AlreadyCounted(SurveyLook survey) => Sentence(SurveyTexts.AlreadyCounted, survey);

    /// <summary>For somebody who finds a question not acceptable.</summary>
    public static Card Objected(SurveyLook survey) => Sentence(SurveyTexts.Objected, survey);

    /// <summary>What a mode is called.</summary>
    public static string NameOf(SurveyMode mode) => mode switch
    {
        SurveyMode.Anonymous => SurveyTexts.Mode_Anonymous,
        SurveyMode.Confidential => SurveyTexts.Mode_Confidential,
        _ => SurveyTexts.Mode_Attributed,
    };

    private static IEnumerable<Element> Codes(SurveyLook survey, IReadOnlyDictionary<string, string> codes)
    {
        yield return Subheading(SurveyTexts.CodeHeading) with { Separator = true };
        foreach (var item in survey.Items.Where(item => codes.ContainsKey(item.Code)))
        {
            if (codes.Count > 1) yield return Hint(item.Words());
            yield return Text(codes[item.Code]) with { FontType = FontType.Monospace, Weight = TextWeight.Bolder };
        }

        yield return Hint(SurveyTexts.CodeHint);
    }

    private static Card Sentence(string words, SurveyLook survey)
    {
        var heading = Say(SurveyTexts.Heading, survey.Name, survey.Team);
        return Card(heading, Heading(heading), Text(words));
    }

    /// <summary>Who sees what, in words; the colour only repeats them.</summary>
    private static IEnumerable<Element> Promise(SurveyLook survey)
    {
        var (style, words) = survey.Mode switch
        {
            SurveyMode.Anonymous => (BadgeStyle.Good, SurveyTexts.ModeWords_Anonymous),
            SurveyMode.Confidential => (BadgeStyle.Informative, SurveyTexts.ModeWords_Confidential),
            _ => (BadgeStyle.Warning, SurveyTexts.ModeWords_Attributed),
        };
        yield return new Badge(NameOf(survey.Mode)) { Style = style };
        yield return Text(words) with { Spacing = Spacing.Small };
        if (survey.Mode is SurveyMode.Attributed) yield break;
        var (scores, texts) = (survey.Policy.ScoreThreshold, survey.Policy.TextThreshold);
        yield return Text(Say(SurveyTexts.Shown, scores, texts)) with { Spacing = Spacing.Small };
        if (survey.Policy.Breakdown is { } by) yield return Text(Say(SurveyTexts.ShownBy, by)) with { Spacing = Spacing.Small };
    }

    /// <summary>How many questions, and minutes that it takes less than: two, if not for own questions of a lead.</summary>
    private static string LengthOf(ImmutableArray<SurveyItem> items) => Say(
        items is [_] ? SurveyTexts.LengthOfOne : SurveyTexts.Length, items.Length, Math.Max(2, 1 + (SurveyTemplate.SecondsOf(items) / 60)));

    private static IEnumerable<Element> Part(SurveyMode mode, SurveyItem item, string? typed, Problems problems) =>
    [
        InputOf(item) with { Value = typed, Spacing = Spacing.Medium },
        .. item.IsText ? [Hint(PreviewOf(mode))] : Array.Empty<Element>(),
        .. problems.About(item.Code).Select(Warning),
    ];

    /// <summary>A drop-down, which is one line in a narrow client; only where several may be chosen all of them stand there.</summary>
    private static Input InputOf(SurveyItem item)
    {
        if (item.IsText) return Paragraph(item.Code, item.Words());
        var answers = item.Kind is ItemKind.MultipleChoice ? item.Choices : item.Answers;
        var pick = Pick(item.Code, item.Words(), answers.Select(answer => (answer, item.LabelOf(answer))));
        return item.Kind is ItemKind.MultipleChoice
            ? pick with { Style = "expanded", IsMultiSelect = true }
            : pick with { Placeholder = SurveyTexts.Choose };
    }

    private static string PreviewOf(SurveyMode mode) => mode switch
    {
        SurveyMode.Anonymous => SurveyTexts.Preview_Anonymous,
        SurveyMode.Confidential => SurveyTexts.Preview_Confidential,
        _ => SurveyTexts.Preview_Attributed,
    };

    private static IEnumerable<Element> LimitsOf(SurveyMode mode) =>
    [
        Subheading(SurveyTexts.LimitsHeading),
        .. (mode is SurveyMode.Anonymous
            ? new[] { SurveyTexts.LimitsWhole, SurveyTexts.LimitsNot, SurveyTexts.LimitsChat } : [SurveyTexts.LimitsNamed]).Select(Text),
        Text(SurveyTexts.ObjectWords),
    ];
}
