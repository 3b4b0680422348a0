using System.Diagnostics.CodeAnalysis;

namespace Improvement.Bot.Storage;

/// <summary>
/// The columns that an <c>UPDATE</c> sets, each beside its value, for the hole behind <c>SET</c>: <c>$"UPDATE notes SET
/// {Assignments.Of(("text", text))} WHERE id = {number}"</c>.
/// </summary>
internal readonly ref struct Assignments
{
    private readonly ReadOnlySpan<(string Column, Value Value)> _columns;

    private Assignments(ReadOnlySpan<(string Column, Value Value)> columns) => _columns = columns;

    /// <param name="columns">The names are constants; a value may be a fragment, such as <c>version + 1</c>.</param>
    public static Assignments Of([UnscopedRef] params ReadOnlySpan<(string Column, Value Value)> columns) => new(columns);

    internal void AddTo(SqlParts parts)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            if (i > 0) parts.Add(", ");
            parts.Add(_columns[i].Column);
            parts.Add(" = ");
            parts.Add(_columns[i].Value);
        }
    }
}
