using System.Text;
using CsvHelper;

namespace Improvement.Bot.Errors.Import.Table;

/// <summary>How a CSV file is laid out.</summary>
/// <param name="Separator">Between its columns.</param>
/// <param name="Above">Rows above the one that names the columns.</param>
/// <param name="Headers">The names of the columns, without blank ones at the end.</param>
/// <param name="IsBackslashed">Whether quotation marks within quotation marks are written <c>\"</c>.</param>
/// <param name="Sample">Its first rows.</param>
internal sealed record CsvShape(
    char Separator, int Above, IReadOnlyList<string> Headers, bool IsBackslashed, IReadOnlyList<string[]> Sample)
{
    private const int SampleLetters = 256 * 1024, SampleRows = 200, MostAbove = 30;
    private static readonly char[] Separators = [',', ';', '\t', '|'];

    /// <summary>Looks at the beginning of a file for separator and names, and through all of it for backslashes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="encoding">How it is read.</param>
    /// <param name="isName">Whether a text is a name that a column may have.</param>
    public static CsvShape Of(string path, Encoding encoding, Func<string, bool> isName)
    {
        var isBackslashed = HasBackslashedQuotes(path, encoding);
        var text = Beginning(path, encoding, isBackslashed);
        var said = SaidSeparator(text);
        var shapes = (said is { } one ? [one] : Separators).Select(separator => Read(text, separator, isBackslashed, isName));
        return shapes.MaxBy(shape => shape.Score).Shape;
    }

    private static (CsvShape Shape, double Score) Read(string text, char separator, bool isBackslashed, Func<string, bool> isName)
    {
        var rows = new List<string[]>();
        using (var reader = CsvReader.FromText(text, CsvTable.Options(separator)))
        {
            while (rows.Count < SampleRows && reader.Read()) rows.Add(CsvTable.Cells(reader));
        }
        if (rows is []) return (new(separator, 0, [], isBackslashed, []), 0);
        var usual = rows.GroupBy(Width).MaxBy(width => width.Count() * 1000 + width.Key)!;
        var at = HeaderAt(rows, usual.Key, isName);
        var headers = rows[at][..Width(rows[at])];
        var score = headers.Count(isName) * 10 + (usual.Key > 1 ? (double)usual.Count() / rows.Count : 0) + Math.Min(usual.Key, 50) / 100.0;
        return (new(separator, at, headers, isBackslashed, rows[(at + 1)..]), score);
    }

    /// <summary>
    /// The first of the upper rows that holds names which columns have and is as wide as the rows below; else the first that is as wide.
    /// </summary>
    private static int HeaderAt(List<string[]> rows, int usual, Func<string, bool> isName)
    {
        var upper = rows.Take(MostAbove).ToList();
        var named = upper.FindIndex(row => row.Count(isName) >= Math.Min(2, usual) && Filled(row) >= usual / 2);
        return named >= 0 ? named : Math.Max(0, upper.FindIndex(row => Filled(row) >= Math.Max(1, usual - 1)));
    }

    private static int Width(string[] row) => Array.FindLastIndex(row, cell => cell.Length > 0) + 1;

    private static int Filled(string[] row) => row.Count(cell => cell.Length > 0);

    private static string Beginning(string path, Encoding encoding, bool isBackslashed)
    {
        using var reader = CsvTable.Text(path, encoding, isBackslashed);
        var letters = new char[SampleLetters];
        var text = new string(letters, 0, reader.ReadBlock(letters));
        return text.Length < SampleLetters ? text : text[..Math.Max(text.LastIndexOfAny(['\r', '\n']), 1)];
    }

    /// <summary>A first line <c>sep=;</c>, which spreadsheets understand, names the separator.</summary>
    private static char? SaidSeparator(string text)
    {
        var line = text.AsSpan().TrimStart("\uFEFF\r\n").TrimStart('"');
        return line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase)
            && line.Length > 4
            && line[4] is < (char)128 and not ('\r' or '\n' or '"')
            ? line[4]
            : null;
    }

    /// <summary>
    /// Whether somewhere within quotation marks one stands behind a backslash where by the standard the cell would end, and does not.
    /// </summary>
    private static bool HasBackslashedQuotes(string path, Encoding encoding)
    {
        using var reader = CsvTable.Text(path, encoding, isBackslashed: false);
        var (isQuoted, before, previous) = (false, '\n', '\n');
        for (var letter = reader.Read(); letter >= 0; letter = reader.Read())
        {
            var here = (char)letter;
            if (here is '"'
                && isQuoted
                && previous is '\\'
                && before is not '\\'
                && reader.Peek() is var next
                && next is not (',' or ';' or '\t' or '|' or '\r' or '\n' or '"' or -1))
            {
                return true;
            }
            if (here is '"') isQuoted = !isQuoted;
            (before, previous) = (previous, here);
        }
        return false;
    }
}
