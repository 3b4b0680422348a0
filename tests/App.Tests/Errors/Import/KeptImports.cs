using Improvement.Bot.Errors.Import;

namespace Improvement.Bot.Tests.Errors.Import;

/// <summary>Keeps what is imported as the database will: under source and external id, once.</summary>
internal sealed class KeptImports
{
    public Dictionary<(string Source, string Id), ImportedError> Errors { get; } = [];

    public List<int> Batches { get; } = [];

    public Task<int> Store(IReadOnlyList<ImportedError> batch, CancellationToken cancellation)
    {
        Batches.Add(batch.Count);
        return Task.FromResult(batch.Count(error => Errors.TryAdd((error.Source, error.ExternalId), error)));
    }
}

/// <summary>A folder with one CSV file, deleted at the end.</summary>
internal sealed class CsvFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("import-");

    public CsvFile(string text, System.Text.Encoding? encoding = null) =>
        File.WriteAllText(Path, text, encoding ?? new System.Text.UTF8Encoding(false));

    public string Path => System.IO.Path.Combine(_folder.FullName, "Old Reports.csv");

    public string ReportPath => System.IO.Path.Combine(_folder.FullName, "Old Reports.refused.csv");

    public void Dispose() => _folder.Delete(recursive: true);
}
