using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Errors.Taxonomies;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Report;

/// <summary>The questions about an error that stand on several forms, each made once per language; a form fills in what it knows.</summary>
internal static class ErrorInputs
{
    /// <summary>Name of the folded part with the questions that nobody has to look at.</summary>
    public const string Details = "details";

    /// <summary>Name of the folded part that says what the levels of severity mean.</summary>
    public const string Levels = "levels";

    private static readonly PerLanguage<ChoiceInput> SeverityQuestion = new(() =>
        Pick(
            nameof(ErrorReport.Severity), ErrorTexts.HowBad,
            Severities()) with { IsRequired = true, ErrorMessage = ErrorTexts.ChooseSeverity });
    private static readonly PerLanguage<ChoiceInput> OpenSeverityQuestion =
        new(() => Pick(nameof(ErrorReport.Severity), ErrorTexts.HowBad, Severities()) with { Placeholder = ErrorTexts.HowBadFromWords });
    private static readonly PerLanguage<ChoiceInput> HitQuestion = new(() =>
        Pick(
            nameof(ErrorReport.Hit), ErrorTexts.WhoWasHit,
            Enum.GetValues<HitWhom>().Select(whom => (whom.ToString(), ErrorWords.Of(whom)))));
    private static readonly PerLanguage<ChoiceInput> ReadersQuestion = new(() =>
        Pick(
            nameof(ErrorReport.Confidentiality), ErrorTexts.WhoMaySee,
            Enum.GetValues<Confidentiality>().Select(each => (each.ToString(), ErrorWords.Of(each)))));
    private static readonly PerLanguage<ChoiceInput> ObjectQuestion = new(() =>
        Pick(
            nameof(ErrorReport.Object), ErrorTexts.WhatAbout,
            Enum.GetValues<ReportedObject>().Select(reported =>
                (reported.ToString(), ErrorWords.Of(reported)))) with { Placeholder = ErrorTexts.NotSure });
    private static readonly PerLanguage<ChoiceInput> CategoryQuestion = new(() =>
        Pick(
            nameof(ErrorReport.Category), ErrorTexts.Category,
            Taxonomy.Starting.Kind.Codes.Select(code =>
                (code, ErrorWords.Of(Taxonomy.Starting.Kind, code)))) with { Placeholder = ErrorTexts.NotSure });
    private static readonly PerLanguage<ChoiceInput> DetectionQuestion = new(() =>
        Pick(
            nameof(ErrorRecord.Detection), ErrorTexts.HowNoticed,
            Taxonomy.Starting.Detection.Codes.Select(code =>
                (code, ErrorWords.Of(Taxonomy.Starting.Detection, code)))) with { Placeholder = ErrorTexts.NotSure });
    private static readonly PerLanguage<TextInput> HitWordsQuestion =
        new(() => Line(DetailText.HitWords.Input, DetailText.HitWords.Question()));
    private static readonly PerLanguage<TextInput[]> ResultQuestions =
        new(() => [.. DetailText.Results.Select(text => Paragraph(text.Input, text.Question()))]);
    private static readonly PerLanguage<Element> UnfoldButtons =
        new(() => Buttons(Unfold(ErrorTexts.MoreDetails, Details), Unfold(ErrorTexts.WhatLevelsMean, Levels)));
    private static readonly PerLanguage<Container> Meanings = new(() =>
        Folded(
            Levels,
            Facts([.. Enum.GetValues<Severity>().Select(severity => (ErrorWords.Level(severity), (string?)ErrorWords.Means(severity)))])));

    /// <summary>How bad it is.</summary>
    public static ChoiceInput Severity => SeverityQuestion.Value;

    /// <summary>
    /// How bad it is, with the level that a story suggests preselected; without a story the level is proposed once there is one, so nobody
    /// has to choose. The question names what is proposed, which stays true when a person chooses another. Where the words say nothing the
    /// middle of the scale is preselected, so that one press is enough, and the question says that it is no proposal.
    /// </summary>
    public static ChoiceInput SeverityFor(string story)
    {
        if (Story.IsBlank(story)) return OpenSeverityQuestion.Value;

        var proposal = SeverityRules.Propose(story);
        var label = proposal.FromText ? Say(ErrorTexts.HowBadProposed, (int)proposal.Value) : ErrorTexts.HowBadUnclear;
        return OpenSeverityQuestion.Value with { Label = label, Value = proposal.Value.ToString() };
    }

    /// <summary>What a form has proposed, which comes back with it and is not seen; see <see cref="ProposedAgain"/>.</summary>
    public static IEnumerable<TextInput> Proposed(string? severity, string? category) =>
    [
        Line(nameof(ErrorReport.ProposedSeverity), ErrorTexts.HowBad) with { IsVisible = false, Value = severity ?? "" },
        Line(nameof(ErrorReport.ProposedCategory), ErrorTexts.Category) with { IsVisible = false, Value = category ?? "" },
    ];

    /// <summary>The complaint of a form whose story proposes a higher severity than was seen; the form has it chosen already.</summary>
    public static Problems Raised(bool isRaised, Severity? severity) =>
        Problems.None.When(isRaised && severity is not null, "", Say(ErrorTexts.SeverityRaised, ErrorWords.Level(severity ?? default)));

    /// <summary>What kind of error it is, with the kind that a story suggests preselected and named.</summary>
    public static ChoiceInput CategoryFor(string story) => KindRules.Propose(story) is { Value: { } proposed } proposal
        ? Category with { Label = Say(ErrorTexts.CategoryProposed, ErrorWords.Of(Taxonomy.Starting.Kind, proposed),
            Math.Round(proposal.Confidence * 100)), Value = proposed }
        : Category;

    /// <summary>Who was hit.</summary>
    public static ChoiceInput Hit => HitQuestion.Value;

    /// <summary>Who or what exactly was hit.</summary>
    public static TextInput HitWords => HitWordsQuestion.Value;

    /// <summary>What came out and what was done, as a group.</summary>
    /// <param name="present">What is known already; null for nothing.</param>
    public static Container Results(ErrorDetails? present = null) => Group([
        Subheading(ErrorTexts.GroupResult),
        .. ResultQuestions.Value.Zip(
            DetailText.Results, (input, text) => present is null ? input : input with { Value = text.Of(present) })]);

    /// <summary>Normal or restricted.</summary>
    public static ChoiceInput Confidentiality => ReadersQuestion.Value;

    /// <summary>What kind of thing went wrong.</summary>
    public static ChoiceInput Object => ObjectQuestion.Value;

    /// <summary>What kind of error it is.</summary>
    public static ChoiceInput Category => CategoryQuestion.Value;

    /// <summary>How it was noticed.</summary>
    public static ChoiceInput Detection => DetectionQuestion.Value;

    /// <summary>The two buttons that unfold the details and the meanings.</summary>
    public static Element Folds => UnfoldButtons.Value;

    /// <summary>What the levels mean, folded away: their definitions would be cut off in the list itself.</summary>
    public static Container LevelMeanings => Meanings.Value;

    /// <summary>The six levels, as choices.</summary>
    public static IEnumerable<(string Value, string Title)> Severities() =>
        Enum.GetValues<Severity>().Select(severity => (severity.ToString(), ErrorWords.Level(severity)));
}
