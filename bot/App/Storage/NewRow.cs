using System.Diagnostics.CodeAnalysis;

namespace Improvement.Bot.Storage;

/// <summary>
/// The columns of a new row, each beside its value, for the hole of an <c>INSERT</c>: <c>$"INSERT INTO notes {NewRow.Of(("error", number),
/// ("text", text))} RETURNING id"</c>.
/// </summary>
internal readonly ref struct NewRow
{
    private readonly ReadOnlySpan<(string Column, Value Value)> _columns;

    private NewRow(ReadOnlySpan<(string Column, Value Value)> columns) => _columns = columns;

    /// <param name="columns">The names are constants; a value may be a fragment, such as a <c>SELECT</c> in parentheses.</param>
    public static NewRow Of([UnscopedRef] params ReadOnlySpan<(string Column, Value Value)> columns) => new(columns);

    internal void AddTo(SqlParts parts)
    {
        foreach (ref readonly var column in _columns)
        {
            if (column.Value.Kind is not ValueKind.Fragment) continue;
            AddComputed(parts);
            return;
        }

        parts.AddRow(_columns);
    }

    private void AddComputed(SqlParts parts)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            parts.Add(i is 0 ? "(" : ", ");
            parts.Add(_columns[i].Column);
        }

        for (var i = 0; i < _columns.Length; i++)
        {
            parts.Add(i is 0 ? ") VALUES (" : ", ");
            parts.Add(_columns[i].Value);
        }

        parts.Add(")");
    }
}
