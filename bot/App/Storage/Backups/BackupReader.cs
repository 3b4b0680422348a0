using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Improvement.Bot.Storage.Backups;

/// <summary>Reads the lines of a backup (see <see cref="BackupFormat"/>), and refuses one that is damaged, cut off or newer.</summary>
internal sealed class BackupReader : IDisposable
{
    private readonly StreamReader _lines;
    private readonly IncrementalHash _checksum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _rows;

    public BackupReader(Stream stream)
    {
        _lines = new StreamReader(new GZipStream(stream, CompressionMode.Decompress), new UTF8Encoding(false, throwOnInvalidBytes: true));
        Header = ReadHeader();
    }

    public BackupHeader Header { get; }

    /// <summary>The next line that is no row: a table, or null at the end, when all of it has been found whole.</summary>
    public JsonElement? NextTable() => Guarded(() =>
    {
        if (Line() is not { } line) return (JsonElement?)null;
        return line.ValueKind is JsonValueKind.Object && line.TryGetProperty("table", out _) ? line : throw Damaged("a table was expected");
    });

    /// <summary>The rows of the table that was read last.</summary>
    public IEnumerable<JsonElement> Rows()
    {
        while (Guarded(() => _lines.Peek() is '['))
        {
            _rows++;
            yield return Guarded(() => Line()!.Value);
        }
    }

    public void Dispose()
    {
        _lines.Dispose();
        _checksum.Dispose();
    }

    /// <summary>Reads a part; whatever is wrong with the file is said as one thing.</summary>
    public static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (
            e is InvalidDataException or EndOfStreamException or JsonException or DecoderFallbackException or KeyNotFoundException
                or FormatException or InvalidOperationException)
        {
            throw Damaged(e.Message, e);
        }
    }

    public static BackupException Damaged(string why, Exception? cause = null) =>
        new($"This backup is damaged ({why.TrimEnd('.')}); take another one. Nothing was restored.", cause);

    private BackupHeader ReadHeader() => Guarded(() =>
    {
        if (Line() is not { ValueKind: JsonValueKind.Object } line || !line.TryGetProperty(BackupFormat.Kind, out var format))
        {
            throw new BackupException("This file is no backup of this bot.");
        }
        if (format.GetInt32() > BackupFormat.Version)
        {
            throw new BackupException($"This backup was written by a newer version of the bot (format {format.GetInt32()}; this version "
                + $"reads up to {BackupFormat.Version}). Restore it with that version.");
        }
        var migrations =
            line.GetProperty("migrations").EnumerateObject().ToDictionary(each => int.Parse(each.Name), each => each.Value.GetString()!);
        return new BackupHeader(
            format.GetInt32(), line.GetProperty("written").GetDateTimeOffset(), line.GetProperty("engine").GetString()!, migrations);
    });

    // Null at the end, whose line says what all before it must come to.
    private JsonElement? Line()
    {
        var text = _lines.ReadLine() ?? throw Damaged("it is cut off");
        var line = JsonDocument.Parse(text).RootElement;
        if (line.ValueKind is JsonValueKind.Object && line.TryGetProperty("end", out var rows))
        {
            var fits = rows.GetInt64() == _rows
                && line.GetProperty("sha256").GetString() == Convert.ToHexStringLower(_checksum.GetCurrentHash())
                && _lines.ReadLine() is null;
            return fits ? null : throw Damaged("its checksum does not fit its contents");
        }

        _checksum.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
        return line;
    }
}
