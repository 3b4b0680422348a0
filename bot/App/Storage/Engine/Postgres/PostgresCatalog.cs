using Improvement.Bot.Storage.Backups;

namespace Improvement.Bot.Storage.Engine.Postgres;

/// <summary>What PostgreSQL says about the tables of the connection's schema.</summary>
internal sealed class PostgresCatalog : Catalog
{
    public override List<Table> Tables(Statements database) =>
        [.. Names(database.Read($"""
            SELECT CAST(table_name AS text) FROM information_schema.tables
            WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND table_name <> 'schema_versions'
            """)).Select(name => Table(database, name))];

    public override long? LastNumber(Statements database, Table table) =>
        database.Number($"SELECT pg_sequence_last_value(CAST(pg_get_serial_sequence({table.Name}, {table.Identity}) AS regclass))");

    public override void ContinueAfter(Statements writer, Table table, long last) =>
        writer.Number($"SELECT setval(CAST(pg_get_serial_sequence({table.Name}, {table.Identity}) AS regclass), {last})");

    private static Table Table(Statements database, string name)
    {
        var columns = new List<Column>();
        using (var rows = ColumnsOf(database, name))
        {
            while (rows.Read()) columns.Add(new(rows.GetString(0), Column.KindOf(rows.GetString(1)), rows.GetBoolean(2)));
        }

        return new(name, columns, Names(ReferencesOf(database, name)));
    }

    private static Rows ColumnsOf(Statements database, string table) => database.Read($"""
        SELECT CAST(column_name AS text), CAST(data_type AS text), is_identity = 'YES' FROM information_schema.columns
        WHERE table_schema = current_schema() AND table_name = {table} ORDER BY ordinal_position
        """);

    private static Rows ReferencesOf(Statements database, string table) => database.Read($"""
        SELECT DISTINCT CAST(target.relname AS text) FROM pg_constraint
        JOIN pg_class source ON source.oid = pg_constraint.conrelid JOIN pg_class target ON target.oid = pg_constraint.confrelid
        WHERE pg_constraint.contype = 'f' AND source.relname = {table} AND source.relnamespace = (SELECT oid FROM pg_namespace
            WHERE nspname = current_schema())
        """);
}
