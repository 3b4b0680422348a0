using System.Text;
using Improvement.Bot.Errors.Import.Columns;
using Improvement.Bot.Errors.Import.Dates;
using Improvement.Bot.People;

namespace Improvement.Bot.Errors.Import;

/// <summary>What is to be imported, and how it is to be read.</summary>
/// <param name="Path">The CSV file.</param>
/// <param name="Now">The present.</param>
internal sealed record ImportRequest(string Path, DateTimeOffset Now)
{
    /// <summary>Columns as the caller names them, or null: <see cref="ColumnMap.For"/>.</summary>
    public string? Map { get; init; }

    /// <summary>The order of day, month and year where the caller says it.</summary>
    public DateOrder? Dates { get; init; }

    /// <summary>The name of the source, or null for that of the file.</summary>
    public string? Source { get; init; }

    /// <summary>For dates without an offset.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>The team that the errors will belong to, by name; null for the only one.</summary>
    public string? Team { get; init; }

    /// <summary>The encoding where the caller says it.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>
    /// When rows without a day of reporting were reported; null where the caller has not said it, so that a file without such a column is
    /// asked about.
    /// </summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>The source that the errors will be kept under.</summary>
    public string SourceName => Source ?? RowReport.SourceName(Path);
}
