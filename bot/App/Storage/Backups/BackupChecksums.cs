using System.Text.Json;
using Improvement.Bot.Errors;
using Improvement.Bot.Storage.Engine;

namespace Improvement.Bot.Storage.Backups;

/// <summary>What a backup says that its tables hold, to be held against a database.</summary>
internal sealed class BackupChecksums
{
    private const int RowsBetweenLooks = 1000;

    private readonly Dictionary<string, Contents> _tables = new(StringComparer.Ordinal);

    /// <summary>How many tables it holds.</summary>
    public int Tables => _tables.Count;

    /// <summary>How many rows it holds.</summary>
    public long Rows => _tables.Values.Sum(table => table.Sum.Rows);

    /// <summary>Reads a backup to its end.</summary>
    /// <exception cref="BackupException">It is damaged.</exception>
    public static BackupChecksums Of(Stream file, CancellationToken ct)
    {
        using var backup = new BackupReader(file);
        var checksums = new BackupChecksums();
        while (backup.NextTable() is { } line)
        {
            var table = BackupReader.Guarded(() => ContentsOf(line));
            foreach (var row in backup.Rows())
            {
                if (table.Sum.Rows % RowsBetweenLooks is 0) ct.ThrowIfCancellationRequested();
                BackupReader.Guarded(() => { table.Sum.Add(table.Kinds, row); return true; });
            }

            checksums._tables[table.Name] = table;
        }

        return checksums;
    }

    /// <summary>What differs in a database, a few words for each table; empty when nothing does.</summary>
    public IReadOnlyList<string> Differences(DatabaseEngine engine, CancellationToken ct)
    {
        using var reader = engine.OpenReader();
        var differences = new List<string>();
        var there = engine.Catalog.Tables(reader).ToDictionary(table => table.Name, StringComparer.Ordinal);
        foreach (var table in _tables.Values)
        {
            var difference = there.Remove(table.Name) ? Difference(table.Sum, Read(reader, table, ct)) : "is missing";
            if (difference is not null) differences.Add($"{table.Name}: {difference}");
        }

        var added = there.Keys.Where(name => reader[$"SELECT 1 FROM \"{name}\""].Any());
        differences.AddRange(added.Select(name => $"{name}: is not in the backup"));
        return differences;
    }

    private static string? Difference(TableChecksum expected, TableChecksum found)
    {
        if (found.Rows != expected.Rows) return $"{found.Rows} rows and not {expected.Rows}";
        return found.Sum == expected.Sum ? null : "other contents";
    }

    private static TableChecksum Read(Statements reader, Contents table, CancellationToken ct)
    {
        var sum = new TableChecksum();
        var columns = string.Join(", ", table.Columns.Select(column => $"\"{column}\""));
        using var rows = reader[$"SELECT {columns} FROM \"{table.Name}\""].Read();
        while (rows.Read())
        {
            if (sum.Rows % RowsBetweenLooks is 0) ct.ThrowIfCancellationRequested();
            sum.Add(table.Kinds, rows);
        }

        return sum;
    }

    private static Contents ContentsOf(JsonElement line)
    {
        var columns = line.GetProperty("columns").EnumerateObject().ToList();
        var kinds = columns.ConvertAll(column => KindOf(column.Value.GetString()!));
        return new(line.GetProperty("table").GetString()!, columns.ConvertAll(column => column.Name), kinds, new());
    }

    private static ValueKind KindOf(string name) => Enum.TryParse<ValueKind>(name, ignoreCase: true, out var kind)
        ? kind
        : throw new FormatException($"nobody knows columns of kind {name}");

    private sealed record Contents(string Name, List<string> Columns, List<ValueKind> Kinds, TableChecksum Sum);
}
