using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Improvement.Bot.Storage.Backups;

/// <summary>Writes the lines of a backup (see <see cref="BackupFormat"/>).</summary>
internal sealed class BackupWriter : IDisposable
{
    private static readonly byte[] LineEnd = [(byte)'\n'];

    private readonly GZipStream _file;
    private readonly IncrementalHash _checksum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly Utf8JsonWriter _json;

    public BackupWriter(Stream stream)
    {
        _file = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true);
        _json = new Utf8JsonWriter(_line, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    public void Header(BackupHeader header) => Line(json =>
    {
        json.WriteStartObject();
        json.WriteNumber(BackupFormat.Kind, header.Format);
        json.WriteString("written", header.WrittenAt);
        json.WriteString("engine", header.Engine);
        json.WriteStartObject("migrations");
        foreach (var (version, name) in header.Migrations) json.WriteString(version.ToString(), name);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <param name="last">The last number that was given out for its rows.</param>
    public void Table(Table table, long? last) => Line(json =>
    {
        json.WriteStartObject();
        json.WriteString("table", table.Name);
        json.WriteStartObject("columns");
        foreach (var column in table.Columns) json.WriteString(column.Name, BackupFormat.NameOf(column.Kind));
        json.WriteEndObject();
        if (last is { } number) json.WriteNumber("last", number);
        json.WriteEndObject();
    });

    public void Row(Table table, Rows rows)
    {
        _json.WriteStartArray();
        for (var i = 0; i < table.Columns.Count; i++) Field(table.Columns[i].Kind, rows, i);
        _json.WriteEndArray();
        EndLine();
    }

    /// <summary>The last line; without it a backup is not whole.</summary>
    public void End(long rows)
    {
        var checksum = Convert.ToHexStringLower(_checksum.GetCurrentHash());
        Line(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("end", rows);
            json.WriteString("sha256", checksum);
            json.WriteEndObject();
        });
    }

    public void Dispose()
    {
        _json.Dispose();
        _checksum.Dispose();
        _file.Dispose();
    }

    private void Field(ValueKind kind, Rows rows, int column)
    {
        if (rows.IsDBNull(column)) _json.WriteNullValue();
        else if (kind is ValueKind.Whole) _json.WriteNumberValue(rows.GetInt64(column));
        else if (kind is ValueKind.YesNo) _json.WriteBooleanValue(rows.GetBoolean(column));
        else if (kind is ValueKind.Fraction) _json.WriteNumberValue(rows.GetDouble(column));
        else if (kind is ValueKind.Text) _json.WriteStringValue(rows.GetString(column));
        else _json.WriteBase64StringValue(rows.GetBytes(column));
    }

    private void Line(Action<Utf8JsonWriter> write)
    {
        write(_json);
        EndLine();
    }

    private void EndLine()
    {
        _json.Flush();
        _line.Write(LineEnd);
        _checksum.AppendData(_line.WrittenSpan);
        _file.Write(_line.WrittenSpan);
        _line.ResetWrittenCount();
        _json.Reset();
    }
}
