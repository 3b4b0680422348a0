using Improvement.Bot.Actions;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Verification;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Fixes;

/// <summary>What the form of a proposal begins with.</summary>
/// <param name="Content">What was proposed before; null for nothing.</param>
/// <param name="Asked">The changes that were asked for; null for none.</param>
// the defaults let what was left out as null be read back
internal sealed record FixPresent(string Title, Severity Severity, FixContent? Content = null, string? Asked = null)
{
    /// <summary>What counts will be able to prove of the fix, in words; null where nobody is told.</summary>
    public string? Provable { get; init; }

    /// <summary>Others who may decide, for a form that asks for one; empty for any other.</summary>
    public PersonChoice[] Others { get; init; } = [];

    /// <summary>Fixes of similar errors that can be proposed again; empty for a form that offers none.</summary>
    public KnownFix[] Known { get; init; } = [];
}

/// <summary>
/// <em>Propose a fix …</em>: three questions, everything else folded away, and asked for only where a rule needs it. The same form
/// changes a proposal, which voids the approvals that it has.
/// </summary>
internal static class ProposeFix
{
    /// <summary>Characters of each text of a proposal.</summary>
    public const int LongestText = 2_000;

    /// <summary>The form of a new proposal.</summary>
    public static readonly DialogDefinition Dialog = FixDialog.Of<FixContent>(
        "propose-fix", ErrorAction.ProposeFix, (number, present) => Form(number, present, isNew: true),
        (fixes, number, content, origin) => fixes.Proposals.Propose(number, content, origin), ErrorKind.OwnerView);

    /// <summary>The form that changes one.</summary>
    public static readonly DialogDefinition Edit = FixDialog.Of<FixContent>(
        "edit-fix", ErrorAction.EditFix, (number, present) => Form(number, present, isNew: false),
        (fixes, number, content, origin) => fixes.Proposals.Change(number, content, origin), ErrorKind.OwnerView);

    /// <summary>The form.</summary>
    public static Form<FixContent> Form(long number, FixPresent present, bool isNew)
    {
        var heading = Say(isNew ? FixTexts.ProposeHeading : FixTexts.EditHeading, ErrorKind.Labels.Of(number));
        var content = present.Content;
        var needsCause = present.Severity >= Severity.MinorHarm;
        var isAsked = present.Known is []; // the press of a known fix leaves the texts empty, which a client would not send
        return new(
            Card(heading, [
                Heading(heading),
                Text(present.Title),
                present.Asked is null ? null : Text(Say(FixTexts.Asked, present.Asked)),
                isAsked ? null : Group([Subheading(FixTexts.KnownHeading), .. present.Known.SelectMany(KnownLine)]),
                Paragraph(nameof(FixContent.What), FixTexts.What) with
                {
                    IsRequired = isAsked, ErrorMessage = isAsked ? FixTexts.WhatMissing : null, Placeholder = FixTexts.WhatHint,
                    Value = content?.What,
                },
                Pick(nameof(FixContent.Type), FixTexts.Type, Words<ActionType>()) with
                {
                    Value = (content?.Type ?? ActionType.Corrective).ToString(),
                },
                Line(nameof(FixContent.Effect), FixTexts.Effect) with
                {
                    IsRequired = isAsked, ErrorMessage = isAsked ? FixTexts.EffectMissing : null, Placeholder = FixTexts.EffectHint,
                    Value = content?.Effect,
                },
                present.Provable is null ? null : Hint(present.Provable),
                .. needsCause ? Cause(content) : [],
                Buttons(Unfold(ErrorTexts.MoreDetails, "fix-details")),
                Folded("fix-details", [.. needsCause ? [] : Cause(content), .. Details(content)]),
            ]),
            filled => filled.SameAs is null ? Check(filled, present.Severity) : Problems.None)
        {
            Submit = isNew ? FixTexts.ProposeIt : FixTexts.SaveIt,
            MainInput = nameof(FixContent.What),
        };
    }

    /// <summary>What is wrong with a proposal for an error of a severity, by its input; the same in the chat and over the API.</summary>
    public static Problems Check(FixContent content, Severity severity)
    {
        var needsCause = severity >= Severity.MinorHarm;
        return Lengths(
                (nameof(content.What), content.What), (nameof(content.Effect), content.Effect), (nameof(content.Cause), content.Cause),
                (nameof(content.CauseEvidence), content.CauseEvidence), (nameof(content.Risk), content.Risk),
                (nameof(content.Rollback), content.Rollback), (nameof(content.Affected), content.Affected))
            .When(string.IsNullOrWhiteSpace(content.What), nameof(content.What), FixTexts.WhatMissing)
            .When(string.IsNullOrWhiteSpace(content.Effect), nameof(content.Effect), FixTexts.EffectMissing)
            .When(needsCause && string.IsNullOrWhiteSpace(content.Cause), nameof(content.Cause), FixTexts.CauseMissing)
            .When(
                needsCause
                    && string.IsNullOrWhiteSpace(content.CauseEvidence), nameof(content.CauseEvidence), FixTexts.CauseEvidenceMissing)
            .When(
                content.IsIrreversible && string.IsNullOrWhiteSpace(content.Risk), nameof(content.Risk), FixTexts.RiskMissing)
            .When(content.Effort is < 0 or > 10_000, nameof(content.Effort), FixTexts.EffortWrong);
    }

    /// <summary>The complaints about texts that are too long.</summary>
    public static Problems Lengths(params ReadOnlySpan<(string Input, string? Text)> texts)
    {
        var problems = Problems.None;
        foreach (var (input, text) in texts)
        {
            problems = problems.When(text?.Length > LongestText, input, Say(ErrorTexts.StoryTooLong, text?.Length, LongestText));
        }

        return problems;
    }

    private static IEnumerable<Element> KnownLine(KnownFix known) =>
    [
        Text(Say(FixTexts.KnownLine, known.Label, known.Error, known.What)) with { Spacing = Spacing.Medium },
        Buttons(new AnswerWith(
            nameof(FixContent.SameAs), known.Number.ToString(System.Globalization.CultureInfo.InvariantCulture))
        {
            Title = Say(FixTexts.SameAs, known.Label),
        }),
    ];

    private static Element[] Cause(FixContent? content) =>
    [
        Paragraph(nameof(FixContent.Cause), FixTexts.Cause) with { Value = content?.Cause },
        Line(nameof(FixContent.CauseEvidence), FixTexts.CauseEvidence) with { Value = content?.CauseEvidence },
    ];

    private static Element[] Details(FixContent? content) =>
    [
        Pick(nameof(FixContent.Promised), FixTexts.Promised, Words<PromisedFall>()) with
        {
            Placeholder = FixTexts.PromisedHint, Value = content?.Promised?.ToString(),
        },
        Pick(nameof(FixContent.Strength), FixTexts.Strength, Words<ActionStrength>()) with
        {
            Value = (content?.Strength ?? ActionStrength.Medium).ToString(),
        },
        Paragraph(nameof(FixContent.Risk), FixTexts.Risk) with { Value = content?.Risk },
        Paragraph(nameof(FixContent.Rollback), FixTexts.Rollback) with { Value = content?.Rollback },
        Tick(nameof(FixContent.IsIrreversible), FixTexts.Irreversible, FixTexts.IrreversibleTick) with
        {
            Value = content?.IsIrreversible is true ? "true" : "false",
        },
        Line(nameof(FixContent.Affected), FixTexts.Affected) with { Value = content?.Affected },
        Line(nameof(FixContent.Effort), FixTexts.Effort) with
        {
            Value = content?.Effort?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        },
    ];

    private static IEnumerable<(string Value, string Title)> Words<T>() where T : struct, Enum =>
        Enum.GetValues<T>().Select(value => (value.ToString(), FixWords.Of(value)));
}
