using System.Globalization;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Errors.Recurrences;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Report;

/// <summary><em>Same thing</em>: keeps the account of somebody who met the same error, as a supplemental report.</summary>
internal sealed class WitnessReport(
    Session session, Actor actor, Reporter reporter, ErrorGuard guard, RecordPlaces places, RecordEvents events,
    ErrorRecurrences recurrences)
{
    /// <summary>The dialog behind the button.</summary>
    public static readonly DialogDefinition Dialog = new(
        "witness-error",
        new ChangeDialog<WitnessReport, WitnessedError, WitnessNote>(ErrorKind.Definition)
        {
            Look = (reports, number, _) => new(reports.Look(number)),
            LookAnew = (reports, number, _) => new(reports.LookAnew(number)),
            Ask = shown => Form(shown.Number, shown.Present),
            Change = (reports, found, note, origin, _) => new(reports.Add(found.Number, note, origin)),
            View = ErrorViews.Witness,
        }.Conduct,
        ErrorsJson.Default,
        () => Card(ErrorTexts.ChangeHelp, Text(ErrorTexts.ChangeHelp)));

    /// <summary>What somebody who met the same thing is shown; why it can be joined no longer.</summary>
    public ChangeResult<WitnessedError> Look(long number)
    {
        var (error, refusal) = guard.Allowed(number, ErrorAction.Witness);
        return new(number, refusal, error is null ? null : new(error.Title, AsksVersion(error)));
    }

    /// <summary>
    /// The same while their form is open: the title as they may see it at this moment. It only looks, so nothing is noted.
    /// </summary>
    public ChangeResult<WitnessedError> LookAnew(long number) =>
        new(
            number,
            Present: ErrorRows.FindAny(session, number) is { } error && reporter.May(ErrorAction.Witness, error)
                ? new(error.Title, AsksVersion(error)) : null);

    /// <summary>
    /// Keeps a person's words on an error that exists already, once per conversation; with a refusal when it may not or can no longer be
    /// joined.
    /// </summary>
    public ChangeResult<WitnessedError> Add(long number, WitnessNote note, RequestOrigin origin)
    {
        var me = guard.Me();
        var (error, refusal) = guard.Allowed(number, ErrorAction.Witness);
        if (error is null) return new(number, refusal);
        var added = session.Statements.Execute($"""
            INSERT INTO witnesses {NewRow.Of(
                ("error", number), ("person", me.Value), ("dialog_id", origin.DialogId), ("note", note.Note),
                ("occurred_at", actor.NotLater(note.OccurredAt ?? actor.Now)), ("created_at", actor.Now))}
            ON CONFLICT DO NOTHING
            """);
        if (added is 0) return new(number);

        events.Append(ErrorKind.Reference(number, error.Team), "witnessed", origin);
        var reports = ErrorRows.FindAny(session, number)!.Reports;
        places.ShowAgain(ErrorKind.Id(number), error.Restricted, () => Line(error, me, reports));
        recurrences.Judge(error, origin.DialogId, new(actor.NotLater(note.OccurredAt ?? actor.Now))
        {
            IsSaid = true, IsSameObject = true, Version = note.Version,
        });
        return new(number);
    }

    /// <summary>What somebody who met the same thing saw.</summary>
    /// <param name="shown">What the person is shown; null where they may no longer see it.</param>
    public static Form<WitnessNote> Form(long number, WitnessedError? shown)
    {
        var heading = Say(ErrorTexts.WitnessHeading, ErrorKind.Labels.Of(number));
        return new(
            Card(
                heading,
                Heading(heading),
                Text(shown?.Title ?? ErrorTexts.NotFound),
                Paragraph(nameof(WitnessNote.Note), ErrorTexts.WitnessNote) with { Placeholder = ErrorTexts.WitnessHint },
                shown is { AsksVersion: true } ? Draw.Line(nameof(WitnessNote.Version), ErrorTexts.WitnessVersion) : null),
            note =>
                Problems.None.When(
                    note.Note?.Length > Story.MaxLength, nameof(WitnessNote.Note),
                    Say(ErrorTexts.StoryTooLong, note.Note?.Length, Story.MaxLength)))
        {
            Submit = ErrorTexts.WitnessIt,
            MainInput = nameof(WitnessNote.Note),
        };
    }

    /// <summary>Whether the version tells that the fix did not hold: only of a fix that came with one.</summary>
    private bool AsksVersion(ErrorRecord error) => WatchRows.OfError(session, error.Number) is { EndedAt: null, Version: not null };

    private string Line(ErrorRecord error, PersonId me, int reports) => me == error.Reporter
        ? Say(ErrorTexts.LineMetAgain, actor.Name)
        : Say(ErrorTexts.LineWitnessed, actor.Name, reports.ToString(CultureInfo.InvariantCulture));
}

/// <summary>What a witness is shown of the error that they met too.</summary>
/// <param name="AsksVersion">Whether they are asked on which version they met it.</param>
internal sealed record WitnessedError(string Title, bool AsksVersion = false);

/// <summary>What a witness saw.</summary>
internal sealed record WitnessNote(string? Note = null)
{
    /// <summary>When they saw it, as agents and systems know it; now unless given.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>The version on which they saw it, as they write it; null where they did not say.</summary>
    public string? Version { get; init; }
}
