using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Improvement.Bot.Api.Calls;

/// <summary>How the API writes JSON: camelCase, nothing that is not there, text readable as it is.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ApiProblem))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>As the API writes.</summary>
    public static readonly ApiJson Api = new(Readable());

    /// <summary>The options for slices' own contexts.</summary>
    public static JsonSerializerOptions Readable() => new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // the answer is JSON and says so; nobody puts it into a page
    };
}
