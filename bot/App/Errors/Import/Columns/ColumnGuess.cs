using Improvement.Bot.Errors.Import.Dates;

namespace Improvement.Bot.Errors.Import.Columns;

/// <summary>Finds the columns of a file by their names, and those with dates by what they hold as well.</summary>
/// <param name="headers">The names of the columns.</param>
/// <param name="sample">Some rows.</param>
/// <param name="taken">Columns that hold something already.</param>
internal sealed class ColumnGuess(IReadOnlyList<string> headers, IReadOnlyList<string[]> sample, IEnumerable<int> taken)
{
    private readonly List<string> _bare = [.. headers.Select(ColumnMap.Bare)];
    private readonly HashSet<int> _taken = [.. taken];

    /// <summary>The column of a field, which is taken by it then; null where there is none.</summary>
    public int? Of(ImportField field)
    {
        var found = field switch
        {
            ImportField.Created => Dated(field) ?? ByStem() ?? ByName(field).FirstOrNull(),
            ImportField.Occurred => Dated(field),
            ImportField.Title => ByName(field).FirstOrNull() ?? NamedTask(),
            _ => ByName(field).FirstOrNull(),
        };
        if (found is { } column) _taken.Add(column);
        return found;
    }

    /// <summary>The names of columns that hold days, whatever they are called.</summary>
    public IEnumerable<string> Days() =>
        Enumerable.Range(0, headers.Count)
            .Where(column => HoldsDates(column) && !IsNumeric(column))
            .Select(column => headers[column].Trim());

    /// <summary>A column "Name", which is a title where nothing else is a text, and a person elsewhere.</summary>
    public int? Named() => _bare.IndexOf("name") is >= 0 and var column && !_taken.Contains(column) ? column : null;

    private IEnumerable<int> ByName(ImportField field) =>
        UsualColumns.Names[field]
            .Select(name => _bare.FindIndex(bare => bare == name))
            .Where(column => column >= 0 && !_taken.Contains(column));

    private int? Dated(ImportField field) => ByName(field).Where(column => HoldsDates(column) || IsEmpty(column)).FirstOrNull();

    /// <summary>The only column whose name speaks of the day of reporting among other words; several decide nothing.</summary>
    private int? ByStem()
    {
        var columns = Enumerable.Range(0, _bare.Count)
            .Where(column => !_taken.Contains(column) && SpeaksOfReporting(_bare[column]) && HoldsDates(column))
            .ToList();
        return columns is [var only] ? only : null;
    }

    private static bool SpeaksOfReporting(string bare) =>
        UsualColumns.CreatedStems.Any(bare.Contains) && !UsualColumns.OtherMoments.Any(bare.Contains);

    private int? NamedTask() => _bare.Exists(UsualColumns.BesideNamedTasks.Contains) ? Named() : null;

    private bool HoldsDates(int column)
    {
        var cells = Cells(column).Where(cell => !NoDate.Is(cell)).ToList();
        return cells.Count > 0 && cells.Count(cell => WrittenDates.Read(cell) is not null) * 2 > cells.Count;
    }

    private bool IsEmpty(int column) => Cells(column).All(NoDate.Is);

    private bool IsNumeric(int column) => Cells(column).All(cell => cell.All(letter => char.IsAsciiDigit(letter) || letter is '.' or ','));

    private IEnumerable<string> Cells(int column) => sample.Where(row => column < row.Length).Select(row => row[column]);
}

/// <summary>The first of some numbers.</summary>
internal static class FirstNumber
{
    /// <summary>The first, or null where there is none; 0 would be a number.</summary>
    public static int? FirstOrNull(this IEnumerable<int> numbers) => numbers.Select(number => (int?)number).FirstOrDefault();
}
