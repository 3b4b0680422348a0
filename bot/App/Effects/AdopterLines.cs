using Improvement.Bot.Effects.Figures;
using Improvement.Bot.Statistics;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Effects;

/// <summary>Which units begin when, as it is typed: a unit and a Monday on each line.</summary>
internal static class AdopterLines
{
    private const int DaysOfPeriod = 7 * EffectMeasure.WeeksOfPeriod;

    /// <summary>Reads the lines; null where something is wrong, with what to do.</summary>
    /// <param name="today">The day it is for the team.</param>
    public static Adopter[]? Read(string lines, DateOnly today, out string problem)
    {
        var adopters = new List<Adopter>();
        var number = 0;
        foreach (var line in lines.Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            problem = Problem(line, today, out var adopter);
            if (problem is "" && adopters.Exists(each => each.Unit == adopter!.Unit)) problem = Say(EffectTexts.UnitTwice, adopter!.Unit);
            if (problem is not "")
            {
                problem = Say(FigureTexts.Line, number, problem);
                return null;
            }
            adopters.Add(adopter!);
        }
        problem = adopters is [] ? EffectTexts.UnitsMissing : OffTheGrid(adopters);
        return problem is "" ? [.. adopters] : null;
    }

    private static string Problem(string line, DateOnly today, out Adopter? adopter)
    {
        adopter = null;
        var at = line.LastIndexOfAny([';', '\t', ',']);
        if (at < 0 || FigureLimits.Name(line[..at]) is not { Length: > 0 } unit) return EffectTexts.UnitShape;
        if (FigureTable.Day(line[(at + 1)..].Trim()) is not { } day) return Say(FigureTexts.NoDay, line[(at + 1)..].Trim());
        if (day <= today) return Say(EffectTexts.StartPast, PlainDay(day));
        if (day.DayOfWeek is not DayOfWeek.Monday) return Say(EffectTexts.NoMonday, PlainDay(day), PlainDay(CalendarWeek.MondayFrom(day)));
        adopter = new(unit, day);
        return "";
    }

    /// <summary>Periods are four weeks long and begin with the first start, so that the others begin with one of them.</summary>
    private static string OffTheGrid(List<Adopter> adopters)
    {
        var first = adopters.Min(each => each.Start);
        foreach (var adopter in adopters)
        {
            if ((adopter.Start.DayNumber - first.DayNumber) % DaysOfPeriod is not 0 and var over)
            {
                return Say(
                    EffectTexts.UnitBetween, adopter.Unit, PlainDay(adopter.Start), PlainDay(adopter.Start.AddDays(DaysOfPeriod - over)));
            }
        }
        return "";
    }
}
