using System.Text.Json;
using Improvement.Bot.Actions;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Fixes;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Errors.Verification;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Samples;

namespace Improvement.Bot.Development.Gallery;

/// <summary>Fix proposals: their forms, and what those who decide see.</summary>
internal static class FixSamples
{
    private static readonly IReadOnlyList<ErrorAction> Decisions =
    [
        ErrorAction.ApproveFix, ErrorAction.Refer, ErrorAction.RequestChanges, ErrorAction.RejectFix, ErrorAction.Defer,
        ErrorAction.AcceptRisk,
    ];

    public static IEnumerable<GallerySample> Of(GalleryData data) =>
    [
        Form(data, "propose-small", "Form that proposes a fix of a small error", ProposeFix.Dialog, Severity.NearMiss, null),
        Form(
            data, "propose-known", "Form that proposes a fix, with what is in place for a similar error", ProposeFix.Dialog,
            Severity.NearMiss, null),
        Form(data, "propose", "Form that proposes a fix of a severe error", ProposeFix.Dialog, Severity.MajorHarm, null),
        Form(
            data, "edit-fix", "Form that changes a proposal, after changes were asked for", ProposeFix.Edit, Severity.MajorHarm,
            Promising(data)),
        Form(data, "conditions", "Form that approves with conditions", DecideFix.Conditions, Severity.MajorHarm, Content(data)),
        Form(data, "request-changes", "Form that requests changes", DecideFix.Changes, Severity.MajorHarm, Content(data)),
        Form(data, "reject-fix", "Form that rejects a fix", DecideFix.Reject, Severity.MajorHarm, Content(data)),
        Form(data, "do-first", "Form that begins with a fix before its approval", DoFirst.Dialog, Severity.MajorHarm, null),
        Form(data, "refer", "Form in which somebody else is named to decide", ReferDecision.Dialog, Severity.MajorHarm, Content(data)),
        Form(data, "return-fix", "Form that takes a fix back", DecideFix.Return, Severity.MajorHarm, Content(data)),
        new(
            "approval", "Somebody is asked to decide",
            () => Approval(data, new(DeciderRule.TeamLead), Proposal(data) with { Content = Promising(data) }, [])),
        new(
            "approval-agent", "Somebody is asked to decide about a proposal of an agent",
            () => Approval(
                data, new(DeciderRule.TeamLead), Proposal(data) with { ProposerName = data.Agent, ProposerKind = ActorKind.Agent }, [])),
        new(
            "approval-standard", "A standard fix, which any other member may approve",
            () => FixCards.ForApproval(
                Proposed(data) with { Severity = Severity.NearMiss },
                Proposal(data) with { Content = Content(data) with { SameAs = 1 }, IsStandard = true, Rate = new(8, 9) },
                new(DeciderRule.TeamLead), [])),
        new(
            "approval-deputy", "A deputy is asked to decide about a critical error",
            () => FixCards.ForApproval(
                Proposed(data) with { Severity = Severity.Critical }, Proposal(data), new(DeciderRule.TeamLead, data.Colleague), [])),
        new(
            "approval-referred", "Somebody is asked to decide by another who was asked",
            () => Approval(
                data, new(DeciderRule.Administrator, By: new(new(3), data.Reporter, new(2), data.Note)), Proposal(data), [])),
        new(
            "approval-unapproved", "A decision about a fix that was begun first",
            () => FixCards.ForApproval(Begun(data), Proposal(data), new(DeciderRule.TeamLead), [])),
        new(
            "approval-changed", "A proposal that was changed since it was first seen, with a weak action",
            () => Approval(
                data, new(DeciderRule.ComponentLead),
                Proposal(data) with { Content = Content(data) with { Strength = ActionStrength.Weak } },
                FixField.Changes(Content(data) with { What = data.Sentence }, Content(data)))),
        new(
            "approval-first", "One of two leads has approved",
            () => Approval(data, new(DeciderRule.IntegrationLead), Proposal(data) with
            {
                Content = Content(data) with { IsIrreversible = true, Risk = data.Reason },
                Approvals = [new(new(3), data.Reporter, null, GalleryData.Now)],
            }, [])),
        new(
            "approval-over", "The same card after the decision",
            () => FixCards.ForApproval(
                Proposed(data) with { State = ErrorState.Implementing }, Proposal(data) with { State = FixState.Approved },
                new(DeciderRule.TeamLead), [])),
        new("decide-otherwise", "The other decisions", () => DecideFix.CardOf(Proposed(data), Proposal(data), Decisions)!),
        .. Everywhere("fix-proposed", "A fix is proposed", Proposed(data), Proposal(data)),
        .. Everywhere(
            "changes-requested", "Changes of the fix are requested",
            Proposed(data) with { State = ErrorState.ChangesRequested, Triage = new() { Reason = data.Reason, Since = GalleryData.Now } },
            Proposal(data)),
        .. Everywhere("implementing", "The fix is being made", Proposed(data) with { State = ErrorState.Implementing }, Proposal(data)),
        .. Everywhere("unapproved", "The fix is being made before its approval", Begun(data), Proposal(data)),
        new("owner-severe", "What the owner of a severe error keeps", () => ErrorCards.ForOwner(
            Proposed(data) with { State = ErrorState.Accepted, Severity = Severity.MajorHarm })),
        .. Everywhere("implemented", "The fix is in place", Proposed(data) with { State = ErrorState.Implemented }, Proposal(data)),
        new("owner-changes", "What the owner keeps while changes are asked for", () => ErrorCards.ForOwner(
            Proposed(data) with { State = ErrorState.ChangesRequested, Triage = new() { Reason = data.Reason, Since = GalleryData.Now } })),
    ];

    /// <summary>What the forms of fixes begin with.</summary>
    public static FixPresent Present(GalleryData data) => new(data.Filed.Title, Severity.MajorHarm, Content(data), data.Reason);

    private static FixContent Content(GalleryData data) => new(data.Note, ActionType.Corrective, data.Reason)
    {
        Cause = data.Sentence, CauseEvidence = "https://example.com/runs/4711", Rollback = data.Note, Effort = 6,
    };

    private static FixContent Promising(GalleryData data) => Content(data) with { Promised = PromisedFall.ThreeQuarters };

    /// <summary>A proposal that waits for a decision.</summary>
    public static Fix Proposal(GalleryData data) => new(
        3, 1, 12, new PersonId(2), data.Colleague, ActorKind.Person, GalleryData.Now, FixState.Open, Content(data), null, "");

    private static ErrorRecord Proposed(GalleryData data) => data.Filed with
    {
        State = ErrorState.FixProposed, Version = 3, Owner = new PersonId(2), OwnerName = data.Colleague,
        Triage = new() { Since = GalleryData.Now },
    };

    private static ErrorRecord Begun(GalleryData data) => Proposed(data) with
    {
        State = ErrorState.Implementing, Severity = Severity.MajorHarm,
        Triage = new() { Since = GalleryData.Now, UnapprovedSince = GalleryData.Now },
    };

    private static Card Approval(GalleryData data, WhyAsked why, Fix fix, IReadOnlyList<FieldChange> changes) =>
        FixCards.ForApproval(Proposed(data), fix, why, changes);

    private static IEnumerable<GallerySample> Everywhere(string name, string what, ErrorRecord error, Fix fix) =>
    [
        new($"reporter-{name}", $"{what}, in the reporter's chat", () => ErrorCards.ForReporter(error)),
        new($"channel-{name}", $"{what}, in the channel", () => ErrorCards.ForTriage(error, fix: fix)),
    ];

    private static GallerySample Form(
        GalleryData data, string name, string what, DialogDefinition dialog, Severity severity, FixContent? content) => new($"form-{name}",
        what, () =>
    {
        var present = new FixPresent(data.Filed.Title, severity, content, dialog == ProposeFix.Edit ? data.Reason : null)
        {
            Provable = dialog == ProposeFix.Dialog ? ProvableFall.Words(new(new(2026, 1, 5), [1, 0, 0])) : null,
            Others = [new(1, data.Reporter), new(2, data.Colleague)],
            Known = name is "propose-known" ? [new(1, Fix.Labels.Of(1), Content(data).What, ErrorKind.Labels.Of(7))] : [],
        };
        var looked = JsonSerializer.SerializeToElement(
            new ChangeResult<FixPresent>(12, null, present), FixJson.Default.ChangeResultFixPresent);
        return PlayedForm.Of(
            dialog, JsonSerializer.SerializeToElement(new RecordNumber(12), FixJson.Default.RecordNumber),
            PlayedForm.Known("present", looked)).Card;
    });
}
