using Improvement.Bot.Storage.Backups;

namespace Improvement.Bot.Storage.Engine.Sqlite;

/// <summary>What SQLite says about its tables.</summary>
internal sealed class SqliteCatalog : Catalog
{
    public override List<Table> Tables(Statements database) =>
        [
            .. Names(
                database["SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'schema_versions'"]
                    .Read()).Select(name => Table(database, name))];

    public override long? LastNumber(Statements database, Table table) =>
        database["SELECT seq FROM sqlite_sequence WHERE name = @table"].Number(table.Name);

    public override void ContinueAfter(Statements writer, Table table, long last)
    {
        if (writer["UPDATE sqlite_sequence SET seq = @last WHERE name = @table"].Execute(last, table.Name) is 0)
        {
            writer["INSERT INTO sqlite_sequence (name, seq) VALUES (@table, @last)"].Execute(table.Name, last);
        }
    }

    private static Table Table(Statements database, string name)
    {
        var counts = database["SELECT 1 FROM sqlite_master WHERE name = @table AND sql LIKE '%AUTOINCREMENT%'"].Any(name);
        var columns = new List<Column>();
        using (var rows = database["SELECT name, type, pk FROM pragma_table_info(@table) ORDER BY cid"].Read(name))
        {
            while (rows.Read()) columns.Add(new(rows.GetString(0), Column.KindOf(rows.GetString(1)), counts && rows.GetBoolean(2)));
        }

        return new(name, columns, Names(database["""SELECT DISTINCT "table" FROM pragma_foreign_key_list(@table)"""].Read(name)));
    }
}
