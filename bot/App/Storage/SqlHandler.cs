using System.Runtime.CompilerServices;

namespace Improvement.Bot.Storage;

/// <summary>
/// An interpolated string as a statement. Each hole is a parameter that is bound to the value that stands in it, so that no value becomes
/// text, and none is bound to the place of its neighbour. A hole with a list is what stands behind <c>IN</c>, one with
/// <see cref="Storage.Sql"/> a fragment, one with <see cref="NewRow"/> the columns and values of an <c>INSERT</c>, one
/// with <see cref="Assignments"/> those of an <c>UPDATE</c>.
/// </summary>
[InterpolatedStringHandler]
internal readonly ref struct SqlHandler
{
    // The compiler gives both numbers.
    public SqlHandler(int literalLength, int formattedCount)
    {
        _ = (literalLength, formattedCount);
        Parts = SqlParts.Take();
    }

    /// <summary>What it is put together from.</summary>
    internal SqlParts Parts { get; }

    /// <summary>For the compiler alone: only constants are taken.</summary>
    public void AppendLiteral(string literal) => Parts.Add(literal);

    /// <summary>A value.</summary>
    public void AppendFormatted(Value value) => Parts.Add(value);

    /// <summary>A fragment.</summary>
    public void AppendFormatted(Sql fragment) => Parts.Add(fragment);

    /// <summary>The columns and values behind <c>INSERT INTO</c> and the name of a table.</summary>
    public void AppendFormatted(scoped NewRow row) => row.AddTo(Parts);

    /// <summary>The columns and values behind <c>SET</c>.</summary>
    public void AppendFormatted(scoped Assignments assignments) => assignments.AddTo(Parts);

    /// <summary>What stands behind <c>IN</c>; nothing is in an empty list.</summary>
    public void AppendFormatted(IEnumerable<long> list)
    {
        var from = Parts.Values.Length;
        foreach (var value in list) Parts.AddToList(value, from);
        Parts.EndList(from);
    }

    /// <inheritdoc cref="AppendFormatted(IEnumerable{long})"/>
    public void AppendFormatted(IEnumerable<string> list)
    {
        var from = Parts.Values.Length;
        foreach (var value in list) Parts.AddToList(value, from);
        Parts.EndList(from);
    }
}
