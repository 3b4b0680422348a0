using System.Text.Json;
using Improvement.Bot.Storage.Engine;

namespace Improvement.Bot.Storage.Backups;

/// <summary>
/// Brings a backup into an empty place, whichever engine it came from, in one transaction: all of it is there, or nothing.
/// </summary>
internal static class Restore
{
    /// <summary>Reads the file into the place.</summary>
    /// <param name="sayWaiting">What waited to be said is said: for moving house, where the bot was stopped before the backup was
    /// written.</param>
    /// <exception cref="BackupException">The file or the place is not as it must be; nothing was changed.</exception>
    public static (BackupHeader Header, BackupContents Contents, int SetAside) Read(
        DatabaseEngine engine, Stream file, TimeProvider clock, bool sayWaiting)
    {
        using var backup = new BackupReader(file);
        var (contents, setAside) = Commit(engine, addedToOutbox: sayWaiting, writer =>
        {
            var contents = Fill(engine, writer, backup, clock);
            Migrator.Apply(engine, writer, clock, [.. Migrator.Embedded()]);
            return (contents, sayWaiting ? 0 : SetAside(writer, clock.GetUtcNow()));
        });
        return (backup.Header, contents, setAside);
    }

    /// <summary>Reads the file into the place and leaves everything as it was when the backup was written, its tables too.</summary>
    /// <exception cref="BackupException">The file or the place is not as it must be; nothing was changed.</exception>
    public static BackupContents Fill(DatabaseEngine engine, Stream file, TimeProvider clock)
    {
        using var backup = new BackupReader(file);
        return Commit(engine, addedToOutbox: false, writer => Fill(engine, writer, backup, clock));
    }

    // Who was told what after the backup nobody knows any more. A show of a message that is known is only drawn again; anything else could
    // be said twice.
    private static int SetAside(Statements writer, DateTimeOffset now) => writer.Execute($"""
        UPDATE outbox SET parked_at = {now}, problem = 'restored from a backup; it may have been said already'
        WHERE parked_at IS NULL AND NOT (kind = 3 AND place IN (SELECT id FROM places WHERE activity_id IS NOT NULL))
        """);

    private static T Commit<T>(DatabaseEngine engine, bool addedToOutbox, Func<Statements, T> work)
    {
        using var writer = engine.OpenWriter();
        writer.Begin();
        try
        {
            var done = work(writer);
            writer.Commit(addedToOutbox);
            return done;
        }
        catch
        {
            if (!writer.IsLost) writer.RollBack();
            throw;
        }
    }

    private static BackupContents Fill(DatabaseEngine engine, Statements writer, BackupReader backup, TimeProvider clock)
    {
        var migrations = Migrator.Embedded().ToList();
        if (backup.Header.Migrations.Where(made => !migrations.Any(known => known.Version == made.Key && known.Name == made.Value)).Select(
            made => made.Key).Order().ToList() is [var first, ..])
        {
            throw new BackupException($"This backup was written by a newer version of the bot "
                + $"(migration {first}, {backup.Header.Migrations[first]}). Restore it with that version.");
        }
        if (engine.Catalog.Tables(writer).Count > 0)
        {
            throw new BackupException("There is something already where the backup is to be restored. Name an empty database, or a file "
                + "that does not exist, in Storage:ConnectionString.");
        }

        Migrator.Apply(engine, writer, clock, [.. migrations.Where(migration => backup.Header.Migrations.ContainsKey(migration.Version))]);
        return Tables(engine, writer, backup);
    }

    private static BackupContents Tables(DatabaseEngine engine, Statements writer, BackupReader backup)
    {
        var known = engine.Catalog.Tables(writer).ToDictionary(table => table.Name, StringComparer.Ordinal);
        var counts = new Dictionary<string, long>();
        while (backup.NextTable() is { } line)
        {
            var name = BackupReader.Guarded(() => line.GetProperty("table").GetString()!);
            if (!known.TryGetValue(name, out var table)) throw BackupReader.Damaged($"nobody knows a table {name}");
            var columns = BackupReader.Guarded(() =>
                line.GetProperty("columns")
                    .EnumerateObject()
                    .Select(column => table.Columns.Single(each => each.Name == column.Name))
                    .ToList());
            counts[name] = Rows(writer, table, columns, backup);
            if (table.Identity is not null && Last(writer, table, line) is > 0 and var last)
            {
                engine.Catalog.ContinueAfter(writer, table, last);
            }
        }

        return new(counts);
    }

    private static long Rows(Statements writer, Table table, List<Column> columns, BackupReader backup)
    {
        var insert =
            writer[$"INSERT INTO \"{table.Name}\" ({string.Join(", ", columns.Select(column => $"\"{column.Name}\""))}) VALUES "
                + $"({string.Join(", ", columns.Select(column => $"@v_{column.Name}"))})"];
        var values = new Value[columns.Count];
        var count = 0L;
        foreach (var row in backup.Rows())
        {
            if (row.GetArrayLength() != columns.Count)
            {
                throw BackupReader.Damaged($"a row of {table.Name} has {row.GetArrayLength()} fields and not {columns.Count}");
            }
            for (var i = 0; i < values.Length; i++) values[i] = BackupReader.Guarded(() => Field(columns[i].Kind, row[i]));
            insert.Execute(values);
            count++;
        }

        return count;
    }

    private static Value Field(ValueKind kind, JsonElement field) => field.ValueKind is JsonValueKind.Null ? default : kind switch
    {
        ValueKind.Whole => field.GetInt64(),
        ValueKind.YesNo => field.GetBoolean(),
        ValueKind.Fraction => field.GetDouble(),
        ValueKind.Text => field.GetString(),
        _ => field.GetBytesFromBase64(),
    };

    // A number that was given out once is not given out again, also when its row is gone.
    private static long Last(Statements writer, Table table, JsonElement line) => Math.Max(
        line.TryGetProperty("last", out var last) ? last.GetInt64() : 0,
        writer[$"SELECT MAX(\"{table.Identity}\") FROM \"{table.Name}\""].Number() ?? 0);
}
