using Improvement.Bot.Framework.Cards;

namespace Improvement.Bot.Development.Gallery;

/// <summary>One card that the bot can send, in one of the states that look different.</summary>
/// <param name="Name">Kebab-case; also the name of its golden file.</param>
/// <param name="What">What it is, in a few words for developers.</param>
/// <param name="Draw">Draws it, in the language of the moment; always the same.</param>
internal sealed record GallerySample(string Name, string What, Func<Card> Draw);

/// <summary>The cards of one thing that people do.</summary>
/// <param name="Id">Part of an address on the page.</param>
/// <param name="Title">What people do.</param>
/// <param name="Samples">Its cards.</param>
internal sealed record GalleryGroup(string Id, string Title, IReadOnlyList<GallerySample> Samples);

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
