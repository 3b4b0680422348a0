using System.Globalization;
using Improvement.Bot.Api;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Effects.Figures;
using Improvement.Bot.People;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Effects.Api;

/// <summary>Sends figures of one unit of the key's team, all or none.</summary>
internal static class SendFigures
{
    /// <summary>The command of the request.</summary>
    public static ApiCommand Write(ApiCall call, BodyReader body)
    {
        var (series, unit) = (Name(body, "series"), Name(body, "unit"));
        if (series is "") body.Complain("series", FigureTexts.Missing);
        var figures = Read(body, unit is "" ? call.Key.TeamName : unit, Today(call));
        return new(
            _ => new(Do(call, series, figures)),
            (number, _) => new(FiguresApi.Find(call, number) is { } known
                ? ApiAnswer.Of(StatusCodes.Status200OK, FiguresApi.Told(call, known), FiguresApiJson.Api.FigureSeriesResource)
                : Problem.NotFound(FigureTexts.NotFound)));
    }

    private static CommandResult Do(ApiCall call, string series, List<Figure> figures) =>
        call.Get<FigureDesk>().Keep(call.Key.Team, series, figures, RecordCalls.Origin(call)).Series.Id;

    private static string Name(BodyReader body, string member)
    {
        var name = FigureLimits.Name(body.Text(member));
        if (name.Length > FigureLimits.LongestName) body.Complain(member, Say(FigureTexts.TooLong, FigureLimits.LongestName));
        return name;
    }

    private static List<Figure> Read(BodyReader body, string unit, DateOnly today)
    {
        var figures = new List<Figure>();
        foreach (var (typed, text) in body.Texts("figures") ?? new Dictionary<string, string>())
        {
            if (FigureTable.Day(typed) is not { } day) body.Complain("figures", typed, Say(FigureTexts.NoDay, typed));
            else if (day > today) body.Complain("figures", typed, Say(FigureTexts.Future, typed));
            else if (Number(text) is not { } value) body.Complain("figures", typed, Say(FigureTexts.NoNumber, text));
            else figures.Add(new(unit, day, value));
        }
        if (figures is []) body.Complain("figures", FigureTexts.NoFigures);
        if (figures.Count > FigureLimits.Most) body.Complain("figures", Say(FigureTexts.TooMany, FigureLimits.Most, figures.Count));
        return figures;
    }

    private static double? Number(string text) =>
        double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) <= FigureLimits.Largest ? number : null;

    private static DateOnly Today(ApiCall call) =>
        call.Get<Teams>().Find(call.Key.Team)?.LocalDate(call.Now) ?? DateOnly.FromDateTime(call.Now.UtcDateTime);
}
