using System.ComponentModel;
using System.Text.Json.Serialization;
using Improvement.Bot.Api.Calls;

namespace Improvement.Bot.Effects.Api;

/// <summary>The body that sends figures of one unit.</summary>
internal sealed record FiguresBody(
    [property: Description("What is counted or measured; a new name begins a new series.")] string Series,
    [property: Description("By day, such as \"2026-03-02\": 4. Another value for the same day takes the place of the first.")]
    IReadOnlyDictionary<string, double> Figures,
    [property: Description("A team or a word; the name of the key's team where it is left out.")] string? Unit = null);

/// <summary>What there is of a unit of a series.</summary>
internal sealed record FigureUnitResource(string Unit, long Figures, string First, string Last);

/// <summary>A series of figures.</summary>
internal sealed record FigureSeriesResource(long Number, string Series, FigureUnitResource[] Units, string Self);

/// <summary>The series of the key's team.</summary>
internal sealed record FigureSeriesList(FigureSeriesResource[] Items);

/// <summary>A figure.</summary>
internal sealed record DatedFigureResource(string Unit, string Day, double Value);

/// <summary>Figures of a series, the oldest first.</summary>
internal sealed record FigurePage(
    long Number, string Series, DatedFigureResource[] Items,
    [property: Description("The address of the next page; left out on the last one.")] string? Next);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FiguresBody))]
[JsonSerializable(typeof(FigureSeriesResource))]
[JsonSerializable(typeof(FigureSeriesList))]
[JsonSerializable(typeof(FigurePage))]
internal sealed partial class FiguresApiJson : JsonSerializerContext
{
    /// <summary>As the API writes.</summary>
    public static readonly FiguresApiJson Api = new(ApiJson.Readable());
}
