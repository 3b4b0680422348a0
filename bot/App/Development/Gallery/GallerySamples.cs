using Improvement.Bot.Samples;

namespace Improvement.Bot.Development.Gallery;

/// <summary>All of them.</summary>
internal static class GallerySamples
{
    /// <summary>Every card that the bot can send, by what people do.</summary>
    /// <param name="data">What people have written.</param>
    public static IReadOnlyList<GalleryGroup> Groups(GalleryData data) =>
    [
        new("begin", GalleryTexts.Group_Begin, [.. GreetingSamples.Of(data)]),
        new("report", GalleryTexts.Group_Report, [.. ReportSamples.Of(data)]),
        new("message", GalleryTexts.Group_Message, [.. MessageSamples.Of(data)]),
        new("filed", GalleryTexts.Group_Filed, [.. FiledSamples.Of(data)]),
        new("triage", GalleryTexts.Group_Triage, [.. TriageSamples.Of(data)]),
        new("causes", GalleryTexts.Group_Causes, [.. CauseSamples.Of(data)]),
        new("fixes", GalleryTexts.Group_Fixes, [.. FixSamples.Of(data)]),
        new("verdicts", GalleryTexts.Group_Verdicts, [.. VerdictSamples.Of(data)]),
        new("change", GalleryTexts.Group_Change, [.. ChangeSamples.Of(data)]),
        new("find", GalleryTexts.Group_Find, [.. ListSamples.Of(data)]),
        new("keys", GalleryTexts.Group_Keys, [.. KeySamples.Of(data)]),
        new("webhooks", GalleryTexts.Group_Webhooks, [.. WebhookSamples.Of(data)]),
        new("setup", GalleryTexts.Group_Setup, [.. SetupSamples.Of(data)]),
        new("forms", GalleryTexts.Group_Forms, [.. EngineSamples.Of(data)]),
        new("awkward", GalleryTexts.Group_Awkward, [.. AwkwardSamples.Of(data)]),
    ];

    /// <summary>The cards of all groups.</summary>
    /// <param name="data">What people have written.</param>
    public static IReadOnlyList<GallerySample> All(GalleryData data) => [.. Groups(data).SelectMany(group => group.Samples)];
}
