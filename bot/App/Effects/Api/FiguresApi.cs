using System.Collections.Immutable;
using System.Globalization;
using Improvement.Bot.Api;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Effects.Figures;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Effects.Api;

/// <summary>Own figures of the key's team over HTTP. Sending the same ones again changes nothing.</summary>
internal static class FiguresApi
{
    private static readonly ApiTag Tag = new("Figures", "Own figures of a team, by which effects are measured.");

    /// <summary>Whoever sends figures may read them.</summary>
    private static readonly ImmutableArray<string> Readers = [FigureScopes.Read, FigureScopes.Send];

    /// <summary>Adds the operations.</summary>
    public static void Map(ApiRoutes api) => api
        .Map(new(HttpMethods.Post, "/figures", "sendFigures", "Send figures of one unit, all or none", [FigureScopes.Send])
        {
            Tag = Tag,
            Write = SendFigures.Write,
            Body = typeof(FiguresBody),
            BodyExample = """{ "series": "Open hand-overs", "unit": "North", "figures": { "2026-03-02": 4, "2026-03-03": 2.5 } }""",
            Answer = (StatusCodes.Status200OK, typeof(FigureSeriesResource)),
        })
        .Map(new(HttpMethods.Get, "/figures", "listFigures", "List the series of figures of the team", Readers)
        {
            Tag = Tag,
            Read = (call, _) => new(ApiAnswer.Of(
                StatusCodes.Status200OK,
                new FigureSeriesList([.. call.Get<FigureDesk>().Of(call.Key.Team).Select(series => Told(call, series))]),
                FiguresApiJson.Api.FigureSeriesList)),
            Answer = (StatusCodes.Status200OK, typeof(FigureSeriesList)),
        })
        .Map(new(HttpMethods.Get, "/figures/{number}", "readFigures", "Read the figures of one series", Readers)
        {
            Tag = Tag,
            Read = ReadFigures.Read,
            Parameters = ReadFigures.Parameters,
            Answer = (StatusCodes.Status200OK, typeof(FigurePage)),
            Problems = [StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity],
        });

    /// <summary>The series of a number, of the key's team; null for any other.</summary>
    public static FigureSeries? Find(ApiCall call, long number) =>
        call.Get<FigureDesk>().Of(call.Key.Team).FirstOrDefault(series => series.Id == number);

    /// <summary>A series as it is told.</summary>
    public static FigureSeriesResource Told(ApiCall call, FigureSeries series) => new(
        series.Id, series.Name,
        [
            .. call.Get<FigureDesk>().Units(series).Select(unit =>
                new FigureUnitResource(unit.Unit, unit.Figures, PlainDay(unit.First), PlainDay(unit.Last))),
        ],
        PathOf(series));

    /// <summary>Where its figures are read.</summary>
    public static string PathOf(FigureSeries series) => string.Create(CultureInfo.InvariantCulture, $"{ApiCall.Root}/figures/{series.Id}");
}
