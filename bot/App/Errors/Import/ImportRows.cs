using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Import.Columns;
using Improvement.Bot.Errors.Import.Dates;
using Improvement.Bot.Errors.Import.Table;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Errors.Search;
using Improvement.Bot.Records;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Import;

/// <summary>A row that became an error, or the reason why not.</summary>
/// <param name="Error">The error, or null.</param>
/// <param name="Remark">Why the row was refused, or what was done to its text; null where all is well.</param>
/// <param name="IsDayless">Whether the file has a column for the day of reporting, and the row no day in it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ReadRow(ImportedError? Error, string? Remark, bool IsDayless = false);

/// <summary>Makes errors of the rows of one file.</summary>
internal sealed class ImportRows(ImportRequest request, ColumnMap map, int columns, FileDates dates)
{
    /// <summary>No report is older.</summary>
    public static readonly DateTimeOffset Earliest = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, (long Line, string Digest)> _rowOfId = new(StringComparer.Ordinal);

    public ReadRow Read(CsvTableRow row)
    {
        if (row.IsOpenQuote) return Refused(ImportTexts.RowOpenQuote);
        if (row.Values.Length != columns) return Refused(ImportTexts.RowColumns, row.Values.Length, columns);
        var (title, story) = (Text(row, ImportField.Title), Text(row, ImportField.Story));
        if (title.Length == 0 && story.Length == 0) return Refused(ImportTexts.RowEmpty);
        if (Date(row, ImportField.Created, out var created) is { } badCreated) return badCreated;
        if (Date(row, ImportField.Occurred, out var occurred) is { } badOccurred) return badOccurred;
        if (SeverityOf(row, out var severity) is { } badSeverity) return badSeverity;
        if (Id(row, out var id) is { } badId) return badId;
        var whole = Whole(title, story);
        var kept = Shortened(whole);
        var reported = created ?? request.Created ?? (map[ImportField.Created] is null ? null : occurred);
        var error = new ImportedError(
            request.SourceName, id, TitleOf(title, story), kept, reported, occurred, severity,
            NullIfEmpty(Text(row, ImportField.Immediate)));
        return new(
            error, kept.Length < whole.Length ? Say(ImportTexts.RowShortened, whole.Length, Story.MaxLength) : null,
            reported is null && map[ImportField.Created] is not null);
    }

    private string Text(CsvTableRow row, ImportField field) =>
        Cell(row, field) is var cell && NoDate.IsNull(cell) ? "" : CellText.Plain(cell);

    private string Cell(CsvTableRow row, ImportField field) => map[field] is { } column ? row.Values[column] : "";

    private static string TitleOf(string title, string story)
    {
        var proposed = ProposedTitle.From(title.Length > 0 ? title : story);
        return title.Length > 0
            ? ShortText.Cut(ShortText.OnOneLine(title), ProposedTitle.MaxLength)
            : proposed;
    }

    /// <summary>A title that is longer than a title may be is not lost: the story begins with it.</summary>
    private static string Whole(string title, string story) =>
        story.Length == 0 ? title : title.Length > ProposedTitle.MaxLength ? $"{title}\n\n{story}" : story;

    private static string Shortened(string story)
    {
        if (story.Length <= Story.MaxLength) return story;
        var note = "\n\n" + Say(ImportTexts.StoryShortened, story.Length);
        return ShortText.Cut(story, Story.MaxLength - note.Length) + note;
    }

    private ReadRow? Date(CsvTableRow row, ImportField field, out DateTimeOffset? date)
    {
        date = null;
        var text = Cell(row, field);
        if (NoDate.Is(text)) return null;
        date = dates.Read(field, text);
        if (date is null) return Refused(ImportTexts.RowDate, text);
        return date < Earliest || date > request.Now.AddDays(1) ? Refused(ImportTexts.RowDateFar, text) : null;
    }

    private ReadRow? SeverityOf(CsvTableRow row, out Severity? severity)
    {
        severity = null;
        var text = Text(row, ImportField.Severity);
        if (text.Length == 0) return null;
        var values = new SeverityValues();
        if (!values.Add(":", text) || !values.TryGet(out var codes) || codes is not [var code])
        {
            return Refused(ImportTexts.RowSeverity, text);
        }

        severity = Enum.Parse<Severity>(code);
        return null;
    }

    /// <summary>The id that the row has, else a digest of the whole row: two rows are the same where every cell is.</summary>
    private ReadRow? Id(CsvTableRow row, out string id)
    {
        var digest = Digest(string.Join('\u001F', row.Values));
        var own = Cell(row, ImportField.Id);
        id = map[ImportField.Id] is null ? digest : NoDate.IsNull(own) ? "" : own;
        if (id.Length == 0) return Refused(ImportTexts.RowNoId);
        if (_rowOfId.TryAdd(id, (row.Line, digest))) return null;
        var (line, known) = _rowOfId[id];
        return known == digest ? Refused(ImportTexts.RowTwice, line) : Refused(ImportTexts.RowIdTwice, id, line);
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 12));

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static ReadRow Refused(string reason, params object[] values) => new(null, Say(reason, values));
}
