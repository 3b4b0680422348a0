using System.Runtime.InteropServices;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Import.Table;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Import;

/// <summary>An error from another system, ready to be kept.</summary>
/// <param name="Source">The system or file it comes from; with <paramref name="ExternalId"/> the key that keeps an import from doubling
/// it.</param>
/// <param name="ExternalId">Its id there; where the file has none, a digest of the whole row.</param>
/// <param name="Title">At most <see cref="ProposedTitle.MaxLength"/> characters; a longer one of the source stands whole at the head of the
/// story.</param>
/// <param name="Story">At most <see cref="Story.MaxLength"/> characters.</param>
/// <param name="Created">When it was reported there.</param>
/// <param name="Occurred">When it happened.</param>
/// <param name="Severity">Where a column was named for it.</param>
/// <param name="ImmediateAction">What was done at once.</param>
internal sealed record ImportedError(
    string Source, string ExternalId, string Title, string Story, DateTimeOffset? Created, DateTimeOffset? Occurred, Severity? Severity,
        string? ImmediateAction);

/// <summary>Keeps a batch, all of it or nothing; rows whose source and external id are there already are left alone.</summary>
/// <returns>How many were new.</returns>
internal delegate Task<int> StoreImported(IReadOnlyList<ImportedError> batch, CancellationToken cancellation);

/// <summary>How far an import has come.</summary>
/// <param name="Rows">Rows read, refused ones included.</param>
/// <param name="Bytes">Bytes read.</param>
/// <param name="TotalBytes">The size of the file.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ImportProgress(long Rows, long Bytes, long TotalBytes)
{
    /// <summary>0 to 1.</summary>
    public double Share => TotalBytes <= 0 ? 1 : Math.Clamp((double)Bytes / TotalBytes, 0, 1);
}

/// <summary>What came of an import.</summary>
/// <param name="Rows">Rows read.</param>
/// <param name="New">Errors that were not there before.</param>
/// <param name="Known">Errors that an earlier run had brought.</param>
/// <param name="Refused">Rows that could not be taken.</param>
/// <param name="Shortened">Errors whose text was longer than can be kept.</param>
/// <param name="Dayless">Errors without a day of reporting in a file that has a column for it; they count as reported today.</param>
/// <param name="RefusedReport">The file that tells which rows were refused, and why; null where none was.</param>
/// <param name="ShortenedReport">The file that tells which rows were shortened; null where none was.</param>
/// <param name="Footer">What stood below the table and is no row.</param>
/// <param name="Stopped">Whether somebody stopped it before the end.</param>
/// <param name="Broken">Why the file could not be read to its end, or null.</param>
internal sealed record ImportOutcome(
    long Rows, long New, long Known, long Refused, long Shortened, long Dayless, string? RefusedReport, string? ShortenedReport,
    IReadOnlyList<CsvTableRow> Footer, bool Stopped, string? Broken);

/// <summary>An import that cannot begin; the message says what to change.</summary>
internal sealed class ImportImpossibleException(string message) : Exception(message);
