using System.Text.RegularExpressions;
using Improvement.Bot.Framework.Dialogs;

namespace Improvement.Bot.Storage;

/// <summary>
/// One prepared statement. Its values are given in the order in which their names first appear in the text; that they are in this order,
/// <see cref="SqlHandler"/> sees to.
/// </summary>
internal abstract partial class Statement : IDisposable
{
    /// <summary>Grows with each run, so that rows of an earlier one are refused.</summary>
    public int Run { get; protected set; }

    /// <summary>Runs it; gives how many rows it changed.</summary>
    public abstract int Execute(params ReadOnlySpan<Value> values);

    /// <summary>Runs it and opens its rows; to be disposed before it is run again.</summary>
    public Rows Read(params ReadOnlySpan<Value> values)
    {
        Begin(values);
        return new Rows(this, Run);
    }

    /// <summary>Whether it finds a row.</summary>
    public bool Any(params ReadOnlySpan<Value> values)
    {
        using var rows = Read(values);
        return rows.Read();
    }

    /// <summary>The whole number in the first column of its first row; null when there is none.</summary>
    public long? Number(params ReadOnlySpan<Value> values)
    {
        using var rows = Read(values);
        return rows.Read() ? rows.NumberOrNull(0) : null;
    }

    public abstract void Dispose();

    /// <summary>Goes to the next row; false at the end.</summary>
    internal abstract bool Step();

    /// <summary>Ends the run.</summary>
    internal abstract void Reset();

    internal abstract bool IsNull(int column);

    internal abstract long Whole(int column);

    internal abstract bool YesNo(int column);

    internal abstract double Fraction(int column);

    internal abstract string Text(int column);

    internal abstract byte[] Bytes(int column);

    /// <summary>Gives it its values and opens its rows.</summary>
    protected abstract void Begin(ReadOnlySpan<Value> values);

    /// <summary>The names of a text's values, in the order in which they first appear.</summary>
    protected static List<string> NamesIn(string sql) =>
        [.. ParameterNames().Matches(sql).Select(match => match.Value).Distinct(StringComparer.Ordinal)];

    protected static ArgumentException WrongCount(int takes, int given, string sql) =>
        new($"The statement takes {takes} values and was given {given}: {sql}");

    [GeneratedRegex("@[a-z_]+[0-9]*", RegexOptions.CultureInvariant)]
    protected static partial Regex ParameterNames();
}
