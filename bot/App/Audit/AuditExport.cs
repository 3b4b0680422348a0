using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CsvHelper;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Improvement.Bot.TextAnalysis;

namespace Improvement.Bot.Audit;

/// <summary>An entry of the trail, as files and the API name its parts.</summary>
/// <param name="At">UTC.</param>
/// <param name="Data">What changed; null for nothing.</param>
internal sealed record AuditResource(
    long Id, string At, string ActorKind, long? ActorId, string? Actor, string Record, string RecordKind, long RecordNumber, string? Team,
    string What, JsonElement? Data, string? ShownAt, string? SubmittedAt)
{
    /// <summary>The entry.</summary>
    public static AuditResource Of(RecordKinds kinds, AuditEntry entry) => new(
        entry.Id, Iso(entry.At), entry.ActorKind, entry.ActorId, entry.Actor, entry.LabelIn(kinds), entry.RecordKind, entry.RecordId,
        entry.Team, entry.What, entry.Data is { } data ? JsonElement.Parse(data) : null, entry.ShownAt is { } shown ? Iso(shown) : null,
        entry.SubmittedAt is { } sent ? Iso(sent) : null);

    private static string Iso(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

/// <summary>A file or an answer with entries of the trail, the newest first.</summary>
/// <param name="Next">What to give as <c>before</c> for the entries that follow; null where there are none.</param>
internal sealed record AuditFile(IReadOnlyList<AuditResource> Items, long? Next);

/// <summary>
/// Writes the trail as CSV or JSON: a thousand entries at a time, each a short reading of its own, so that memory stays small and nobody's
/// writing waits, however long the trail is and however slow the reader.
/// </summary>
internal sealed class AuditExport(Database database, RecordKinds kinds)
{
    private const int AtOnce = 1000;

    private static readonly string[] Columns =
    [
        "id", "at", "actorKind", "actorId", "actor", "record", "recordKind", "recordNumber", "team", "what", "data", "shownAt",
        "submittedAt",
    ];

    /// <summary>Writes it; gives how many entries.</summary>
    /// <param name="before">The id that they are older than; null for the newest.</param>
    /// <param name="most">
    /// How many at most; where more are left, <see cref="AuditFile.Next"/> says so in JSON, and the last id in CSV.
    /// </param>
    public Task<long> Write(Stream to, bool asCsv, AuditFilter filter, long? before, long most, CancellationToken ct) =>
        asCsv ? WriteCsv(to, filter, before, most, ct) : WriteJson(to, filter, before, most, ct);

    /// <summary>The id of the last entry of so many where more are left; null where none is.</summary>
    public long? NextAfter(AuditFilter filter, long? before, int most)
    {
        using var session = database.OpenSession();
        return AuditRows.LastOf(session.Statements, filter, before, most);
    }

    private async Task<long> WriteCsv(Stream to, AuditFilter filter, long? before, long most, CancellationToken ct)
    {
        using var piece = new MemoryStream();
        using var text = new StreamWriter(piece, leaveOpen: true);
        using var csv = CsvWriter.Create(text, new CsvWriterOptions { ValidateFieldCount = false }, true);
        csv.WriteRecord(Columns);
        var written = 0L;
        foreach (var entry in Entries(filter, before, most, ct))
        {
            csv.WriteRecord([.. CellsOf(entry).Select(SpreadsheetText.Harmless)]);
            if (++written % AtOnce is 0) await Send();
        }

        await Send();
        return written;

        async Task Send()
        {
            csv.Flush();
            await text.FlushAsync(ct);
            await Move(piece, to, ct);
        }
    }

    private async Task<long> WriteJson(Stream to, AuditFilter filter, long? before, long most, CancellationToken ct)
    {
        using var piece = new MemoryStream();
        await using var json = new Utf8JsonWriter(piece);
        json.WriteStartObject();
        json.WriteStartArray("items");
        var (written, last) = (0L, 0L);
        foreach (var entry in Entries(filter, before, most, ct))
        {
            JsonSerializer.Serialize(json, AuditResource.Of(kinds, entry), AuditJson.Default.AuditResource);
            last = entry.Id;
            if (++written % AtOnce is not 0) continue;
            await json.FlushAsync(ct);
            await Move(piece, to, ct);
        }

        json.WriteEndArray();
        if (written == most && written > 0 && IsMore(filter, last)) json.WriteNumber("next", last);
        else json.WriteNull("next");
        json.WriteEndObject();
        await json.FlushAsync(ct);
        await Move(piece, to, ct);
        return written;
    }

    // What is made is sent piece by piece: whoever receives it may be slow, and the writers of CSV and JSON do not wait for anybody.
    private static async Task Move(MemoryStream piece, Stream to, CancellationToken ct)
    {
        await to.WriteAsync(piece.GetBuffer().AsMemory(0, (int)piece.Length), ct);
        piece.SetLength(0);
    }

    private IEnumerable<AuditEntry> Entries(AuditFilter filter, long? before, long most, CancellationToken ct)
    {
        for (var left = most; left > 0;)
        {
            ct.ThrowIfCancellationRequested();
            var some = Some(filter, before, (int)Math.Min(left, AtOnce), ct);
            foreach (var entry in some) yield return entry;
            if (some.Count < Math.Min(left, AtOnce)) yield break;
            (left, before) = (left - some.Count, some[^1].Id);
        }
    }

    private List<AuditEntry> Some(AuditFilter filter, long? before, int limit, CancellationToken ct)
    {
        using var session = database.OpenSession();
        return session.Read(each => AuditRows.Before(each.Statements, filter, before, limit), ct);
    }

    private bool IsMore(AuditFilter filter, long before)
    {
        using var session = database.OpenSession();
        return AuditRows.Before(session.Statements, filter, before, 1) is not [];
    }

    private string[] CellsOf(AuditEntry entry)
    {
        var told = AuditResource.Of(kinds, entry);
        return
        [
            Number(told.Id), told.At, told.ActorKind, Number(told.ActorId), told.Actor ?? "", told.Record, told.RecordKind,
            Number(told.RecordNumber), told.Team ?? "", told.What, entry.Data ?? "", told.ShownAt ?? "", told.SubmittedAt ?? "",
        ];
    }

    private static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AuditFile))]
[JsonSerializable(typeof(AuditResource))]
internal sealed partial class AuditJson : JsonSerializerContext;
