using CsvHelper;
using Improvement.Bot.Errors.Import.Columns;
using Improvement.Bot.Errors.Import.Dates;
using Improvement.Bot.Errors.Import.Encodings;
using Improvement.Bot.Errors.Import.Table;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Import;

/// <summary>
/// Imports errors from a CSV file, in batches that are kept whole or not at all. Running it again brings only what is missing. The file is
/// looked through first, for its encoding, its layout and how its dates are written, and then read; none of that holds it in memory.
/// </summary>
internal sealed class ImportErrors
{
    /// <summary>Small enough to let a running bot write in between.</summary>
    public const int BatchSize = 100;

    private readonly ImportRequest _request;
    private readonly FileEncoding _encoding;
    private readonly CsvShape _shape;
    private readonly FileDates _dates;

    private ImportErrors(ImportRequest request, FileEncoding encoding, CsvShape shape, ColumnMap map, FileDates dates)
    {
        (_request, _encoding, _shape, _dates) = (request, encoding, shape, dates);
        Map = map;
    }

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Headers => _shape.Headers;

    /// <summary>What they hold.</summary>
    public ColumnMap Map { get; }

    /// <summary>Looks through the file.</summary>
    /// <exception cref="ImportImpossibleException">The file, its columns or its dates cannot be read as they are.</exception>
    public static ImportErrors Prepare(ImportRequest request)
    {
        try
        {
            var encoding = FileEncoding.Of(request.Path, request.Encoding);
            var shape = CsvShape.Of(request.Path, encoding.Encoding, ColumnMap.NamesIn(request.Map));
            if (shape.Headers.Count == 0) throw new ImportImpossibleException(Say(ImportTexts.FileEmpty, request.Path));
            var map = ColumnMap.For(request.Map, shape.Headers, shape.Sample);
            if (map[ImportField.Created] is null && request.Created is null && !ColumnMap.LeavesOut(request.Map, ImportField.Created))
            {
                throw new ImportImpossibleException(NoCreated(shape));
            }
            using var table = new CsvTable(request.Path, encoding.Encoding, shape);
            var rows = new TableRows(table, map, shape.Headers.Count).All();
            return new(request, encoding, shape, map, FileDates.Of(rows, shape.Headers, map, request));
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException or CsvFormatException)
        {
            throw new ImportImpossibleException(Say(ImportTexts.FileUnreadable, request.Path, refusal.Message));
        }
    }

    /// <summary>How the file is read, a line each: encoding and layout, columns, days.</summary>
    public IEnumerable<string> Describe()
    {
        var above = _shape.Above is 0 ? "" : " " + Counted(_shape.Above, ImportTexts.AboveOne, ImportTexts.AboveMany);
        yield return Say(ImportTexts.FileRead, Path.GetFileName(_request.Path), _encoding.Name, SeparatorName(_shape.Separator)) + above;
        yield return Say(ImportTexts.Columns, Map.Describe(Headers), _request.SourceName);
        foreach (var days in _dates.Describe()) yield return days;
        if (Map[ImportField.Created] is null) yield return Say(ImportTexts.DayForAll, FileDates.Day(_request.Created ?? _request.Now));
    }

    /// <summary>Imports. Cancelling stops between two batches; what was kept stays, and the next run goes on from there.</summary>
    public async Task<ImportOutcome> Run(StoreImported store, IProgress<ImportProgress> progress, CancellationToken cancellation)
    {
        using var table = new CsvTable(_request.Path, _encoding.Encoding, _shape);
        using var report = new RowReport(_request.Path, _shape);
        var source = new TableRows(table, Map, Headers.Count);
        var rows = new ImportRows(_request, Map, Headers.Count, _dates);
        var tally = new ImportTally(_encoding.Length);
        var batch = new List<ImportedError>(BatchSize);
        while (!cancellation.IsCancellationRequested && tally.Next(source) is { } row)
        {
            var read = rows.Read(row);
            tally.Count(read);
            if (read.Remark is { } remark) report.Add(row, refused: read.Error is null, remark);
            if (read.Error is { } error) batch.Add(error);
            if (batch.Count == BatchSize) await Keep();
            progress.Report(tally.Progress(row));
        }
        await Keep();
        if (!cancellation.IsCancellationRequested) progress.Report(tally.Finished);
        return tally.Outcome(report, source.Footer, cancellation.IsCancellationRequested);

        async Task Keep()
        {
            if (batch.Count == 0) return;
            tally.Stored(batch.Count, await store(batch, CancellationToken.None));
            batch = new(BatchSize);
        }
    }

    /// <summary>Reads the rows without keeping anything.</summary>
    public IEnumerable<ReadRow> Rows()
    {
        using var table = new CsvTable(_request.Path, _encoding.Encoding, _shape);
        var rows = new ImportRows(_request, Map, Headers.Count, _dates);
        foreach (var row in new TableRows(table, Map, Headers.Count).All()) yield return rows.Read(row);
    }

    private static string NoCreated(CsvShape shape)
    {
        var days = new ColumnGuess(shape.Headers, shape.Sample, []).Days().ToList();
        return days is []
            ? Say(ImportTexts.NoCreated, ColumnMap.Listed(shape.Headers))
            : Say(ImportTexts.NoCreatedButDays, ColumnMap.Listed(days), days[0]);
    }

    private static string SeparatorName(char separator) => separator switch
    {
        ',' => ImportTexts.SeparatorComma,
        ';' => ImportTexts.SeparatorSemicolon,
        '\t' => ImportTexts.SeparatorTab,
        '|' => ImportTexts.SeparatorBar,
        _ => $"“{separator}”",
    };
}
