using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Records;
using Improvement.Bot.Similarity;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Edits;

/// <summary><em>Edit</em>: changes what was filled in; the reporter, until triage.</summary>
internal sealed class EditError(ErrorChange change, Reporter reporter, ErrorPlaces places, SimilarityIndex index)
{
    /// <summary>The dialog behind the button.</summary>
    public static readonly DialogDefinition Dialog =
        ErrorChange.Dialog("edit-error", new ChangeDialog<EditError, ErrorEdit, ErrorEdit>(ErrorKind.Definition)
        {
            Look = (edit, number, _) => new(edit.Look(number)),
            Ask = found => Form(found.Number, found.Present!),
            Change = (edit, found, submitted, origin, _) => new(edit.Save(found.Number, submitted, found.Present!, origin)),
            View = ErrorViews.Reporter,
        });

    private ChangeResult<ErrorEdit> Look(long number) => change.Look(number, ErrorAction.Edit);

    /// <summary>Saves what a person changed; with a refusal when it cannot be changed any more.</summary>
    /// <param name="shown">What the form began with: only what differs from it is changed, so that nobody undoes what was changed
    /// meanwhile.</param>
    private ChangeResult<ErrorEdit> Save(long number, ErrorEdit submitted, ErrorEdit shown, RequestOrigin origin)
    {
        var (error, refusal) = change.Allowed(number, ErrorAction.Edit);
        if (error is null) return new(number, refusal);

        var present = ErrorEdit.Of(error);
        var edit = submitted.Since(shown, present);
        if (EditedField.Changes(present, edit) is not { Count: > 0 } changes) return new(number);

        Update(error, edit);
        FieldChange.Keep(change.Statements, number, change.Me(), change.Actor.Now, changes);
        index.Changed(ErrorKind.Id(number), error.Version, error.Title, error.Story);
        var restricted = edit.Confidentiality is Confidentiality.Restricted;
        places.Announce(number, reporter.TeamOf(error.Team), edit.Severity, restricted, begunIn: null);
        change.Note(
            error, "edited", origin,
            () => error.Restricted
                ? Say(ErrorTexts.LineShown, change.Actor.Name)
                : Say(ErrorTexts.LineEdited, change.Actor.Name, FieldChange.Words(changes)),
            EventData.Of(("severity", (int)edit.Severity), ("before", (int)error.Severity), ("restricted", restricted)),
            isRestricted: restricted);
        return new(number);
    }

    private void Update(ErrorRecord error, ErrorEdit edit)
    {
        var due = TriageTarget.DueAt(edit.Severity, error.CreatedAt, reporter.TeamOf(error.Team)?.Zone);
        var timer = ErrorTimer.DueAt(
            error.State, (error with { Severity = edit.Severity }).Priority, error.Triage.TimerStep, error.Triage.Since ?? error.CreatedAt,
            reporter.TeamOf(error.Team)?.Zone);
        var changed = change.Statements.Execute($"""
            UPDATE errors SET version = version + 1, {Assignments.Of([
                ("title", edit.Title.Trim()), ("story", edit.Story), ("severity", (int)edit.Severity),
                ("restricted", edit.Confidentiality is Confidentiality.Restricted), ("next_step_due_at", due), ("timer_at", timer),
                .. ErrorRows.DetailsOf(edit)])}
            WHERE id = {error.Number} AND version = {error.Version}
            """);
        if (changed is 0) throw new RaceLostException(error.Label);
    }

    /// <summary>Everything that was filled in, to be changed.</summary>
    public static Form<ErrorEdit> Form(long number, ErrorEdit present)
    {
        var heading = ErrorChange.Titled(ErrorTexts.EditHeading, number);
        return new(Card(heading, [Heading(heading), .. Inputs(present)]), Check)
        {
            Submit = ErrorTexts.SaveChanges,
            Renew = ProposedAgain.OfEdit,
        };
    }

    private static IEnumerable<Element> Inputs(ErrorEdit present) =>
    [
        Line(nameof(ErrorEdit.Title), ErrorTexts.TitleLabel) with
        {
            IsRequired = true, ErrorMessage = ErrorTexts.TitleMissing, Value = present.Title,
        },
        Paragraph(nameof(ErrorEdit.Story), ErrorTexts.WhatHappened) with
        {
            IsRequired = true, ErrorMessage = ErrorTexts.StoryMissing, Value = present.Story,
        },
        ErrorInputs.Severity with { Value = present.Severity.ToString() },
        ErrorInputs.Hit with { Value = present.Hit.ToString() },
        ErrorInputs.Folds,
        ErrorInputs.LevelMeanings,
        Folded(
            ErrorInputs.Details,
            Group(
                Subheading(ErrorTexts.GroupReport),
                ErrorInputs.Confidentiality with { Value = present.Confidentiality.ToString() },
                ErrorInputs.HitWords with { Value = present.HitWords },
                ErrorInputs.Category with { Value = present.Category }),
            ErrorInputs.Results(present)),
        .. Proposed(present),
    ];

    private static Problems Check(ErrorEdit edit) => ReportForm.Check(
        edit.CopyTo(new ErrorReport(edit.Story, edit.Severity) { Title = edit.Title, IsRaised = edit.IsRaised }));

    /// <summary>What the story proposes and still stands so; what a person chose otherwise is theirs.</summary>
    private static IEnumerable<TextInput> Proposed(ErrorEdit present)
    {
        var (severity, category) = (SeverityRules.Propose(present.Story).Value, KindRules.Propose(present.Story).Value);
        return ErrorInputs.Proposed(
            severity == present.Severity ? severity.ToString() : null,
            category is not null && category == present.Category ? category : "none");
    }
}
