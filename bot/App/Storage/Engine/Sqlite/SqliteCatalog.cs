using Improvement.Bot.Storage.Backups;

namespace Improvement.Bot.Storage.Engine.Sqlite;

/// <summary>What SQLite says about its tables.</summary>
internal sealed class SqliteCatalog : Catalog
{
    public override List<Table> Tables(Statements database)
    {
        var names = Names(database.Read(
            $"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'schema_versions'"));
        return [.. names.Select(name => Table(database, name))];
    }

    public override long? LastNumber(Statements database, Table table) =>
        database.Number($"SELECT seq FROM sqlite_sequence WHERE name = {table.Name}");

    public override void ContinueAfter(Statements writer, Table table, long last)
    {
        if (writer.Execute($"UPDATE sqlite_sequence SET seq = {last} WHERE name = {table.Name}") is 0)
        {
            writer.Execute($"INSERT INTO sqlite_sequence {NewRow.Of(("name", table.Name), ("seq", last))}");
        }
    }

    private static Table Table(Statements database, string name)
    {
        var counts = database.Any($"SELECT 1 FROM sqlite_master WHERE name = {name} AND sql LIKE '%AUTOINCREMENT%'");
        var columns = new List<Column>();
        using (var rows = database.Read($"SELECT name, type, pk FROM pragma_table_info({name}) ORDER BY cid"))
        {
            while (rows.Read()) columns.Add(new(rows.GetString(0), Column.KindOf(rows.GetString(1)), counts && rows.GetBoolean(2)));
        }

        return new(name, columns, Names(database.Read($"""SELECT DISTINCT "table" FROM pragma_foreign_key_list({name})""")));
    }
}
