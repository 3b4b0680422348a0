using System.Collections.Immutable;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Framework.Cards;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>How the question of a lead is answered.</summary>
internal enum OwnKind
{
    /// <summary>A statement, in five steps from strong disagreement to strong agreement.</summary>
    Agreement,

    /// <summary>Yes or no.</summary>
    YesNo,

    /// <summary>0 to 10.</summary>
    Rating,

    /// <summary>One of several options.</summary>
    OneChoice,

    /// <summary>Any of several options.</summary>
    AnyChoice,

    /// <summary>Words of one's own.</summary>
    Words,
}

/// <summary>The question that a lead adds; the properties are the inputs of the form.</summary>
/// <param name="Options">The options of a choice, one in a line.</param>
/// <param name="Reversed">Whether agreement is bad news.</param>
internal sealed record OwnAnswer(string Words, OwnKind Kind, string? Options = null, bool Reversed = false)
{
    /// <summary>The question as it is kept.</summary>
    public OwnItem Item() => new(
        Kind switch
        {
            OwnKind.Agreement => ItemKind.Likert,
            OwnKind.YesNo => ItemKind.YesNo,
            OwnKind.Rating => ItemKind.Rating,
            OwnKind.OneChoice => ItemKind.SingleChoice,
            OwnKind.AnyChoice => ItemKind.MultipleChoice,
            _ => ItemKind.Text,
        },
        Words.Trim(), IsChoice ? [.. Lines] : [], Reversed && !IsChoice && Kind is not OwnKind.Words);

    /// <summary>Whether it needs options.</summary>
    public bool IsChoice => Kind is OwnKind.OneChoice or OwnKind.AnyChoice;

    /// <summary>The options, without empty lines.</summary>
    public IReadOnlyList<string> Lines =>
        (Options ?? "").Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>A question of the lead's own, in a form of its own: what may not be asked is refused there, anything else is advice.</summary>
internal static class OwnQuestion
{
    /// <summary>Asks for it.</summary>
    /// <param name="people">How many are asked.</param>
    /// <param name="proposed">What was typed before; null for nothing.</param>
    public static Form<OwnAnswer> Form(int people, SurveyMode mode, OwnAnswer? proposed) => new(
        Card(
            SurveysTexts.OwnHeading,
            Heading(SurveysTexts.OwnHeading),
            Text(SurveysTexts.OwnExplanation),
            Paragraph(nameof(OwnAnswer.Words), SurveysTexts.OwnWords) with
            {
                Value = proposed?.Words, IsRequired = true, ErrorMessage = SurveysTexts.OwnWordsMissing,
            },
            Pick(nameof(OwnAnswer.Kind), SurveysTexts.OwnKind, Enum.GetValues<OwnKind>().Select(kind =>
                (kind.ToString(), SurveysTexts.ResourceManager.GetString($"OwnKind.{kind}")!))) with
            {
                Value = (proposed?.Kind ?? OwnKind.Agreement).ToString(),
            },
            Paragraph(nameof(OwnAnswer.Options), SurveysTexts.OwnOptions) with { Value = proposed?.Options },
            Tick(nameof(OwnAnswer.Reversed), SurveysTexts.OwnReversed, SurveysTexts.OwnReversedTick) with
            {
                Value = proposed?.Reversed is true ? "true" : "false",
            }),
        own => ProblemsOf(own, people, mode))
    {
        Submit = SurveysTexts.LaunchNext, MainInput = nameof(OwnAnswer.Words),
    };

    /// <summary>Why a question may not be asked; null where it may be.</summary>
    public static string? Refused(OwnItem own, SurveyMode mode, int people) =>
        FindingsOf(own, mode, people).FirstOrDefault(finding => finding.IsRefused)?.Sentence;

    /// <summary>What would make a question better.</summary>
    public static IEnumerable<string> Advice(OwnItem own, SurveyMode mode, int people) =>
        FindingsOf(own, mode, people).Where(finding => !finding.IsRefused).Select(finding => finding.Sentence);

    // Where answers are read with names, a question cannot give away who answered.
    private static IEnumerable<LintFinding> FindingsOf(OwnItem own, SurveyMode mode, int people) => ItemLint
        .Of(own.Words, own.Kind, people)
        .Where(finding => finding.Rule is not LintRule.Identifying || mode is not SurveyMode.Attributed);

    private static Problems ProblemsOf(OwnAnswer own, int people, SurveyMode mode)
    {
        var lines = own.Lines;
        var refused = own.Words.Trim().Length > OwnItem.LongestWords
            ? Say(SurveysTexts.OwnTooLong, OwnItem.LongestWords, own.Words.Trim().Length)
            : Refused(own.Item(), mode, people);
        return Problems.None
            .When(refused is not null, nameof(OwnAnswer.Words), refused ?? "")
            .When(
                own.IsChoice && lines.Count is (< OwnItem.FewestOptions or > OwnItem.MostOptions), nameof(OwnAnswer.Options),
                Say(SurveysTexts.OwnOptionsCount, OwnItem.FewestOptions, OwnItem.MostOptions))
            .When(
                own.IsChoice && lines.Distinct(StringComparer.CurrentCultureIgnoreCase).Count() < lines.Count, nameof(OwnAnswer.Options),
                SurveysTexts.OwnOptionsTwice)
            .When(
                own.IsChoice && lines.Any(line => line.Length > OwnItem.LongestOption), nameof(OwnAnswer.Options),
                Say(SurveysTexts.OwnOptionTooLong, OwnItem.LongestOption));
    }
}
