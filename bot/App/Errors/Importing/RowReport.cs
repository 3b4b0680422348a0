using CsvHelper;
using static Improvement.Bot.Errors.Wording;

namespace Improvement.Bot.Errors;

/// <summary>
/// A CSV file beside the source that lists the rows which were refused or shortened: line, what was done, why, and the row itself, so that the refused can be put right and imported from there. Written only when there is something to say.
/// </summary>
internal sealed class RowReport(string sourcePath, IReadOnlyList<string> headers) : IDisposable
{
    private const string Ending = ".refused.csv";
    private CsvWriter? _writer;

    /// <summary>Where it is, once it is.</summary>
    public string? Path { get; private set; }

    /// <summary>The name of a source without what reports add to it, so that a corrected report counts as the same source.</summary>
    public static string SourceName(string path)
    {
        var name = System.IO.Path.GetFileName(path);
        return (name.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) ? name[..^Ending.Length] : System.IO.Path.GetFileNameWithoutExtension(name)).ToLowerInvariant();
    }

    public void Add(CsvTableRow row, bool refused, string reason)
    {
        _writer ??= Begin();
        _writer.WriteRecord([row.Line.ToString(), refused ? ImportTexts.ReportRefused : ImportTexts.ReportShortened, reason, .. row.Values]);
    }

    public void Dispose() => _writer?.Dispose();

    /// <summary>Beside the source, or in the current folder where that may not be written to.</summary>
    private CsvWriter Begin()
    {
        var name = System.IO.Path.GetFileNameWithoutExtension(sourcePath);
        var beside = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(sourcePath))!, name + Ending);
        if (string.Equals(beside, System.IO.Path.GetFullPath(sourcePath), StringComparison.OrdinalIgnoreCase))
            beside = beside[..^Ending.Length] + ".again" + Ending;
        var here = System.IO.Path.Combine(Environment.CurrentDirectory, System.IO.Path.GetFileName(beside));
        var writer = TryCreate(beside) ?? TryCreate(here) ?? throw new ImportImpossibleException(Say(ImportTexts.ReportUnwritable, beside));
        writer.WriteRecord([ImportTexts.ReportLine, ImportTexts.ReportWhat, ImportTexts.ReportWhy, .. headers.Select(header => header.Trim())]);
        return writer;
    }

    /// <summary>Whether nobody may write there. The system would let an administrator do it all the same.</summary>
    private static bool IsReadOnly(string folder)
    {
        const UnixFileMode Write = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(folder) & Write) == UnixFileMode.None;
    }

    private CsvWriter? TryCreate(string path)
    {
        try
        {
            if (IsReadOnly(System.IO.Path.GetDirectoryName(path)!))
                return null;
            var writer = CsvWriter.ToFile(path, new CsvWriterOptions { Separator = ',', ValidateFieldCount = false });
            Path = path;
            return writer;
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
