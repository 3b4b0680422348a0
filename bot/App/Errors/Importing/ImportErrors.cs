using CsvHelper;
using static Improvement.Bot.Errors.Wording;

namespace Improvement.Bot.Errors;

/// <summary>What is to be imported, and how it is to be read.</summary>
/// <param name="Path">The CSV file.</param>
/// <param name="Map">Columns as the caller names them, or null: <see cref="ColumnMap.For"/>.</param>
/// <param name="Dates">The order of day and month where the caller says it.</param>
/// <param name="Source">The name of the source, or null for that of the file.</param>
/// <param name="Zone">For dates without an offset.</param>
/// <param name="Team">The team that the errors will belong to, by name; null for the only one.</param>
internal sealed record ImportRequest(string Path, string? Map, DateOrder? Dates, string? Source, TimeZoneInfo Zone, string? Team = null);

/// <summary>
/// Imports errors from a CSV file, in batches that are kept whole or not at all. Running it again brings only what is missing. Two passes: the first finds out how dates are written, the second reads; neither holds the file in memory.
/// </summary>
internal sealed class ImportErrors
{
    /// <summary>Small enough to let a running bot write in between.</summary>
    public const int BatchSize = 100;

    private readonly ImportRequest _request;
    private readonly System.Text.Encoding? _encoding;
    private readonly DateOrder? _order;

    private ImportErrors(ImportRequest request, System.Text.Encoding? encoding, IReadOnlyList<string> headers, ColumnMap map, DateOrder? order)
    {
        _request = request;
        _encoding = encoding;
        _order = order;
        Headers = headers;
        Map = map;
    }

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>What they hold.</summary>
    public ColumnMap Map { get; }

    /// <summary>The source that the errors will be kept under.</summary>
    public string Source => _request.Source ?? RowReport.SourceName(_request.Path);

    /// <summary>Looks through the file once.</summary>
    /// <exception cref="ImportImpossibleException">The file, its columns or its dates cannot be read as they are.</exception>
    public static ImportErrors Prepare(ImportRequest request)
    {
        try
        {
            var encoding = CsvTable.EncodingOf(request.Path);
            using var table = CsvTable.Open(request.Path, encoding);
            if (table.Headers.Count == 0)
                throw new ImportImpossibleException(Say(ImportTexts.FileEmpty, request.Path));
            var map = ColumnMap.For(request.Map, table.Headers);
            return new(request, encoding, table.Headers, map, OrderOfDates(table, map, request.Dates));
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException or CsvFormatException)
        {
            throw new ImportImpossibleException(Say(ImportTexts.FileUnreadable, request.Path, refusal.Message));
        }
    }

    /// <summary>Imports. Cancelling stops between two batches; what was kept stays, and the next run goes on from there.</summary>
    public async Task<ImportOutcome> Run(StoreImported store, DateTimeOffset now, IProgress<ImportProgress> progress, CancellationToken cancellation)
    {
        using var table = CsvTable.Open(_request.Path, _encoding);
        using var report = new RowReport(_request.Path, Headers);
        var rows = new ImportRows(Source, Map, Headers.Count, _order, _request.Zone, now);
        var tally = new Tally(new FileInfo(_request.Path).Length);
        var batch = new List<ImportedError>(BatchSize);
        while (!cancellation.IsCancellationRequested && tally.Next(table) is { } row)
        {
            var (error, remark) = rows.Read(row);
            tally.Count(error is null, remark is not null);
            if (remark is not null)
                report.Add(row, refused: error is null, remark);
            if (error is not null)
                batch.Add(error);
            if (batch.Count == BatchSize)
                await Keep();
            progress.Report(tally.Progress(row));
        }
        await Keep();
        if (!cancellation.IsCancellationRequested)
            progress.Report(tally.Finished);
        return tally.Outcome(report.Path, cancellation.IsCancellationRequested);

        async Task Keep()
        {
            if (batch.Count == 0)
                return;
            tally.Stored(batch.Count, await store(batch, CancellationToken.None));
            batch = new(BatchSize);
        }
    }

    /// <summary>Reads the rows without keeping anything.</summary>
    public IEnumerable<ReadRow> Rows(DateTimeOffset now)
    {
        using var table = CsvTable.Open(_request.Path, _encoding);
        var rows = new ImportRows(Source, Map, Headers.Count, _order, _request.Zone, now);
        while (table.Next() is { } row) yield return rows.Read(row);
    }

    private static DateOrder? OrderOfDates(CsvTable table, ColumnMap map, DateOrder? said)
    {
        var columns = new[] { ImportField.Created, ImportField.Occurred }
            .Where(field => map[field] is not null)
            .Select(field => (At: map[field]!.Value, Dates: new DateColumn(table.Headers[map[field]!.Value].Trim())))
            .ToList();
        if (columns.Count == 0)
            return said;
        while (table.Next() is { } row)
        {
            foreach (var (at, dates) in columns)
            {
                if (row.Values.Length == table.Headers.Count)
                    dates.See(row.Values[at], row.Line);
            }
        }
        var proven = columns.Select(column => column.Dates.Proven).Where(order => order is not null).Distinct().ToList();
        var order = said ?? (proven is [var only] ? only : null);
        return columns.Select(column => column.Dates.Problem(order)).FirstOrDefault(problem => problem is not null) is { } problem
            ? throw new ImportImpossibleException(problem)
            : order;
    }

    private sealed class Tally(long bytes)
    {
        private long _rows, _new, _known, _refused, _shortened;
        private string? _broken;

        public ImportProgress Finished => new(_rows, bytes, bytes);

        public CsvTableRow? Next(CsvTable table)
        {
            try
            {
                return table.Next();
            }
            catch (Exception refusal) when (refusal is CsvFormatException or IOException)
            {
                _broken = Say(ImportTexts.FileBroken, _rows, refusal.Message);
                return null;
            }
        }

        public void Count(bool refused, bool remarked)
        {
            _rows++;
            _refused += refused ? 1 : 0;
            _shortened += remarked && !refused ? 1 : 0;
        }

        public void Stored(int count, int fresh)
        {
            _new += fresh;
            _known += count - fresh;
        }

        public ImportProgress Progress(CsvTableRow row) => new(_rows, row.Offset, bytes);

        public ImportOutcome Outcome(string? report, bool stopped) => new(_rows, _new, _known, _refused, _shortened, report, stopped, _broken);
    }
}
