using System.Numerics;

namespace Improvement.Bot.Storage;

/// <summary>
/// Many new rows with the same columns, in batches that each stand in the hole of an <c>INSERT</c>: <c>foreach (var batch in
/// NewRows.InBatches(["error", "text"], rows)) statements.Execute($"INSERT INTO notes {batch}")</c>. One statement for many rows, as
/// each is a way to the server and back.
/// </summary>
internal static class NewRows
{
    private const int Most = 64;

    /// <param name="columns">The names are constants.</param>
    /// <param name="rows">The values of each row, in the order of the columns.</param>
    public static IEnumerable<Sql> InBatches(string[] columns, IReadOnlyList<Value[]> rows)
    {
        // A power of two at a time, so that a few statements serve any number of rows.
        for (var from = 0; from < rows.Count;)
        {
            var count = Math.Min(Most, 1 << BitOperations.Log2((uint)(rows.Count - from)));
            yield return Of(columns, rows, from, count);
            from += count;
        }
    }

    private static Sql Of(string[] columns, IReadOnlyList<Value[]> rows, int from, int count)
    {
        var parts = SqlParts.Take();
        for (var i = 0; i < columns.Length; i++)
        {
            parts.Add(i is 0 ? "(" : ", ");
            parts.Add(columns[i]);
        }

        parts.Add(") VALUES (");
        for (var row = 0; row < count; row++)
        {
            if (row > 0) parts.Add("), (");
            var values = rows[from + row];
            for (var i = 0; i < values.Length; i++)
            {
                if (i > 0) parts.Add(", ");
                parts.Add(values[i]);
            }
        }

        parts.Add(")");
        parts.IsVaried = true;
        return Sql.Taken(parts);
    }
}
