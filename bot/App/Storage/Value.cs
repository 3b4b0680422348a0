using System.Globalization;
using Improvement.Bot.Framework.Activities;

namespace Improvement.Bot.Storage;

/// <summary>One value of a statement; made from what it holds without being boxed.</summary>
internal readonly struct Value
{
    private readonly object? _reference;
    private readonly long _bits;

    private Value(ValueKind kind, long bits, object? reference = null) => (Kind, _bits, _reference) = (kind, bits, reference);

    /// <summary>What it holds.</summary>
    public ValueKind Kind { get; }

    /// <summary>The whole number; 1 for yes.</summary>
    public long Whole => _bits;

    public double Fraction => BitConverter.Int64BitsToDouble(_bits);

    public string Text => (string)_reference!;

    public byte[] Bytes => (byte[])_reference!;

    public Sql Fragment => (Sql)_reference!;

    public static implicit operator Value(Sql fragment) => new(ValueKind.Fragment, 0, fragment);

    public static implicit operator Value(string? text) => text is null ? default : new(ValueKind.Text, 0, Storable.Text(text));

    public static implicit operator Value(byte[]? bytes) => bytes is null ? default : new(ValueKind.Bytes, 0, bytes);

    public static implicit operator Value(long whole) => new(ValueKind.Whole, whole);

    public static implicit operator Value(long? whole) => whole is { } w ? new(ValueKind.Whole, w) : default;

    public static implicit operator Value(int whole) => new(ValueKind.Whole, whole);

    public static implicit operator Value(int? whole) => whole is { } w ? new(ValueKind.Whole, w) : default;

    public static implicit operator Value(bool yes) => new(ValueKind.YesNo, yes ? 1 : 0);

    /// <summary>A moment, as it is kept (see <see cref="Moments"/>).</summary>
    public static implicit operator Value(DateTimeOffset moment) => moment.ToStoredMilliseconds();

    public static implicit operator Value(DateTimeOffset? moment) => moment?.ToStoredMilliseconds();

    /// <summary>A day, as it is kept: <c>2026-02-28</c>.</summary>
    public static implicit operator Value(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static implicit operator Value(double fraction) => new(ValueKind.Fraction, BitConverter.DoubleToInt64Bits(fraction));

    public static implicit operator Value(double? fraction) => fraction is { } f ? f : default(Value);
}

/// <summary>What a value of a statement holds.</summary>
internal enum ValueKind
{
    Null,
    Whole,
    YesNo,
    Fraction,
    Text,
    Bytes,

    /// <summary>No value, but SQL in its place.</summary>
    Fragment,
}
