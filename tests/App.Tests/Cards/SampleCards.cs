using System.Text.Json;
using Improvement.Bot.Development.Gallery;
using Improvement.Bot.Samples;
using Xunit;

namespace Improvement.Bot.Tests.Cards;

/// <summary>The cards of the gallery, for tests that look at each of them.</summary>
internal static class SampleCards
{
    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<GallerySample> All =
        Spoken(written => written);

    /// <summary>All of them, with what people wrote in another voice.</summary>
    public static IReadOnlyList<GallerySample> Spoken(SampleVoice voice) =>
    [
        .. GallerySamples.All(new GalleryData(text => voice(text))),
        .. Slices.All.SelectMany(slice => slice.Samples(voice)).SelectMany(group => group.Samples),
    ];

    /// <summary>The card of a name.</summary>
    public static GallerySample Named(string name) => All.Single(sample => sample.Name == name);

    /// <summary>Its JSON, as it travels.</summary>
    public static JsonElement Json(this GallerySample sample) => JsonDocument.Parse(sample.Draw().ToJson()).RootElement;

    /// <summary>Every object in a piece of JSON, from the outside to the inside.</summary>
    public static IEnumerable<JsonElement> Objects(this JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property => property.Value.Objects()).Prepend(json),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Objects),
        _ => [],
    };

    /// <summary>The text of a property; null where there is none.</summary>
    public static string? Text(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}

/// <summary>The names of all samples, a test for each.</summary>
public sealed class EverySample : TheoryData<string>
{
    /// <summary>The names of all samples.</summary>
    public EverySample()
    {
        foreach (var sample in SampleCards.All) Add(sample.Name);
    }
}
