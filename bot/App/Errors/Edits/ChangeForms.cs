using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Edits;

/// <summary>The cards that change an error after it was filed.</summary>
internal static class ChangeForms
{
    /// <summary>Everything that was filled in, to be changed.</summary>
    public static Form<ErrorEdit> Edit(long number, ErrorEdit present) => new(
        Card(Titled(ErrorTexts.EditHeading, number), [
            Heading(Titled(ErrorTexts.EditHeading, number)),
            Line(nameof(ErrorEdit.Title), ErrorTexts.TitleLabel) with { IsRequired = true, ErrorMessage = ErrorTexts.TitleMissing, Value = present.Title },
            Paragraph(nameof(ErrorEdit.Story), ErrorTexts.WhatHappened) with { IsRequired = true, ErrorMessage = ErrorTexts.StoryMissing, Value = present.Story },
            ErrorInputs.Severity with { Value = present.Severity.ToString() },
            ErrorInputs.Hit with { Value = present.Hit.ToString() },
            ErrorInputs.Folds,
            ErrorInputs.LevelMeanings,
            Folded(
                ErrorInputs.Details,
                Group(
                    Subheading(ErrorTexts.GroupReport),
                    ErrorInputs.Confidentiality with { Value = present.Confidentiality.ToString() },
                    Line(nameof(ErrorEdit.HitWords), ErrorTexts.WhoExactly) with { Value = present.HitWords },
                    ErrorInputs.Category with { Value = present.Category }),
                Group(
                    Subheading(ErrorTexts.GroupResult),
                    Paragraph(nameof(ErrorEdit.Expected), ErrorTexts.Expected) with { Value = present.Expected },
                    Paragraph(nameof(ErrorEdit.Actual), ErrorTexts.Actual) with { Value = present.Actual },
                    Paragraph(nameof(ErrorEdit.ImmediateAction), ErrorTexts.ImmediateAction) with { Value = present.ImmediateAction },
                    Paragraph(nameof(ErrorEdit.Evidence), ErrorTexts.Evidence) with { Value = present.Evidence })),
            .. Proposed(present)]),
        change => ReportForm.Check(new ErrorReport(change.Story, change.Severity)
        {
            Title = change.Title, HitWords = change.HitWords, Expected = change.Expected, Actual = change.Actual,
            ImmediateAction = change.ImmediateAction, Evidence = change.Evidence, IsRaised = change.IsRaised,
        }))
    {
        Submit = ErrorTexts.SaveChanges,
        Renew = ProposedAgain.OfEdit,
    };

    /// <summary>What the story proposes and still stands so; what a person chose otherwise is theirs.</summary>
    private static IEnumerable<TextInput> Proposed(ErrorEdit present)
    {
        var (severity, category) = (SeverityRules.Propose(present.Story).Value, KindRules.Propose(present.Story).Value);
        return ErrorInputs.Proposed(
            severity == present.Severity ? severity.ToString() : null,
            category is not null && category == present.Category ? category : "none");
    }

    /// <summary>One more thing about an error.</summary>
    public static Form<Addition> AddDetail(long number) => new(
        Card(
            Titled(ErrorTexts.AddDetailHeading, number),
            Heading(Titled(ErrorTexts.AddDetailHeading, number)),
            Paragraph(nameof(Addition.Text), ErrorTexts.WhatElse) with { IsRequired = true, ErrorMessage = ErrorTexts.DetailMissing }),
        addition =>
            Problems.None.When(
                addition.Text.Length > Story.MaxLength, nameof(Addition.Text),
                Say(ErrorTexts.StoryTooLong, addition.Text.Length, Story.MaxLength)))
    {
        Submit = ErrorTexts.AddIt,
        MainInput = nameof(Addition.Text),
    };

    /// <summary>Why a report is taken back.</summary>
    public static Form<Withdrawal> Withdraw(long number) => new(
        Card(
            Titled(ErrorTexts.WithdrawHeading, number),
            Heading(Titled(ErrorTexts.WithdrawHeading, number)),
            Text(ErrorTexts.WithdrawExplanation),
            Line(nameof(Withdrawal.Reason), ErrorTexts.WithdrawReason)),
        withdrawal =>
            Problems.None.When(
                withdrawal.Reason?.Length > 500, nameof(Withdrawal.Reason),
                Say(ErrorTexts.StoryTooLong, withdrawal.Reason?.Length, 500)))
    {
        Submit = ErrorTexts.WithdrawIt,
        MainInput = nameof(Withdrawal.Reason),
    };

    /// <summary>What somebody who met the same thing saw.</summary>
    /// <param name="title">What the report is called; null where the person may no longer see it.</param>
    public static Form<WitnessNote> Witness(long number, string? title) => new(
        Card(
            Titled(ErrorTexts.WitnessHeading, number),
            Heading(Titled(ErrorTexts.WitnessHeading, number)),
            Text(title ?? ErrorTexts.NotFound),
            Paragraph(nameof(WitnessNote.Note), ErrorTexts.WitnessNote) with { Placeholder = ErrorTexts.WitnessHint }),
        note =>
            Problems.None.When(
                note.Note?.Length > Story.MaxLength, nameof(WitnessNote.Note),
                Say(ErrorTexts.StoryTooLong, note.Note?.Length, Story.MaxLength)))
    {
        Submit = ErrorTexts.WitnessIt,
        MainInput = nameof(WitnessNote.Note),
    };

    private static string Titled(string text, long number) => Say(text, ErrorKind.Labels.Of(number));
}
