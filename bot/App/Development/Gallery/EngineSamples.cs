using Improvement.Bot.Errors.Report;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Samples;

namespace Improvement.Bot.Development.Gallery;

/// <summary>The engine's own cards around the forms.</summary>
internal static class EngineSamples
{
    public static IEnumerable<GallerySample> Of(GalleryData data) =>
    [
        new("cancelled", "In the place of a form that was cancelled", DialogCards.Cancelled),
        new("expired", "In the place of a form that nobody came back to", DialogCards.Expired),
        new("no-longer-offered", "In the place of a form that a newer version of the bot no longer has", DialogCards.Withdrawn),
        new("finished", "In the place of a form whose dialog is over", DialogCards.Finished),
        new("continues-below", "In the place of a form that goes on in a newer message", DialogCards.ContinuesBelow),
        new("left", "In the place of an offer that was declined", DialogCards.Left),
        new(
            "offer-to-drop", "Another form is to begin while one is open",
            () => DialogCards.OfferToDrop(Open(data), ReportError.Dialog, ReportError.Given(data.Typed))),
        new("offer-to-append", "A text was typed while the open form has one", () => DialogCards.OfferToAppend(Open(data))),
        new(
            "offer-command", "Words that may be a command were typed while a form is open",
            () => DialogCards.OfferCommand(Open(data), new("find", data.Typed, HasSlash: false), $"find {data.Typed}", "(typed) 1")),
        new(
            "stale-note", "The present card, after a press on an older one",
            () => DialogCards.NoLongerCurrent(ReportSamples.Begun(data.Sentence, [], []).Card)),
    ];

    private static Journal Open(GalleryData data) => ReportSamples.Begun(data.Sentence, [], []).Journal;
}
