using System.Collections.Immutable;
using Improvement.Bot.Records;

namespace Improvement.Bot.Errors.Api;

/// <summary>The events of errors of which webhooks can hear.</summary>
internal static class ErrorEventChoices
{
    /// <summary>All of them, in the order shown.</summary>
    public static ImmutableArray<RecordEventChoice> All { get; } =
    [
        new("Filed", [("error.filed", () => ErrorTexts.WebhookFiled)], () => ErrorTexts.EventFiledLabel, () => ErrorTexts.EventFiledTick)
        {
            IsUsual = true,
        },
        new(
            "Witnessed",
            [
                ("error.witnessed", () => ErrorTexts.WebhookWitnessed),
                ("error.account-retracted", () => ErrorTexts.WebhookAccountRetracted),
            ],
            () => ErrorTexts.EventWitnessedLabel, () => ErrorTexts.EventWitnessedTick),
        new(
            "Changed",
            [
                ("error.edited", () => ErrorTexts.WebhookEdited), ("error.detail-added", () => ErrorTexts.WebhookDetailAdded),
                ("error.handed-over", () => ErrorTexts.WebhookHandedOver),
            ],
            () => ErrorTexts.EventChangedLabel, () => ErrorTexts.EventChangedTick),
        new(
            "Withdrawn", [("error.withdrawn", () => ErrorTexts.WebhookWithdrawn)],
            () => ErrorTexts.EventWithdrawnLabel, () => ErrorTexts.EventWithdrawnTick),
        new(
            "Asked", [("error.asked", () => ErrorTexts.WebhookAsked), ("error.ruled-out", () => ErrorTexts.WebhookRuledOut)],
            () => ErrorTexts.EventAskedLabel, () => ErrorTexts.EventAskedTick),
        new(
            "Clustered",
            [
                ("error.duplicate", () => ErrorTexts.WebhookDuplicate), ("error.split", () => ErrorTexts.WebhookSplit),
                ("error.linked", () => ErrorTexts.WebhookLinked), ("error.unlinked", () => ErrorTexts.WebhookUnlinked),
            ],
            () => ErrorTexts.EventClusteredLabel, () => ErrorTexts.EventClusteredTick),
        new(
            "FixProposed",
            [
                ("error.fix-proposed", () => ErrorTexts.WebhookFixProposed), ("error.fix-changed", () => ErrorTexts.WebhookFixChanged),
                ("error.fix-begun-unapproved", () => ErrorTexts.WebhookFixBegun),
            ],
            () => ErrorTexts.EventFixProposedLabel, () => ErrorTexts.EventFixProposedTick),
        new(
            "FixDecided",
            [
                ("error.fix-approved", () => ErrorTexts.WebhookFixApproved),
                ("error.fix-approved-first", () => ErrorTexts.WebhookFixApprovedFirst),
                ("error.fix-changes-requested", () => ErrorTexts.WebhookFixChangesRequested),
                ("error.fix-rejected", () => ErrorTexts.WebhookFixRejected), ("error.fix-returned", () => ErrorTexts.WebhookFixReturned),
                ("error.fix-approval-taken-back", () => ErrorTexts.WebhookFixApprovalTakenBack),
                ("error.fix-approval-expired", () => ErrorTexts.WebhookFixApprovalExpired),
            ],
            () => ErrorTexts.EventFixDecidedLabel, () => ErrorTexts.EventFixDecidedTick),
        new(
            "Verdict",
            [
                ("error.watch-started", () => ErrorTexts.WebhookWatchStarted), ("error.effect-set", () => ErrorTexts.WebhookEffectSet),
                ("error.verdict-proposed", () => ErrorTexts.WebhookVerdictProposed),
                ("error.verdict-confirmed", () => ErrorTexts.WebhookVerdictConfirmed),
                ("error.verdict-called", () => ErrorTexts.WebhookVerdictCalled),
            ],
            () => ErrorTexts.EventVerdictLabel, () => ErrorTexts.EventVerdictTick),
        new(
            "CameBack",
            [
                ("error.recurred", () => ErrorTexts.WebhookRecurred), ("error.reopened", () => ErrorTexts.WebhookReopened),
                ("error.recurrence-undone", () => ErrorTexts.WebhookRecurrenceUndone),
            ],
            () => ErrorTexts.EventCameBackLabel, () => ErrorTexts.EventCameBackTick),
    ];
}
