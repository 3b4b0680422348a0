using System.Text.Json;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Triage;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Samples;

namespace Improvement.Bot.Development.Gallery;

/// <summary>Triage: the queue, the steps and their forms, and what reporter, owner and channel see of each state.</summary>
internal static class TriageSamples
{
    private static readonly IReadOnlyList<ErrorAction> Leads =
    [
        ErrorAction.Accept, ErrorAction.AskInfo, ErrorAction.MarkDuplicate, ErrorAction.RuleOut, ErrorAction.Withdraw,
        ErrorAction.AddDetail, ErrorAction.Witness,
    ];

    public static IEnumerable<GallerySample> Of(GalleryData data) => [.. Queue(data), .. Forms(data), .. States(data), .. Clusters(data)];

    /// <summary>What the forms of triage begin with.</summary>
    public static TriagePresent Present(GalleryData data) => new(
        data.Filed.Title, data.Filed.Severity, [new(1, data.Reporter), new(2, data.Colleague)], data.Filed.Category)
    {
        Question = data.Note,
        Reason = data.Reason,
        Others =
        [
            ErrorAction.AskInfo, ErrorAction.MarkDuplicate, ErrorAction.Link, ErrorAction.RemoveAccount, ErrorAction.RuleOut,
            ErrorAction.HandOver,
        ],
        Similar = [new(7, data.Filed.Title, GalleryData.Now.AddDays(-3), 2), new(9, data.Complete.Title, GalleryData.Now, 1)],
    };

    private static IEnumerable<GallerySample> Queue(GalleryData data) =>
    [
        new("triage-queue", "The first of several reports that wait", () => TriageCommand.Waiting(data.Filed, 7)),
        new(
            "triage-queue-last", "The last one, after another was accepted",
            () => TriageCommand.Waiting(data.Complete, 1, Wording.Say(TriageTexts.QueueAccepted, "ERR-11"))),
        new("triage-queue-empty", "The empty queue, with the loop-closed rate", () => TriageCommand.Empty(new(45, 42), null)),
        new("triage-queue-end", "The end of the queue, with some left", () => TriageCommand.AtEnd(3, null)),
        new(
            "triage-next", "The steps of a lead",
            () => NextSteps.CardOf(data.Filed, ErrorButtons.ForOne(data.Filed, Leads, all: true))!),
        new(
            "triage-status", "Everything about a report, as its lead sees it",
            () => ErrorStatus.Of(data.Complete, data.History, Leads)),
    ];

    private static IEnumerable<GallerySample> Forms(GalleryData data) =>
    [
        Form(data, "accept", "Form that accepts with changes", AcceptError.Dialog),
        Form(data, "assign", "Form that gives an error to an owner", AcceptError.Assign),
        Form(data, "ask", "Form with a question to the reporter", AskReporter.Dialog),
        Form(data, "answer", "Form of the reporter with the question", AskReporter.Answer),
        Form(data, "duplicate", "Form that marks a duplicate", MarkDuplicate.Dialog),
        Form(data, "link", "Form that says what belongs together", BelongTogether.Dialog),
        new("form-remove-account", "Form of a lead who takes back the account of a witness", () => PlayedForm.Of(
            RemoveAccount.Dialog, JsonSerializer.SerializeToElement(new RecordNumber(12), TriageJson.Default.RecordNumber),
            PlayedForm.Known("present", JsonSerializer.SerializeToElement(
                new ChangeResult<AccountsPresent>(12, null, Accounts(data)), TriageJson.Default.ChangeResultAccountsPresent))).Card),
        Form(data, "rule-out", "Form that says why it is no error", RuleOut.Dialog),
        new("form-hand-over", "Form that says whose it is", () => Drawn(HandOver.Form(12, WithTeams(data)))),
        new("form-hand-over-typed", "The same where there are many teams", () => Drawn(HandOver.Form(12, WithTeams(data) with
        {
            Teams = [.. Enumerable.Range(1, HandOver.MostShown + 1).Select(number => new TeamChoice(new(number), data.Team))],
        }))),
        Form(data, "object", "Form of a reporter who objects", RuleOut.Objection),
        Form(data, "correct", "Form of the short way: one sentence", WorkOnError.Correct),
        Form(data, "contain", "Form of an interim measure", WorkOnError.Contain),
        Form(data, "reopen", "Form of what came back", WorkOnError.Reopen),
        Form(data, "defer", "Form that puts an error off", PutOff.Defer),
        Form(data, "accept-risk", "Form that accepts a risk", PutOff.AcceptRisk),
    ];

    private static TriagePresent WithTeams(GalleryData data) => Present(data) with { Teams = [new(new(2), data.Team)] };

    private static Card Drawn<T>(Form<T> form)
        where T : notnull => form.Card.WithSubmit(form.Submit!, []);

    /// <summary>The accounts among which a lead chooses.</summary>
    public static AccountsPresent Accounts(GalleryData data) => new(
        data.Filed.Title,
        [
            new(31, 12, new(2), GalleryData.Now.AddDays(-1), data.Colleague, data.Note),
            new(30, 12, new(3), GalleryData.Now.AddDays(-2), data.Reporter),
        ]);

    private static IEnumerable<GallerySample> Clusters(GalleryData data) =>
    [
        new(
            "witness-retract", "Somebody who met the same thing, and can take that back",
            () => ErrorCards.ForWitness(data.Complete, account: 31)),
        new(
            "witness-retracted", "Somebody took back their account: the message that stays",
            () => RetractionCards.ForWitness("ERR-12", data.Note, 5, by: null)),
        new(
            "witness-retracted-by-lead", "A lead took back an account without words",
            () => RetractionCards.ForWitness("ERR-12", null, 5, data.Colleague)),
        new("witness-former", "In the place of the card of a witness who is none any more", () => RetractionCards.InPlace(data.Filed)),
        new(
            "cluster-status", "Everything about an error that belongs together with another one and has a duplicate",
            () => ErrorStatus.Of(
                Owned(data, ErrorState.Accepted, TriageResult.None), data.History, [ErrorAction.AddDetail],
                weeks: new(new(2026, 9, 7), [0, 0, 1, 0, 0, 3, 2, 0, 0, 1, 0, 4]), related: Related(data), account: 31)),
        new(
            "cluster-owner", "What the owner of an error keeps that belongs together with another one",
            () => ErrorCards.ForOwner(Owned(data, ErrorState.Accepted, TriageResult.None), linked: Related(data).Labels)),
        new(
            "cluster-channel", "The same in the channel",
            () => ErrorCards.ForTriage(Owned(data, ErrorState.Accepted, TriageResult.None), linked: Related(data).Labels)),
    ];

    private static RelatedErrors Related(GalleryData data) => new(
        [new(7, data.Complete.Title, ErrorState.Resolved, true), new(9, data.Filed.Title, ErrorState.Accepted, false)],
        [new(14, data.Filed.Title, ErrorState.Duplicate, true)]);

    private static IEnumerable<GallerySample> States(GalleryData data) =>
    [
        .. Everywhere("needs-info", "Waiting for an answer", In(data, ErrorState.NeedsInfo, new() { Question = data.Note })),
        .. Everywhere("duplicate", "A duplicate", In(data, ErrorState.Duplicate, new() { DuplicateOf = 7 })),
        .. Everywhere(
            "ruled-out", "Not an error",
            In(data, ErrorState.NotAnError, new() { RuledOut = RuledOutReason.AsDesigned, Reason = data.Reason })),
        .. Everywhere("accepted", "Accepted, with an owner", Owned(data, ErrorState.Accepted, TriageResult.None)),
        new(
            "channel-accepted-no-owner", "Accepted, without an owner, in the channel",
            () => ErrorCards.ForTriage(In(data, ErrorState.Accepted, new()))),
        new(
            "owner-short-way", "What the owner of a small error keeps",
            () => ErrorCards.ForOwner(Owned(data, ErrorState.Accepted, TriageResult.None) with { Severity = Severity.NearMiss })),
        new(
            "owner", "What the owner of a severe error keeps",
            () => ErrorCards.ForOwner(Owned(data, ErrorState.Accepted, TriageResult.None))),
        .. Everywhere("contained", "Contained", Owned(data, ErrorState.Contained, TriageResult.None)),
        .. Everywhere("deferred", "Put off", Owned(data, ErrorState.Deferred, Until(data))),
        .. Everywhere("risk-accepted", "Its risk accepted", Owned(data, ErrorState.RiskAccepted, Until(data))),
        .. Everywhere("resolved", "Fixed by the short way", Owned(data, ErrorState.Resolved, new() { Reason = data.Note })),
        .. Everywhere("reopened", "Reopened", Owned(data, ErrorState.Analysing, TriageResult.None)),
        .. Everywhere("closed", "Closed", Owned(data, ErrorState.Closed, TriageResult.None)),
        new(
            "reporter-closed-note", "Closed, with what of the report helped, in the reporter's chat",
            () => ErrorCards.ForReporter(
                Owned(data, ErrorState.Closed, TriageResult.None),
                closing: new([ErrorTexts.FactSeverity, ErrorTexts.FactEvidence], [ErrorTexts.FactCategory], [data.Note]))),
    ];

    private static IEnumerable<GallerySample> Everywhere(string name, string what, ErrorRecord error) =>
    [
        new($"reporter-{name}", $"{what}, in the reporter's chat", () => ErrorCards.ForReporter(error)),
        new($"channel-{name}", $"{what}, in the channel", () => ErrorCards.ForTriage(error)),
    ];

    private static GallerySample Form(GalleryData data, string name, string what, DialogDefinition dialog) =>
        new($"form-{name}", what, () =>
    {
        var looked = JsonSerializer.SerializeToElement(
            new ChangeResult<TriagePresent>(12, null, Present(data)), TriageJson.Default.ChangeResultTriagePresent);
        return PlayedForm.Of(
            dialog, JsonSerializer.SerializeToElement(new RecordNumber(12), TriageJson.Default.RecordNumber),
            PlayedForm.Known(dialog == AcceptError.Dialog ? "report" : "present", looked)).Card;
    });

    private static TriageResult Until(GalleryData data) => new()
    {
        Reason = data.Reason, ReviewAt = GalleryData.Now.AddDays(30), CameFrom = ErrorState.Accepted,
    };

    private static ErrorRecord In(GalleryData data, ErrorState state, TriageResult triage) => data.Filed with
    {
        State = state, Triage = triage with { Since = GalleryData.Now }, Version = 2,
    };

    private static ErrorRecord Owned(GalleryData data, ErrorState state, TriageResult triage) => In(data, state, triage) with
    {
        Owner = new PersonId(2), OwnerName = data.Colleague,
    };
}
