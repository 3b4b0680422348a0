using System.Runtime.CompilerServices;
using Improvement.Bot.Framework.Cards;

namespace Improvement.Bot.Storage;

/// <summary>
/// The literals and values of a statement that is being put together, in arrays that a thread uses again and again. Literals are constants,
/// which exist once in the process, so the statement is known again by their references, and its text is made only to prepare it.
/// </summary>
internal sealed class SqlParts
{
    [ThreadStatic]
    private static SqlParts? _spare;

    private string?[] _parts = new string?[32];
    private Value[] _values = new Value[16];
    private int _partCount, _valueCount;

    /// <summary>
    /// Whether the text depends on what it was made from, as on the length of a list, so that there may be any number of such texts.
    /// </summary>
    public bool IsVaried { get; set; }

    /// <summary>The literals, with null for each value.</summary>
    public ReadOnlySpan<string?> Parts => _parts.AsSpan(0, _partCount);

    /// <summary>The values, in the order of their places.</summary>
    public ReadOnlySpan<Value> Values => _values.AsSpan(0, _valueCount);

    /// <summary>What the statement is found by, as long as it is not given back.</summary>
    public SqlKey Key => new(_parts, _partCount);

    /// <summary>Empty ones. A hole may run a statement itself, which then takes others.</summary>
    public static SqlParts Take()
    {
        var taken = _spare ?? new SqlParts();
        _spare = null;
        return taken;
    }

    /// <summary>Lets them be used again.</summary>
    public void GiveBack()
    {
        Array.Clear(_values, 0, _valueCount);
        (_partCount, _valueCount, IsVaried) = (0, 0, false);
        _spare = this;
    }

    public void Add(string? part)
    {
        if (_partCount == _parts.Length) Array.Resize(ref _parts, _partCount * 2);
        _parts[_partCount++] = part;
    }

    public void Add(in Value value)
    {
        if (value.Kind is ValueKind.Fragment)
        {
            Add(value.Fragment);
            return;
        }

        if (_valueCount == _values.Length) Array.Resize(ref _values, _valueCount * 2);
        _values[_valueCount++] = value;
        Add((string?)null);
    }

    public void Add(Sql fragment)
    {
        var value = 0;
        foreach (var part in fragment.Parts)
        {
            if (part is null) Add(fragment.Values[value++]);
            else Add(part);
        }

        IsVaried |= fragment.IsVaried;
    }

    /// <summary>Adds a value to a list.</summary>
    /// <param name="from">How many values there were before the list.</param>
    public void AddToList(in Value value, int from)
    {
        Add(_valueCount == from ? "(" : ", ");
        Add(value);
    }

    /// <summary>Repeats the last value of a list up to a power of two, so that lists of about the same length are one statement.</summary>
    /// <param name="from">How many values there were before the list.</param>
    public void EndList(int from)
    {
        IsVaried = true;
        while (!int.IsPow2(Math.Max(1, _valueCount - from))) AddToList(_values[_valueCount - 1], from);
        Add(_valueCount == from ? "(NULL)" : ")");
    }

    /// <summary>
    /// Adds the columns of a new row: a mark, their names and as many values, as that is half of what their text is put together from.
    /// </summary>
    public void AddRow(ReadOnlySpan<(string Column, Value Value)> columns)
    {
        var (parts, values) = (_partCount, _valueCount);
        _partCount += 1 + (2 * columns.Length);
        _valueCount += columns.Length;
        while (_partCount > _parts.Length) Array.Resize(ref _parts, _parts.Length * 2);
        while (_valueCount > _values.Length) Array.Resize(ref _values, _values.Length * 2);

        _parts[parts++] = SqlText.Row;
        for (var i = 0; i < columns.Length; i++)
        {
            _parts[parts + i] = columns[i].Column;
            _values[values + i] = columns[i].Value;
        }

        Array.Clear(_parts, parts + columns.Length, columns.Length);
    }
}

/// <summary>The literals of a statement, with null for each value, by their references.</summary>
internal readonly struct SqlKey(string?[] parts, int count) : IEquatable<SqlKey>
{
    private readonly string?[] _parts = parts;
    private readonly int _count = count;

    /// <summary>The same with an array of its own.</summary>
    public SqlKey Kept() => new(_parts.AsSpan(0, _count).ToArray(), _count);

    public bool Equals(SqlKey other)
    {
        if (_count != other._count) return false;
        for (var i = 0; i < _count; i++)
        {
            if (!ReferenceEquals(_parts[i], other._parts[i])) return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is SqlKey other && Equals(other);

    // Of some parts, as each costs as much as to compare twenty; statements that differ in others alone are few.
    public override int GetHashCode() => _count is 0 ? 0
        : (((((((Hash(0) * 31) + Hash(1)) * 31) + Hash(2)) * 31) + Hash(_count / 2)) * 31) + Hash(_count - 1) + _count;

    private int Hash(int part) => part < _count && _parts[part] is { } text ? RuntimeHelpers.GetHashCode(text) : 0;
}
