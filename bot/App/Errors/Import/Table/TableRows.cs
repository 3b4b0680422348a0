using System.Text.RegularExpressions;
using Improvement.Bot.Errors.Import.Columns;

namespace Improvement.Bot.Errors.Import.Table;

/// <summary>The rows of a table without what exports write below it: totals, who exported it and when, whose property it is.</summary>
/// <param name="table">The file.</param>
/// <param name="map">Where its texts are: a row that holds nothing else is a row all the same.</param>
/// <param name="columns">How many columns it has.</param>
internal sealed partial class TableRows(CsvTable table, ColumnMap map, int columns)
{
    private readonly Queue<CsvTableRow> _waiting = new();
    private bool _isReleased;

    /// <summary>What stood below the table; complete at its end.</summary>
    public IReadOnlyCollection<CsvTableRow> Footer => _isReleased ? [] : _waiting;

    /// <summary>The next row, or null at the end.</summary>
    public CsvTableRow? Next()
    {
        if (_isReleased && _waiting.TryDequeue(out var waiting)) return waiting;
        _isReleased = false;
        while (table.Next() is { } row)
        {
            if (!MayBeFooter(row) && _waiting.Count is 0) return row;
            _waiting.Enqueue(row);
            if (MayBeFooter(row)) continue;
            _isReleased = true;
            return _waiting.Dequeue();
        }
        return null;
    }

    /// <summary>All of them.</summary>
    public IEnumerable<CsvTableRow> All()
    {
        while (Next() is { } row) yield return row;
    }

    private bool MayBeFooter(CsvTableRow row)
    {
        var filled = row.Values.Count(cell => cell.Length > 0);
        if (columns < 2 || filled > Math.Min(2, columns - 1) || row.IsOpenQuote) return false;
        var at = Array.FindIndex(row.Values, cell => cell.Length > 0);
        return Totals().IsMatch(row.Values[at])
            || (
                filled is 1
                    && columns > 2
                    && at != map[ImportField.Title]
                    && at != map[ImportField.Story]
                    && row.Values[at].Contains(' ', StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^\W*(?:(?:(?:grand |sub-?)?(?:total|sum|summe|gesamt|insgesamt|anzahl|count|rows?|records?|totale?|somme|suma|razem"
        + @"|summa|totaal)(?: of)?(?: rows| records| issues| tickets| results| items| count| number)?\s*[:=]?\s*[\d.,]*)|\d+ "
        + @"(?:rows?|records?|results?|issues?|tickets?|zeilen|datens.tze|eintr.ge|lignes|filas|righe)\b.*|(?:report |data "
        + @")?(?:generated|exported|printed|created|downloaded|erstellt|exportiert|gedruckt)\s*(?:by|on|at|from|am|von|:).*"
        + @"|copyright\b.*|©.*|confidential\b.*|end of (?:report|file|data|export).*)\W*$", RegexOptions.IgnoreCase)]
    private static partial Regex Totals();
}
