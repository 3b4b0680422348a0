using CsvHelper;
using Improvement.Bot.TextAnalysis;
using Improvement.Bot.Errors.Import.Table;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Import;

/// <summary>
/// CSV files beside the source that list the rows which were refused, and those which were shortened: line, what was done, why, and the row
/// itself, so that the refused can be put right and imported from there. Written only when there is something to say, and so that no
/// spreadsheet runs what somebody wrote into a cell.
/// </summary>
internal sealed class RowReport(string sourcePath, CsvShape shape) : IDisposable
{
    private const string RefusedEnding = ".refused.csv", ShortenedEnding = ".shortened.csv";
    private (CsvWriter Writer, string Path)? _refused, _shortened;

    /// <summary>Where the list of refused rows is, once it is.</summary>
    public string? Refused => _refused?.Path;

    /// <summary>Where the list of shortened rows is, once it is.</summary>
    public string? Shortened => _shortened?.Path;

    /// <summary>The name of a source without what reports add to it, so that a corrected report counts as the same source.</summary>
    public static string SourceName(string path)
    {
        var name = System.IO.Path.GetFileName(path);
        return (
            name.EndsWith(RefusedEnding, StringComparison.OrdinalIgnoreCase)
                ? name[..^RefusedEnding.Length]
                : System.IO.Path.GetFileNameWithoutExtension(name)).ToLowerInvariant();
    }

    public void Add(CsvTableRow row, bool refused, string reason)
    {
        var (writer, _) = refused ? _refused ??= Begin(RefusedEnding) : _shortened ??= Begin(ShortenedEnding);
        Write(writer, [row.Line.ToString(), refused ? ImportTexts.ReportRefused : ImportTexts.ReportShortened, reason, .. row.Values]);
    }

    public void Dispose()
    {
        _refused?.Writer.Dispose();
        _shortened?.Writer.Dispose();
    }

    private static void Write(CsvWriter writer, string[] cells) => writer.WriteRecord([.. cells.Select(SpreadsheetText.Harmless)]);

    /// <summary>Beside the source, or in the current folder where that may not be written to.</summary>
    private (CsvWriter Writer, string Path) Begin(string ending)
    {
        var name = System.IO.Path.GetFileNameWithoutExtension(sourcePath);
        var beside = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(sourcePath))!, name + ending);
        if (string.Equals(beside, System.IO.Path.GetFullPath(sourcePath), StringComparison.OrdinalIgnoreCase))
        {
            beside = beside[..^ending.Length] + ".again" + ending;
        }
        var here = System.IO.Path.Combine(Environment.CurrentDirectory, System.IO.Path.GetFileName(beside));
        var begun = TryCreate(beside) ?? TryCreate(here) ?? throw new ImportImpossibleException(Say(ImportTexts.ReportUnwritable, beside));
        Write(begun.Writer, [ImportTexts.ReportLine, ImportTexts.ReportWhat, ImportTexts.ReportWhy, .. shape.Headers]);
        return begun;
    }

    /// <summary>Whether nobody may write there. The system would let an administrator do it all the same.</summary>
    private static bool IsReadOnly(string folder)
    {
        const UnixFileMode Write = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(folder) & Write) == UnixFileMode.None;
    }

    private (CsvWriter Writer, string Path)? TryCreate(string path)
    {
        try
        {
            if (IsReadOnly(System.IO.Path.GetDirectoryName(path)!)) return null;
            return (CsvWriter.ToFile(path, new CsvWriterOptions { Separator = shape.Separator, ValidateFieldCount = false }), path);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
