using System.Text;
using CsvHelper;

namespace Improvement.Bot.Errors.Import.Table;

/// <summary>A row of a file.</summary>
/// <param name="Line">The line where it begins, from 1.</param>
/// <param name="Offset">The byte where it begins, as UTF-8 counts.</param>
/// <param name="Values">Its cells; as many as the file has columns, unless more of them hold something.</param>
/// <param name="IsOpenQuote">Whether a quotation mark of it is never closed, so that it has swallowed all that follows.</param>
internal sealed record CsvTableRow(long Line, long Offset, string[] Values, bool IsOpenQuote);

/// <summary>
/// A CSV file read row by row. Blank rows are passed over, blank cells at the end of a row are left out, missing ones are empty; the names
/// of the columns once more, as files that were joined have them, are no row.
/// </summary>
internal sealed class CsvTable : IDisposable
{
    private const int LargestRow = 16 * 1024 * 1024;
    private readonly TextReader _text;
    private readonly CsvReader _reader;
    private readonly CsvShape _shape;
    private bool _openQuote;

    /// <param name="path">The file.</param>
    /// <param name="encoding">How it is read.</param>
    /// <param name="shape">How it is laid out.</param>
    /// <exception cref="CsvFormatException">It is not a table.</exception>
    public CsvTable(string path, Encoding encoding, CsvShape shape)
    {
        _shape = shape;
        _text = Text(path, encoding, shape.IsBackslashed);
        _reader = CsvReader.Create(
            _text,
            Options(shape.Separator) with { OnMalformedRecord = record =>
                _openQuote |= record.Reason == CsvMalformedReason.UnterminatedQuote });
        for (var above = 0; above <= shape.Above; above++) _reader.Read();
    }

    /// <summary>How every file is read.</summary>
    public static CsvReaderOptions Options(char separator) => new()
    {
        Separator = separator,
        HasHeader = false,
        TrimWhitespace = separator is not '\t',
        TrackLineNumbers = true,
        MaxRecordSize = LargestRow,
        IncludeValuesInExceptions = false,
    };

    /// <summary>The text of a file.</summary>
    public static TextReader Text(string path, Encoding encoding, bool isBackslashed)
    {
        var text = new StreamReader(path, encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 64 * 1024);
        return isBackslashed ? new BackslashQuotes(text) : text;
    }

    /// <summary>The cells of the row at which a reader stands.</summary>
    public static string[] Cells(CsvReader reader)
    {
        var cells = new string[reader.FieldCount];
        for (var column = 0; column < cells.Length; column++) cells[column] = CellText.Of(reader.GetString(column));
        return cells;
    }

    /// <summary>The next row, or null at the end.</summary>
    /// <exception cref="CsvFormatException">A row is too large to be one.</exception>
    public CsvTableRow? Next()
    {
        while (_reader.Read())
        {
            var cells = Cells(_reader);
            if (!Array.TrueForAll(cells, cell => cell.Length is 0) && !IsHeader(cells))
                return new(_reader.LineNumber, _reader.ByteOffset, Fitted(cells), _openQuote);
        }
        return null;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _text.Dispose();
    }

    private bool IsHeader(string[] cells) =>
        cells.AsSpan(0, Math.Min(cells.Length, _shape.Headers.Count)).SequenceEqual([.. _shape.Headers])
            && cells.Length >= _shape.Headers.Count;

    private string[] Fitted(string[] cells)
    {
        var columns = _shape.Headers.Count;
        if (cells.Length < columns) return [.. cells, .. Enumerable.Repeat("", columns - cells.Length)];
        return Array.TrueForAll(cells[columns..], cell => cell.Length is 0) ? cells[..columns] : cells;
    }
}
