using System.Text.Json;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Verdicts;
using Improvement.Bot.Errors.Verification;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Samples;
using Improvement.Bot.Statistics;

namespace Improvement.Bot.Development.Gallery;

/// <summary>Verdicts on fixes: the card of whoever is asked to confirm, in each of its words, and the forms that say otherwise.</summary>
internal static class VerdictSamples
{
    private static readonly int[] Weeks =
    [
        2, 1, 3, 2, 0, 2, 4, 1, 2, 3, 2, 1, 2, 0, 3, 2, 1, 2, 4, 6, 5, 7, 4, 5, 3, 1, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0,
    ];

    private static readonly DateOnly First = new(2026, 1, 5), Trigger = First.AddDays(7 * 21), Effective = First.AddDays(7 * 25);

    public static IEnumerable<GallerySample> Of(GalleryData data) =>
    [
        Form(data, "call-failed", "Form that says that a fix did not work", VerdictRoutes.Failed),
        Form(data, "call-unclear", "Form that says that nobody can tell", VerdictRoutes.Unclear),
        Form(data, "set-effect", "Form that says since when a fix is in effect", VerdictRoutes.Effect),
        Asked(data, "verdict-worked", "The fix worked", Worked),
        Asked(data, "verdict-back", "Back to normal", Worked with { Verdict = Verdict.BackToNormal }),
        Asked(data, "verdict-failed", "The fix did not work", Failed),
        Asked(data, "verdict-worse", "Worse than before", Failed with { Verdict = Verdict.Worse, Change = new(2.1, 1.2, 3.8) }),
        Asked(
            data, "verdict-unclear", "Counts cannot tell",
            new(Verdict.CannotTell, CannotTellReason.FitsAnything, new(0.8, 0.4, 1.2), 2.3, 1.9)),
        Asked(data, "verdict-rare", "Too rare to measure", new(Verdict.CannotTell, CannotTellReason.TooRare), weeks: 0),
        new(
            "verdict-confirmed", "The same card once the verdict is confirmed",
            () => VerdictCards.ForVerifier(
                Error(data, Verdict.Worked) with { State = ErrorState.Resolved }, Look(data, Worked, Window, data.Colleague), null, null)),
        new(
            "channel-watched", "The watch window runs, in the channel",
            () => ErrorCards.ForTriage(
                Error(data, null), fix: FixSamples.Proposal(data), watch: Look(data, null, Window, null))),
        new(
            "channel-verdict", "A verdict is proposed, in the channel",
            () => ErrorCards.ForTriage(
                Error(data, Verdict.Worked), fix: FixSamples.Proposal(data), watch: Look(data, Worked, Window, null))),
        new("reporter-watched", "The watch window runs, in the reporter's chat", () => ErrorCards.ForReporter(Error(data, null))),
        new("owner-watched", "The watch window runs, in the owner's chat", () => ErrorCards.ForOwner(Error(data, null))),
        new(
            "status-verdict", "Everything about an error with a verdict",
            () => ErrorStatus.Of(
                Error(data, Verdict.Worked),
                [.. data.History, new(GalleryData.Now.AddHours(6), RecordTexts.TheBot, "verdict-proposed", null)],
                [ErrorAction.ConfirmVerdict, ErrorAction.CallFailed, ErrorAction.AddDetail],
                watched: (Look(data, Worked, Window, null), null))),
    ];

    /// <summary>What the forms begin with.</summary>
    public static VerdictPresent Present(GalleryData data) =>
        new(data.Filed.Title, VerdictWords.Of(Worked), Effective, "2.4.1", DateOnly.FromDateTime(GalleryData.Now.UtcDateTime));

    private const int Window = 12;

    private static FixVerdict Worked { get; } = new(Verdict.Worked, Change: new(0.14, 0.05, 0.42), RateBefore: 2.6, RateAfter: 0.33);

    private static FixVerdict Failed { get; } = new(Verdict.DidNotWork, Change: new(1.05, 0.8, 1.4), RateBefore: 2.3, RateAfter: 2.4);

    private static GallerySample Asked(GalleryData data, string name, string what, FixVerdict verdict, int weeks = Window) => new(
        name, $"{what}: somebody is asked to confirm",
        () => VerdictCards.ForVerifier(
            Error(data, verdict.Verdict), Look(data, verdict, weeks, null), DeciderRule.TeamLead, null));

    private static WatchLook Look(GalleryData data, FixVerdict? verdict, int weeks, string? confirmedBy) => new(
        new Watch(1, 12, 3, GalleryData.Now.AddDays(-90), Trigger, Effective, weeks)
        {
            Verdict = verdict, Version = "2.4.1", ConfirmedByName = confirmedBy,
        },
        weeks is 0 ? null : WeeksPicture.Of(new(First, [.. Weeks, 0]) { FirstMet = First.AddDays(-7) }, Trigger, Effective, weeks),
        ["FIX-7 (ERR-31)"])
    {
        Promised = PromisedFall.Half,
        Done = weeks is 0 ? data.Note : null,
    };

    private static ErrorRecord Error(GalleryData data, Verdict? verdict) => data.Filed with
    {
        State = ErrorState.Verifying, Version = 9, Owner = new PersonId(2), OwnerName = data.Colleague,
        Triage = new() { Since = GalleryData.Now, ReviewAt = GalleryData.Now.AddDays(60), Verdict = verdict },
    };

    private static GallerySample Form(GalleryData data, string name, string what, DialogDefinition dialog) => new(
        $"form-{name}", what, () => PlayedForm.Of(
            dialog, JsonSerializer.SerializeToElement(new RecordNumber(12), VerdictJson.Default.RecordNumber),
            PlayedForm.Known("present", JsonSerializer.SerializeToElement(
                new ChangeResult<VerdictPresent>(12, null, Present(data)), VerdictJson.Default.ChangeResultVerdictPresent))).Card);
}
