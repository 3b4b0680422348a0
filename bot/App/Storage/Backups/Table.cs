namespace Improvement.Bot.Storage.Backups;

/// <summary>A table as a backup sees it, whatever the engine.</summary>
/// <param name="References">The tables whose rows its rows refer to.</param>
internal sealed record Table(string Name, IReadOnlyList<Column> Columns, IReadOnlyCollection<string> References)
{
    /// <summary>The column whose numbers the database gives out; null for none.</summary>
    public string? Identity => Columns.FirstOrDefault(column => column.IsIdentity)?.Name;

    /// <summary>The tables in an order in which each stands behind those it refers to.</summary>
    public static List<Table> InOrder(IEnumerable<Table> tables)
    {
        var ordered = new List<Table>();
        var rest = tables.OrderBy(table => table.Name, StringComparer.Ordinal).ToList();
        while (rest.Count > 0)
        {
            var next =
                rest.FirstOrDefault(table => !table.References.Any(name => name != table.Name && rest.Any(other => other.Name == name)))
                ?? throw new InvalidOperationException($"The tables {string.Join(", ", rest.Select(table => table.Name))} refer to each "
                    + "other in a circle, so no order of restoring them exists.");
            ordered.Add(next);
            rest.Remove(next);
        }

        return ordered;
    }
}

/// <summary>A column of a table.</summary>
internal sealed record Column(string Name, ValueKind Kind, bool IsIdentity)
{
    /// <summary>What a column of the type of a migration holds.</summary>
    public static ValueKind KindOf(string declared) => declared.ToLowerInvariant() switch
    {
        "integer" or "bigint" => ValueKind.Whole,
        "boolean" => ValueKind.YesNo,
        "double precision" => ValueKind.Fraction,
        "text" => ValueKind.Text,
        "blob" or "bytea" => ValueKind.Bytes,
        _ => throw new NotSupportedException($"A backup does not know columns of type {declared} yet."),
    };
}
