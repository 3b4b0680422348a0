using System.Text.RegularExpressions;
using Improvement.Bot.Errors.Import.Columns;
using Improvement.Bot.Errors.Import.Table;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Import.Dates;

/// <summary>How the dates of a file are read: which numbers come first, and in which time zone, column by column.</summary>
internal sealed partial class FileDates
{
    private static readonly ImportField[] Dated = [ImportField.Created, ImportField.Occurred];
    private readonly Dictionary<ImportField, (DateColumn Column, DateOrder Order)> _columns = [];

    private FileDates()
    {
    }

    /// <summary>Looks at every date of a file.</summary>
    /// <exception cref="ImportImpossibleException">Some column cannot be read, or in more than one way.</exception>
    public static FileDates Of(IEnumerable<CsvTableRow> rows, IReadOnlyList<string> headers, ColumnMap map, ImportRequest request)
    {
        var columns = Dated.Where(field => map[field] is not null).ToDictionary(
            field => field,
            field => new DateColumn(headers[map[field]!.Value].Trim(), ZoneIn(headers[map[field]!.Value]) ?? request.Zone, request.Now));
        foreach (var row in columns.Count > 0 ? rows.Where(row => row.Values.Length == headers.Count) : [])
        {
            foreach (var (field, column) in columns) column.See(row.Values[map[field]!.Value], row.Line);
        }
        return Decide(columns, request.Dates);
    }

    /// <summary>The instant that a text names in the column of a field, or null where it names none.</summary>
    public DateTimeOffset? Read(ImportField field, string text) =>
        WrittenDates.Read(text) is { } date && _columns[field] is var (column, order)
            ? date.At(order, column.Zone) ?? OnlyReading(date, column.Zone)
            : null;

    /// <summary>From when to when, and how the first is read, a line for each column: a wrong reading is seen there.</summary>
    public IEnumerable<string> Describe()
    {
        foreach (var (field, (column, order)) in _columns)
        {
            if (column is { Example: { } example } && column.Range(order) is var (first, last))
            {
                yield return Say(
                    ImportTexts.DaysRead, ColumnMap.Name(field), Day(first), Day(last), example,
                    Read(field, example)?.ToString("d MMMM yyyy HH:mm") ?? ImportTexts.DayUnread);
            }
        }
    }

    /// <summary>A day as everybody reads it.</summary>
    public static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd");

    // A row that is clear by itself stays so where its column was settled by what was said.
    private static DateTimeOffset? OnlyReading(WrittenDate date, TimeZoneInfo zone) =>
        date.Usual is [var only] ? date.At(only, zone) : null;

    private static FileDates Decide(Dictionary<ImportField, DateColumn> columns, DateOrder? said)
    {
        var proven = columns.Values.Select(column => column.Proven).OfType<DateOrder>().Distinct().ToList();
        var elsewhere = said ?? (proven is [var only] ? only : null);
        if (columns.Values.Select(column => column.Problem(column.Proven ?? elsewhere)).FirstOrDefault(
            problem => problem is not null) is { } problem)
        {
            throw new ImportImpossibleException(problem);
        }
        var dates = new FileDates();
        foreach (var (field, column) in columns) dates._columns[field] = (column, column.Order(elsewhere));
        return dates;
    }

    /// <summary>The zone that the name of a column tells: Created (UTC), Erstellt (Europe/Berlin).</summary>
    private static TimeZoneInfo? ZoneIn(string header)
    {
        if (InBrackets().Match(header) is { Success: true } brackets)
        {
            return brackets.Groups["zone"].Value.ToLowerInvariant() is "utc" or "gmt" or "z"
                ? TimeZoneInfo.Utc
                : TimeZoneInfo.TryFindSystemTimeZoneById(brackets.Groups["zone"].Value, out var zone) ? zone : null;
        }
        return EndsInUtc().IsMatch(header) ? TimeZoneInfo.Utc : null;
    }

    [GeneratedRegex(@"[\[(](?<zone>[A-Za-z_]+(?:/[A-Za-z_]+)*)[\])]\s*$")]
    private static partial Regex InBrackets();

    [GeneratedRegex(@"[ _](?:utc|gmt)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex EndsInUtc();
}
