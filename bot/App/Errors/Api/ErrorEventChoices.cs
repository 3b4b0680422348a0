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
            "Witnessed", [("error.witnessed", () => ErrorTexts.WebhookWitnessed)],
            () => ErrorTexts.EventWitnessedLabel, () => ErrorTexts.EventWitnessedTick),
        new(
            "Changed", [("error.edited", () => ErrorTexts.WebhookEdited), ("error.detail-added", () => ErrorTexts.WebhookDetailAdded)],
            () => ErrorTexts.EventChangedLabel, () => ErrorTexts.EventChangedTick),
        new(
            "Withdrawn", [("error.withdrawn", () => ErrorTexts.WebhookWithdrawn)],
            () => ErrorTexts.EventWithdrawnLabel, () => ErrorTexts.EventWithdrawnTick),
    ];
}
