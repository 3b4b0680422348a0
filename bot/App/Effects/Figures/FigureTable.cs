using System.Globalization;
using CsvHelper;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Effects.Figures;

/// <summary>A table of figures as it was typed, pasted or read from a file: all of it, or what is wrong with it.</summary>
/// <param name="Problems">What is wrong, each with the number of its line and what to do; the figures count only where nothing is.</param>
internal sealed record FigureTable(IReadOnlyList<Figure> Figures, IReadOnlyList<string> Problems)
{
    private const string DayColumn = "day", UnitColumn = "unit", ValueColumn = "value";

    /// <summary>Without names above them, two columns are day and value, three are unit, day and value.</summary>
    private static readonly string[] Two = [DayColumn, ValueColumn], Three = [UnitColumn, DayColumn, ValueColumn];

    private static readonly char[] Separators = [';', '\t', ','];

    /// <summary>Reads a table.</summary>
    /// <param name="text">CSV with commas, semicolons or tabs; the names <c>unit</c>, <c>day</c>, <c>value</c> may stand above.</param>
    /// <param name="unit">The unit of lines that name none.</param>
    /// <param name="today">No figure is of a later day.</param>
    public static FigureTable Read(string text, string unit, DateOnly today)
    {
        var (figures, problems) = (new Dictionary<(string, DateOnly), (Figure Figure, long Line)>(), new List<string>());
        var separator = Separators.FirstOrDefault(each => FirstLine(text).Contains(each), ';');
        try
        {
            using var reader = CsvReader.FromText(text, Options(separator));
            string[]? columns = null;
            while (reader.Read())
            {
                var (cells, line) = (Cells(reader), reader.LineNumber);
                if (Array.TrueForAll(cells, cell => cell.Length is 0)) continue;
                if (columns is null && Names(cells) is { } names)
                {
                    columns = names;
                    continue;
                }
                if (Read(cells, columns ?? (cells.Length is 2 ? Two : Three), unit, today, separator, out var why) is not { } figure)
                {
                    problems.Add(Say(FigureTexts.Line, line, why));
                }
                else if (!figures.TryAdd((figure.Unit, figure.Day), (figure, line))
                    && figures[(figure.Unit, figure.Day)] is var other && other.Figure.Value != figure.Value)
                {
                    problems.Add(Say(FigureTexts.Line, line, Say(FigureTexts.Twice, PlainDay(figure.Day), other.Line)));
                }
            }
        }
        catch (CsvFormatException e)
        {
            problems.Add(Say(FigureTexts.NoTable, e.Message));
        }
        if (figures.Count is 0 && problems.Count is 0) problems.Add(FigureTexts.NoFigures);
        if (figures.Count > FigureLimits.Most) problems.Add(Say(FigureTexts.TooMany, FigureLimits.Most, figures.Count));
        return new([.. figures.Values.Select(each => each.Figure)], problems);
    }

    private static CsvReaderOptions Options(char separator) => new()
    {
        Separator = separator,
        HasHeader = false,
        TrimWhitespace = separator is not '\t',
        TrackLineNumbers = true,
        IncludeValuesInExceptions = false,
    };

    private static string FirstLine(string text) =>
        text.Split('\n').FirstOrDefault(line => !string.IsNullOrWhiteSpace(line)) ?? "";

    private static string[] Cells(CsvReader reader)
    {
        var cells = new string[reader.FieldCount];
        for (var column = 0; column < cells.Length; column++) cells[column] = reader.GetString(column).Trim('\uFEFF', ' ', '\u00A0');
        return cells;
    }

    private static string[]? Names(string[] cells)
    {
        string[] names = [.. cells.Select(cell => cell.ToLowerInvariant())];
        return names.Contains(DayColumn) && names.Contains(ValueColumn) ? names : null;
    }

    private static Figure? Read(string[] cells, string[] columns, string unit, DateOnly today, char separator, out string why)
    {
        why = "";
        string? Cell(string name) => Array.IndexOf(columns, name) is >= 0 and var at && at < cells.Length ? cells[at] : null;
        var (day, value, named) = (Cell(DayColumn), Cell(ValueColumn), FigureLimits.Name(Cell(UnitColumn)));
        if (day is null || value is null) why = FigureTexts.Columns;
        else if (Day(day) is not { } of) why = Say(FigureTexts.NoDay, day);
        else if (of > today) why = Say(FigureTexts.Future, day);
        else if (Number(value, separator) is not { } number) why = Say(FigureTexts.NoNumber, value);
        else if (named.Length > FigureLimits.LongestName) why = Say(FigureTexts.LongUnit, FigureLimits.LongestName);
        else return new(named is "" ? unit : named, of, number);
        return null;
    }

    /// <summary>A day as 2026-03-02; null for anything else, as 02.03. and 03/02 mean different days to different people.</summary>
    internal static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>A number with a point, or, where commas separate no columns, with a comma before its fraction.</summary>
    private static double? Number(string text, char separator)
    {
        if (separator is not ',' && !text.Contains('.', StringComparison.Ordinal) && text.Count(letter => letter is ',') is 1)
        {
            text = text.Replace(',', '.');
        }
        return double.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) <= FigureLimits.Largest ? number : null;
    }
}
