using System.Text.Json;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Edits;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using Improvement.Bot.Samples;

namespace Improvement.Bot.Development.Gallery;

/// <summary>The forms behind the buttons of a filed error, and what is said instead of them.</summary>
internal static class ChangeSamples
{
    public static IEnumerable<GallerySample> Of(GalleryData data) =>
    [
        new("edit", "Edit form", () => Begun(EditError.Dialog, Present(data.Filed)).Card),
        new(
            "edit-complete", "Edit form of a report with everything filled in",
            () => Begun(EditError.Dialog, Present(data.Complete)).Card),
        new(
            "edit-long", "Edit form of the longest story there can be: the one card that may pass 28 KB",
            () => Begun(EditError.Dialog, Present(data.Filed with { Story = data.LongestStory })).Card),
        new("edit-complaints", "Edit form that complains", () => Complaining(data)),
        new("add-detail", "Form that adds a detail", () => Begun(AddDetail.Dialog, null).Card),
        new("withdraw", "Form that takes a report back", () => Begun(WithdrawError.Dialog, Present(data.Filed)).Card),
        new("witness-form", "Form of somebody who met the same thing", () => Begun(WitnessReport.Dialog, Present(data.Filed)).Card),
        Refused("not-found", "A change of a report that is not there, or may not be seen", () => ErrorTexts.NotFound),
        Refused("withdrawn", "A change of a report that was withdrawn", () => ErrorTexts.WithdrawnAlready),
        Refused("edit", "A change by somebody who may not", () => ErrorPermissions.WhyNot(ErrorAction.Edit, AccessLevel.Everything)),
        Refused(
            "withdraw", "A withdrawal by somebody who may not",
            () => ErrorPermissions.WhyNot(ErrorAction.Withdraw, AccessLevel.Everything)),
    ];

    /// <summary>One of the dialogs at its form, or at its refusal.</summary>
    public static PlayedForm Begun(DialogDefinition dialog, ErrorEdit? present, string? refusal = null)
    {
        var looked =
            JsonSerializer.SerializeToElement(new ChangeResult<ErrorEdit>(12, refusal, present), EditsJson.Default.ChangeResultErrorEdit);
        return PlayedForm.Of(
            dialog,
            JsonSerializer.SerializeToElement(new RecordNumber(12), ErrorsJson.Default.RecordNumber),
            PlayedForm.Known("present", looked),
            PlayedForm.KnownNow("shown", looked));
    }

    /// <summary>What the edit form starts from.</summary>
    public static ErrorEdit Present(ErrorRecord error) => ErrorEdit.Of(error);

    private static GallerySample Refused(string name, string what, Func<string> why) =>
        new($"refused-{name}", what, () => Begun(EditError.Dialog, null, why()).Card);

    private static Card Complaining(GalleryData data) => Begun(EditError.Dialog, Present(data.Filed)).Answer(
        (nameof(ErrorEdit.Title), ""), (nameof(ErrorEdit.Story), data.Filed.Story),
            (nameof(ErrorEdit.Severity), nameof(Severity.MajorHarm))).Card;
}
