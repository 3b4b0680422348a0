using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Improvement.Bot.Samples;

namespace Improvement.Bot.Development.Gallery;

/// <summary>Every card with its name and group, as the page takes them.</summary>
internal static class GalleryList
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The list as JSON.</summary>
    public static string Of(IEnumerable<GalleryGroup> groups) => new JsonArray([.. groups.Select(Group)]).ToJsonString(Readable);

    private static JsonObject Group(GalleryGroup group) =>
        new() { ["id"] = group.Id, ["title"] = group.Title, ["samples"] = new JsonArray([.. group.Samples.Select(Sample)]) };

    private static JsonObject Sample(GallerySample sample)
    {
        var json = sample.Draw().ToJson();
        return new() { ["name"] = sample.Name, ["what"] = sample.What, ["bytes"] = Encoding.UTF8.GetByteCount(json),
            ["card"] = JsonNode.Parse(json) };
    }
}
