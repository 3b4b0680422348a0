using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Improvement.Bot.Storage.Backups;

/// <summary>
/// Number and checksum of the rows of a table, whatever their order: the sum of the SHA-256 digests of all rows. It is computed from a
/// backup and from a database by different ways, so that what a restore changes is seen.
/// </summary>
internal sealed class TableChecksum
{
    private readonly ArrayBufferWriter<byte> _row = new();
    private readonly byte[] _digest = new byte[SHA256.HashSizeInBytes];
    private UInt128 _low, _high;

    /// <summary>How many rows were added.</summary>
    public long Rows { get; private set; }

    /// <summary>The checksum as hexadecimal digits.</summary>
    public string Sum => $"{_high:x32}{_low:x32}";

    /// <summary>Adds a row of a backup.</summary>
    public void Add(IReadOnlyList<ValueKind> kinds, JsonElement row)
    {
        for (var i = 0; i < kinds.Count; i++)
        {
            if (row[i].ValueKind is JsonValueKind.Null) Field(ValueKind.Null, []);
            else if (kinds[i] is ValueKind.Whole) Whole(row[i].GetInt64());
            else if (kinds[i] is ValueKind.YesNo) Field(ValueKind.YesNo, [row[i].GetBoolean() ? (byte)1 : (byte)0]);
            else if (kinds[i] is ValueKind.Fraction) Fraction(row[i].GetDouble());
            else if (kinds[i] is ValueKind.Text) Field(ValueKind.Text, Encoding.UTF8.GetBytes(row[i].GetString()!));
            else Field(ValueKind.Bytes, row[i].GetBytesFromBase64());
        }

        EndRow();
    }

    /// <summary>Adds the row of a database that was read last.</summary>
    public void Add(IReadOnlyList<ValueKind> kinds, Rows row)
    {
        for (var i = 0; i < kinds.Count; i++)
        {
            if (row.IsDBNull(i)) Field(ValueKind.Null, []);
            else if (kinds[i] is ValueKind.Whole) Whole(row.GetInt64(i));
            else if (kinds[i] is ValueKind.YesNo) Field(ValueKind.YesNo, [row.GetBoolean(i) ? (byte)1 : (byte)0]);
            else if (kinds[i] is ValueKind.Fraction) Fraction(row.GetDouble(i));
            else if (kinds[i] is ValueKind.Text) Field(ValueKind.Text, Encoding.UTF8.GetBytes(row.GetString(i)));
            else Field(ValueKind.Bytes, row.GetBytes(i));
        }

        EndRow();
    }

    private void Whole(long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        Field(ValueKind.Whole, bytes);
    }

    private void Fraction(double value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        Field(ValueKind.Fraction, bytes);
    }

    // With kind and length, so that no two rows are written alike.
    private void Field(ValueKind kind, ReadOnlySpan<byte> value)
    {
        var head = _row.GetSpan(1 + sizeof(int));
        head[0] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(head[1..], value.Length);
        _row.Advance(1 + sizeof(int));
        _row.Write(value);
    }

    // A sum and no exclusive or, by which two equal rows would come to nothing.
    private void EndRow()
    {
        SHA256.HashData(_row.WrittenSpan, _digest);
        _row.ResetWrittenCount();
        _low += BinaryPrimitives.ReadUInt128LittleEndian(_digest);
        _high += BinaryPrimitives.ReadUInt128LittleEndian(_digest.AsSpan(16));
        Rows++;
    }
}
