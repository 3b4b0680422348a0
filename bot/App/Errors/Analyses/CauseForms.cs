using System.Globalization;
using System.Text.Json.Serialization;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Fixes;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Taxonomies;
using Improvement.Bot.Errors.Triage;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Analyses;

/// <summary>The answer of the form that adds a cause.</summary>
/// <param name="Under">The cause that it explains; null for the error itself.</param>
/// <param name="Evidence">How that is known; null for not yet.</param>
internal sealed record CauseAnswer(string Text, CauseKind Kind = CauseKind.Contributing, long? Under = null, string? Evidence = null)
{
    /// <inheritdoc cref="CauseContent.Without"/>
    public Counterfactual Without { get; init; }

    /// <inheritdoc cref="CauseContent.Confidence"/>
    public CauseConfidence Confidence { get; init; } = CauseConfidence.Medium;

    /// <inheritdoc cref="CauseContent.Group"/>
    public string? Group { get; init; }

    /// <summary>What it says of the node.</summary>
    [JsonIgnore]
    public CauseContent Content => new(Text, Kind) { Without = Without, Confidence = Confidence, Group = Group };
}

/// <summary>The answer of the form that adds evidence.</summary>
internal sealed record EvidenceAnswer(long Cause, string Text);

/// <summary>The answer of the form that changes a cause; what is left empty stays.</summary>
internal sealed record ChangeAnswer(long Cause, string? Text = null, CauseKind? Kind = null)
{
    /// <inheritdoc cref="CauseContent.Without"/>
    public Counterfactual? Without { get; init; }

    /// <inheritdoc cref="CauseContent.Group"/>
    public string? Group { get; init; }

    /// <summary>The cause of another error that it is the same as; null for none, or where that stays.</summary>
    public long? SameAs { get; init; }

    /// <summary>Whether it is not the same as in other errors after all.</summary>
    public bool IsItsOwn { get; init; }

    /// <summary>Whether it is taken out of the tree.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>What the node says from then on.</summary>
    public CauseContent MergedWith(CauseContent before) => before with
    {
        Text = string.IsNullOrWhiteSpace(Text) ? before.Text : Text.Trim(),
        Kind = Kind ?? before.Kind,
        Without = Without ?? before.Without,
        Group = string.IsNullOrEmpty(Group) ? before.Group : Group,
    };
}

/// <summary>The answer of the form that says that the causes are complete.</summary>
/// <param name="Justification">Why it is enough although a check fails.</param>
internal sealed record SubmitAnswer(string? Justification = null, string? WentWell = null, string? MadeSense = null);

/// <summary>The forms of a root cause analysis: a short one for each step, so that nothing is lost when one expires.</summary>
internal static class CauseForms
{
    /// <summary><em>Why did it happen? …</em></summary>
    public static Form<CauseAnswer> Add(long number, CausePresent present)
    {
        var heading = Say(AnalysisTexts.AddHeading, ErrorKind.Labels.Of(number));
        return new(
            Card(
                heading,
                Heading(heading),
                Text(present.Title),
                present.Causes is [] ? null : Pick(nameof(CauseAnswer.Under), AnalysisTexts.AddUnder, Choices(present)) with
                {
                    Value = Last(present), Placeholder = AnalysisTexts.AddUnderError,
                },
                Paragraph(nameof(CauseAnswer.Text), AnalysisTexts.AddText) with
                {
                    IsRequired = true, ErrorMessage = AnalysisTexts.AddTextMissing, Placeholder = AnalysisTexts.AddTextHint,
                },
                Kinds(nameof(CauseAnswer.Kind)) with
                {
                    Value = (present.Causes is [] ? CauseKind.Direct : CauseKind.Contributing).ToString(),
                },
                Line(nameof(CauseAnswer.Evidence), AnalysisTexts.AddEvidence) with { Placeholder = AnalysisTexts.EvidenceHint },
                Buttons(Unfold(ErrorTexts.MoreDetails, "cause-details")),
                Folded("cause-details",
                    Values<Counterfactual>(nameof(CauseAnswer.Without), AnalysisTexts.Without) with
                    {
                        Value = nameof(Counterfactual.NotSaid),
                    },
                    Groups(nameof(CauseAnswer.Group)),
                    Values<CauseConfidence>(nameof(CauseAnswer.Confidence), AnalysisTexts.Confidence) with
                    {
                        Value = nameof(CauseConfidence.Medium),
                    })),
            answer => ProposeFix.Lengths((nameof(answer.Text), answer.Text), (nameof(answer.Evidence), answer.Evidence)))
        {
            Submit = AnalysisTexts.AddIt,
            MainInput = nameof(CauseAnswer.Text),
        };
    }

    /// <summary><em>Add evidence …</em></summary>
    public static Form<EvidenceAnswer> Evidence(long number, CausePresent present)
    {
        var heading = Say(AnalysisTexts.SupportHeading, ErrorKind.Labels.Of(number));
        return new(
            Card(
                heading,
                Heading(heading),
                Which(nameof(EvidenceAnswer.Cause), present),
                Paragraph(nameof(EvidenceAnswer.Text), AnalysisTexts.SupportText) with
                {
                    IsRequired = true, ErrorMessage = AnalysisTexts.SupportTextMissing, Placeholder = AnalysisTexts.EvidenceHint,
                }),
            answer => ProposeFix.Lengths((nameof(answer.Text), answer.Text)))
        {
            Submit = AnalysisTexts.SupportIt,
            MainInput = nameof(EvidenceAnswer.Text),
        };
    }

    /// <summary><em>Change a cause …</em></summary>
    public static Form<ChangeAnswer> Change(long number, CausePresent present)
    {
        var heading = Say(AnalysisTexts.ChangeHeading, ErrorKind.Labels.Of(number));
        return new(
            Card(
                heading,
                Heading(heading),
                Which(nameof(ChangeAnswer.Cause), present),
                Text(AnalysisTexts.ChangeHelp),
                Paragraph(nameof(ChangeAnswer.Text), AnalysisTexts.ChangeText),
                Kinds(nameof(ChangeAnswer.Kind)) with { Placeholder = AnalysisTexts.StaysAsItIs },
                Values<Counterfactual>(nameof(ChangeAnswer.Without), AnalysisTexts.Without) with
                {
                    Placeholder = AnalysisTexts.StaysAsItIs,
                },
                Groups(nameof(ChangeAnswer.Group)) with { Placeholder = AnalysisTexts.StaysAsItIs },
                present.Elsewhere is [] ? null : Pick(
                    nameof(ChangeAnswer.SameAs), AnalysisTexts.SameAs, present.Elsewhere.Select(each => (Key(each), each.Line))) with
                {
                    Placeholder = AnalysisTexts.StaysAsItIs,
                },
                present.IsShared ? Tick(nameof(ChangeAnswer.IsItsOwn), AnalysisTexts.ItsOwn, AnalysisTexts.ItsOwnTick) : null,
                Tick(nameof(ChangeAnswer.IsRemoved), AnalysisTexts.Remove, AnalysisTexts.RemoveTick)),
            answer => ProposeFix.Lengths((nameof(answer.Text), answer.Text)))
        {
            Submit = AnalysisTexts.ChangeIt,
            MainInput = nameof(ChangeAnswer.Text),
        };
    }

    /// <summary><em>The causes are complete …</em></summary>
    public static Form<SubmitAnswer> Submit(long number, CausePresent present)
    {
        var heading = Say(AnalysisTexts.SubmitHeading, ErrorKind.Labels.Of(number));
        var isIncomplete = present.Missing is not [];
        return new(
            Card(heading, [
                Heading(heading),
                Text(isIncomplete ? AnalysisTexts.SubmitMissing : AnalysisTexts.SubmitGood),
                .. present.Missing.Select(line => Text(line) with { Spacing = Spacing.Small }),
                isIncomplete
                    ? Paragraph(nameof(SubmitAnswer.Justification), AnalysisTexts.Justification) with
                    {
                        IsRequired = true, ErrorMessage = AnalysisTexts.JustificationMissing,
                    }
                    : null,
                Paragraph(nameof(SubmitAnswer.WentWell), AnalysisTexts.WentWell),
                Paragraph(nameof(SubmitAnswer.MadeSense), AnalysisTexts.MadeSense),
            ]),
            answer => ProposeFix.Lengths(
                (nameof(answer.Justification), answer.Justification), (nameof(answer.WentWell), answer.WentWell),
                (nameof(answer.MadeSense), answer.MadeSense)))
        {
            Submit = AnalysisTexts.SubmitIt,
            MainInput = nameof(SubmitAnswer.WentWell),
        };
    }

    private static ChoiceInput Which(string id, CausePresent present) => Pick(id, AnalysisTexts.Which, Choices(present)) with
    {
        IsRequired = true, ErrorMessage = AnalysisTexts.WhichMissing, Value = Last(present),
    };

    private static ChoiceInput Kinds(string id) => Values<CauseKind>(id, AnalysisTexts.Kind);

    private static ChoiceInput Groups(string id) => Pick(
        id, AnalysisTexts.Group,
        Taxonomy.Starting.CauseGroup.Codes.Select(code => (code, ErrorWords.Of(Taxonomy.Starting.CauseGroup, code)))) with
    {
        Placeholder = ErrorTexts.NotSure,
    };

    private static ChoiceInput Values<T>(string id, string label)
        where T : struct, Enum =>
        Pick(id, label, Enum.GetValues<T>().Select(value => (value.ToString(), AnalysisCards.OfValue(value))));

    private static IEnumerable<(string Value, string Title)> Choices(CausePresent present) =>
        present.Causes.Select(cause => (Key(cause), cause.Line));

    private static string? Last(CausePresent present) => present.Causes is [] ? null : Key(present.Causes.MaxBy(cause => cause.Number)!);

    private static string Key(CauseChoice cause) => cause.Number.ToString(CultureInfo.InvariantCulture);
}

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, NumberHandling = JsonNumberHandling.AllowReadingFromString, RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RecordNumber))]
[JsonSerializable(typeof(ChangeResult<CausePresent>))]
[JsonSerializable(typeof(CauseAnswer))]
[JsonSerializable(typeof(EvidenceAnswer))]
[JsonSerializable(typeof(ChangeAnswer))]
[JsonSerializable(typeof(SubmitAnswer))]
[JsonSerializable(typeof(AnalysisContext))]
[JsonSerializable(typeof(ChangeResult<ContextPresent>))]
[JsonSerializable(typeof(Words))]
internal sealed partial class CauseJson : JsonSerializerContext;
