using System.Buffers;
using System.Text;
using SQLitePCL;

namespace Improvement.Bot.Storage.Sqlite;

/// <summary>One value of a statement; made from what it holds without being boxed.</summary>
internal readonly struct Value
{
    private readonly object? _reference;
    private readonly long _bits;
    private readonly Kind _kind;

    private Value(Kind kind, long bits, object? reference = null) => (_kind, _bits, _reference) = (kind, bits, reference);

    private enum Kind
    {
        Null,
        Whole,
        Fraction,
        Text,
        Bytes,
    }

    public static implicit operator Value(string? text) => text is null ? default : new(Kind.Text, 0, text);

    public static implicit operator Value(byte[]? bytes) => bytes is null ? default : new(Kind.Bytes, 0, bytes);

    public static implicit operator Value(long whole) => new(Kind.Whole, whole);

    public static implicit operator Value(long? whole) => whole is { } w ? new(Kind.Whole, w) : default;

    public static implicit operator Value(int whole) => new(Kind.Whole, whole);

    public static implicit operator Value(int? whole) => whole is { } w ? new(Kind.Whole, w) : default;

    public static implicit operator Value(bool yes) => new(Kind.Whole, yes ? 1 : 0);

    public static implicit operator Value(double fraction) => new(Kind.Fraction, BitConverter.DoubleToInt64Bits(fraction));

    public static implicit operator Value(double? fraction) => fraction is { } f ? f : default(Value);

    /// <summary>Gives it to a statement; the result is SQLite's.</summary>
    public int Bind(sqlite3_stmt statement, int index) => _kind switch
    {
        Kind.Null => raw.sqlite3_bind_null(statement, index),
        Kind.Whole => raw.sqlite3_bind_int64(statement, index, _bits),
        Kind.Fraction => raw.sqlite3_bind_double(statement, index, BitConverter.Int64BitsToDouble(_bits)),
        Kind.Text => BindText(statement, index, (string)_reference!),
        _ => BindBytes(statement, index, (byte[])_reference!),
    };

    // An empty span has no address, which SQLite takes for null.
    private static int BindBytes(sqlite3_stmt statement, int index, byte[] bytes) =>
        bytes.Length is 0 ? raw.sqlite3_bind_zeroblob(statement, index, 0) : raw.sqlite3_bind_blob(statement, index, bytes);

    private static int BindText(sqlite3_stmt statement, int index, string text)
    {
        if (text.Length is 0) return raw.sqlite3_bind_text(statement, index, "");

        const int onStack = 768;
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = most <= onStack ? null : ArrayPool<byte>.Shared.Rent(most);
        Span<byte> buffer = rented ?? stackalloc byte[onStack];
        var length = Encoding.UTF8.GetBytes(text, buffer);
        var result = raw.sqlite3_bind_text(statement, index, buffer[..length]);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return result;
    }
}
