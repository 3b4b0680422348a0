using CsvHelper;
using Improvement.Bot.Errors.Import.Table;
using Improvement.Bot.Framework.Connector;
using Improvement.Bot.Framework.Outbox;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Import;

/// <summary>Counts what becomes of the rows.</summary>
/// <param name="bytes">The size of the file as UTF-8 counts.</param>
internal sealed class ImportTally(long bytes)
{
    private long _rows, _new, _known, _refused, _shortened, _dayless;
    private string? _broken;

    /// <summary>All is read.</summary>
    public ImportProgress Finished => new(_rows, bytes, bytes);

    /// <summary>The next row; null at the end, and where the file cannot be read any more.</summary>
    public CsvTableRow? Next(TableRows rows)
    {
        try
        {
            return rows.Next();
        }
        catch (Exception refusal) when (refusal is CsvFormatException or IOException)
        {
            _broken = Say(ImportTexts.FileBroken, _rows, refusal.Message);
            return null;
        }
    }

    /// <summary>Counts a row.</summary>
    public void Count(ReadRow row)
    {
        _rows++;
        _refused += row.Error is null ? 1 : 0;
        _shortened += row is { Error: not null, Remark: not null } ? 1 : 0;
        _dayless += row.IsDayless ? 1 : 0;
    }

    /// <summary>Counts a batch that was kept.</summary>
    public void Stored(int count, int fresh)
    {
        _new += fresh;
        _known += count - fresh;
    }

    /// <summary>How far it has come with a row.</summary>
    public ImportProgress Progress(CsvTableRow row) => new(_rows, row.Offset, bytes);

    /// <summary>What came of it.</summary>
    public ImportOutcome Outcome(RowReport report, IReadOnlyCollection<CsvTableRow> footer, bool stopped) =>
        new(
            _rows, _new, _known, _refused, _shortened, _dayless, report.Refused, report.Shortened, [.. stopped ? [] : footer], stopped,
            _broken);
}
