using Improvement.Bot.Framework.Cards;

namespace Improvement.Bot.Development.Gallery;

/// <summary>One card that the bot can send, in one of the states that look different.</summary>
/// <param name="Name">Kebab-case; also the name of its golden file.</param>
/// <param name="What">What it is, in a few words for developers.</param>
/// <param name="Draw">Draws it, in the language of the moment; always the same.</param>
internal sealed record GallerySample(string Name, string What, Func<Card> Draw);

/// <summary>All of them.</summary>
internal static class GallerySamples
{
    /// <summary>Every card that the bot can send.</summary>
    /// <param name="data">What people have written.</param>
    public static IReadOnlyList<GallerySample> All(GalleryData data) =>
    [
        .. GreetingSamples.Of(data),
        .. ReportSamples.Of(data),
        .. MessageSamples.Of(data),
        .. FiledSamples.Of(data),
        .. ChangeSamples.Of(data),
        .. ListSamples.Of(data),
        .. KeySamples.Of(data),
        .. WebhookSamples.Of(data),
        .. SetupSamples.Of(data),
        .. EngineSamples.Of(data),
        .. AwkwardSamples.Of(data),
    ];
}
