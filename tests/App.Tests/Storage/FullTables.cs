using Improvement.Bot.Storage;
using Improvement.Bot.Storage.Backups;

namespace Improvement.Bot.Tests.Storage;

/// <summary>A database with something in every table and every column.</summary>
internal static class FullTables
{
    /// <summary>Adds three rows to every table there is.</summary>
    public static Task Fill(Database database) => database.Commit(session =>
    {
        var catalog = database.Engine.Catalog;
        foreach (var table in Table.InOrder(catalog.Tables(session.Statements)))
        {
            var names = table.Columns.Select(column => column.Name).ToList();
            var insert = session.Statements[
                $"INSERT INTO {table.Name} ({string.Join(", ", names)}) VALUES ({string.Join(", ", names.Select(name => "@" + name))})"];
            for (var i = 1; i <= 3; i++) insert.Execute([.. table.Columns.Select(column => Made(column, i))]);
            if (table.Identity is not null) catalog.ContinueAfter(session.Statements, table, 3);
        }

        return default;
    });

    private static Value Made(Column column, int i) => column.Kind switch
    {
        ValueKind.Whole => i,
        ValueKind.YesNo => i % 2 == 0,
        ValueKind.Fraction => i / 3.0,
        ValueKind.Text => $"{column.Name} {i}: ä🙂 \"quoted\" \\ \r\n\u2028 <at>",
        _ => new byte[] { 0, (byte)i, 255 },
    };
}
