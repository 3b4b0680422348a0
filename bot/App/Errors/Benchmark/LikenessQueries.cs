using CsvHelper;
using Improvement.Bot.Errors.Import;
using Improvement.Bot.Errors.Import.Columns;
using Improvement.Bot.Errors.Import.Encodings;
using Improvement.Bot.Errors.Import.Table;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Benchmark;

/// <summary>
/// Reports in the order in which they came, and for some of them the earlier reports of the same thing; ids are texts of any kind.
/// </summary>
internal sealed record LikenessQueries(
    IReadOnlyList<ImportedError> Reports, IReadOnlyDictionary<string, HashSet<string>> Partners, int RowsLeftOut, int QueriesLeftOut)
{
    private static readonly string[] IdNames = ["issueid", "id", "query", "queryid", "report", "reportid", "issuekey", "key", "number"];
    private static readonly char[] BetweenIds = [' ', ',', ';', '|', '\t', '\n'];

    /// <exception cref="ImportImpossibleException">A file or its columns cannot be read as they are.</exception>
    public static LikenessQueries Read(string reportFile, string queryFile, DateTimeOffset now)
    {
        var (reports, refused) = ReportsOf(reportFile, now);
        var place = reports.Index().ToDictionary(each => each.Item.ExternalId, each => each.Index, StringComparer.Ordinal);
        var partners = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var without = 0;
        foreach (var (query, named) in Queries(queryFile))
        {
            var at = place.GetValueOrDefault(query, -1);
            var earlier = named.Where(partner => place.TryGetValue(partner, out var there) && there < at).ToList();
            if (earlier is []) without++;
            else if (partners.TryGetValue(query, out var known)) known.UnionWith(earlier);
            else partners[query] = [.. earlier];
        }

        return partners.Count > 0
            ? new(reports, partners, refused, without)
            : throw new ImportImpossibleException(BenchmarkTexts.NoQueries);
    }

    // Reports of the same moment are taken in the natural order of their ids: shorter numbers are smaller.
    private static (List<ImportedError> Reports, int Refused) ReportsOf(string file, DateTimeOffset now)
    {
        if (!File.Exists(file)) throw new ImportImpossibleException(Say(BenchmarkTexts.FileMissing, file));
        var import = ImportErrors.Prepare(new(file, now) { Source = "benchmark", Created = now });
        if (import.Map[ImportField.Created] is null)
        {
            throw new ImportImpossibleException(Say(BenchmarkTexts.NoCreated, ColumnMap.Listed(import.Headers)));
        }
        var rows = import.Rows().Select(row => row.Error).ToList();
        var reports = rows.OfType<ImportedError>().Where(error => error.Created is not null)
            .OrderBy(error => error.Created)
                .ThenBy(error => error.ExternalId.Length)
                .ThenBy(error => error.ExternalId, StringComparer.Ordinal)
                .ToList();
        return (reports, rows.Count - reports.Count);
    }

    private static List<(string Query, string[] Partners)> Queries(string file)
    {
        if (!File.Exists(file)) throw new ImportImpossibleException(Say(BenchmarkTexts.FileMissing, file));
        try
        {
            var encoding = FileEncoding.Of(file, null).Encoding;
            var shape = CsvShape.Of(file, encoding, ColumnMap.NamesIn(null));
            using var table = new CsvTable(file, encoding, shape);
            var names = shape.Headers.Select(ColumnMap.Bare).ToList();
            var partners = names.FindIndex(name =>
                name.Contains("partner", StringComparison.Ordinal) || name.Contains("duplicate", StringComparison.Ordinal));
            var id = IdNames.Select(name => names.IndexOf(name)).FirstOrDefault(at => at >= 0 && at != partners, -1);
            if (id < 0 || partners < 0)
            {
                throw new ImportImpossibleException(Say(BenchmarkTexts.NoQueryColumns, ColumnMap.Listed(shape.Headers)));
            }

            var queries = new List<(string, string[])>();
            while (table.Next() is { } row)
            {
                if (row.Values.Length == names.Count)
                {
                    queries.Add(
                        (
                            row.Values[id],
                            row.Values[partners].Split(
                                BetweenIds, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));
                }
            }

            return queries;
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException or CsvFormatException)
        {
            throw new ImportImpossibleException(Say(BenchmarkTexts.FileUnreadable, file, refusal.Message));
        }
    }
}
