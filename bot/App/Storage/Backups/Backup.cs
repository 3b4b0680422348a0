using Improvement.Bot.Storage.Engine;

namespace Improvement.Bot.Storage.Backups;

/// <summary>Writes everything that the database holds at one moment into a file, while everybody goes on working.</summary>
internal static class Backup
{
    private const int RowsBetweenLooks = 1000;

    /// <summary>Writes the file; it is there as a whole or not at all.</summary>
    /// <exception cref="BackupException">It cannot be written.</exception>
    public static BackupContents Write(DatabaseEngine engine, string name, string file, DateTimeOffset now, CancellationToken ct = default)
    {
        if (File.Exists(file)) throw new BackupException($"{file} exists already; choose another name.");
        PrivateFiles.CreateFolder(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var unfinished = file + ".part";
        try
        {
            BackupContents contents;
            using (var stream = new FileStream(unfinished, PrivateFiles.ToWrite(FileMode.Create)))
            {
                contents = Write(engine, name, stream, now, ct);
                stream.Flush(flushToDisk: true);
            }

            File.Move(unfinished, file);
            return contents;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static BackupContents Write(DatabaseEngine engine, string name, Stream stream, DateTimeOffset now, CancellationToken ct)
    {
        using var snapshot = engine.OpenSnapshot();
        using var writer = new BackupWriter(stream);
        writer.Header(new(BackupFormat.Version, now, name, Migrations(snapshot)));
        var rows = new Dictionary<string, long>();
        foreach (var table in Table.InOrder(engine.Catalog.Tables(snapshot)))
        {
            writer.Table(table, table.Identity is null ? null : engine.Catalog.LastNumber(snapshot, table));
            rows[table.Name] = Rows(snapshot, table, writer, ct);
        }

        var contents = new BackupContents(rows);
        writer.End(contents.Total);
        return contents;
    }

    private static long Rows(Statements snapshot, Table table, BackupWriter writer, CancellationToken ct)
    {
        var columns = string.Join(", ", table.Columns.Select(column => $"\"{column.Name}\""));
        using var rows = snapshot[$"SELECT {columns} FROM \"{table.Name}\""].Read();
        var count = 0L;
        for (; rows.Read(); count++)
        {
            if (count % RowsBetweenLooks is 0) ct.ThrowIfCancellationRequested();
            writer.Row(table, rows);
        }

        return count;
    }

    private static Dictionary<int, string> Migrations(Statements snapshot)
    {
        var migrations = new Dictionary<int, string>();
        using var rows = snapshot["SELECT version, name FROM schema_versions ORDER BY version"].Read();
        while (rows.Read()) migrations.Add(rows.GetInt32(0), rows.GetString(1));
        return migrations;
    }
}
