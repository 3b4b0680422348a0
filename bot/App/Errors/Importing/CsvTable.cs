using System.Text;
using CsvHelper;

namespace Improvement.Bot.Errors;

/// <summary>A row of a file.</summary>
/// <param name="Line">The line where it begins, from 1.</param>
/// <param name="Offset">The byte where it begins.</param>
/// <param name="Values">Its fields.</param>
/// <param name="IsOpenQuote">Whether a quotation mark of it is never closed, so that it has swallowed all that follows.</param>
internal sealed record CsvTableRow(long Line, long Offset, string[] Values, bool IsOpenQuote);

/// <summary>A CSV file read row by row, as the world writes them: comma, semicolon, tab or bar; with or without byte order mark; UTF-8, UTF-16 or Windows Western.</summary>
internal sealed class CsvTable : IDisposable
{
    private const int LargestRow = 16 * 1024 * 1024;
    private readonly CsvReader _reader;
    private bool _openQuote;

    private CsvTable(string path, Encoding? encoding)
    {
        _reader = CsvReader.FromFile(path, new CsvReaderOptions
        {
            TrimWhitespace = true,
            TrackLineNumbers = true,
            MaxRecordSize = LargestRow,
            IncludeValuesInExceptions = false,
            Encoding = encoding,
            OnMalformedRecord = record => _openQuote |= record.Reason == CsvMalformedReason.UnterminatedQuote,
        });
        _reader.ReadHeader();
        Headers = [.. _reader.Headers];
    }

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <param name="path">The file.</param>
    /// <param name="encoding">As <see cref="EncodingOf"/> found it.</param>
    /// <exception cref="CsvFormatException">It is not a table.</exception>
    public static CsvTable Open(string path, Encoding? encoding) => new(path, encoding);

    /// <summary>Null where the file is UTF-8 or says by a byte order mark what it is; Windows Western otherwise.</summary>
    public static Encoding? EncodingOf(string path)
    {
        using var file = File.OpenRead(path);
        var utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        var bytes = new byte[64 * 1024];
        var letters = new char[bytes.Length + 1];
        try
        {
            for (var (read, first) = (file.Read(bytes), true); read > 0; (read, first) = (file.Read(bytes), false))
            {
                if (first && bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
                    return null;
                utf8.GetChars(bytes.AsSpan(0, read), letters, flush: false);
            }
            utf8.GetChars([], letters, flush: true);
            return null;
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252);
        }
    }

    /// <summary>The next row, or null at the end.</summary>
    /// <exception cref="CsvFormatException">A row is too large to be one.</exception>
    public CsvTableRow? Next()
    {
        if (!_reader.Read())
            return null;
        var values = new string[_reader.FieldCount];
        for (var column = 0; column < values.Length; column++)
            values[column] = _reader.GetString(column);
        return new(_reader.LineNumber, _reader.ByteOffset, values, _openQuote);
    }

    public void Dispose() => _reader.Dispose();
}
