using System.Collections.Immutable;
using System.Globalization;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Effects.Figures;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Effects.Api;

/// <summary>Reads the figures of a series of the key's team, the oldest first, whole days to a page.</summary>
internal static class ReadFigures
{
    /// <summary>Figures on a page, unless a single day has more.</summary>
    private const int Page = 1_000;

    /// <summary>The parameters, for the document.</summary>
    public static readonly ImmutableArray<(string Name, string Meaning, string Example)> Parameters =
    [
        ("unit", "Of one unit; all where it is left out.", "North"),
        ("from", "From this day on.", "2026-01-05"),
        ("until", "Up to and with this day.", "2026-03-31"),
    ];

    /// <summary>A page.</summary>
    public static ValueTask<ApiAnswer> Read(ApiCall call, CancellationToken ct)
    {
        var complaints = ListQuery.UnknownParameters(call, Parameters);
        var (from, until) = (Day(call, "from", DateOnly.MinValue, complaints), Day(call, "until", LastDay, complaints));
        if (complaints is not []) return new(Problem.Invalid(complaints));
        if (FiguresApi.Find(call, NumberIn(call)) is not { } series) return new(Problem.NotFound(FigureTexts.NotFound));

        var (unit, desk) = (call.Parameter("unit"), call.Get<FigureDesk>());
        var found = desk.Between(series, unit, from, until.AddDays(1), Page + 1);
        DateOnly? cut = found.Count > Page ? found[^1].Day : null;
        if (cut == from) found = desk.Between(series, unit, from, from.AddDays(1), int.MaxValue);
        else if (cut is { } day) found = [.. found.Where(figure => figure.Day < day)];
        var next = cut is { } begin ? Address(series, unit, cut == from ? begin.AddDays(1) : begin, until) : null;
        var page = new FigurePage(
            series.Id, series.Name, [.. found.Select(each => new DatedFigureResource(each.Unit, PlainDay(each.Day), each.Value))], next);
        return new(ApiAnswer.Of(StatusCodes.Status200OK, page, FiguresApiJson.Api.FigurePage) with { Next = next });
    }

    private static DateOnly LastDay => DateOnly.MaxValue.AddDays(-1);

    private static long NumberIn(ApiCall call) =>
        long.TryParse(call.Part("number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static DateOnly Day(ApiCall call, string name, DateOnly usual, List<ApiComplaint> complaints)
    {
        if (call.Parameter(name) is not { } text) return usual;
        if (FigureTable.Day(text) is { } day && day <= LastDay) return day;
        complaints.Add(new(null, name, Say(FigureTexts.NoDay, text)));
        return usual;
    }

    private static string Address(FigureSeries series, string? unit, DateOnly from, DateOnly until) =>
        FiguresApi.PathOf(series) + $"?from={PlainDay(from)}"
            + (until == LastDay ? "" : $"&until={PlainDay(until)}") + (unit is null ? "" : $"&unit={Uri.EscapeDataString(unit)}");
}
