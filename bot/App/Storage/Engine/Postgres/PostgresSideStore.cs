using System.Data.Common;
using Npgsql;

namespace Improvement.Bot.Storage.Engine.Postgres;

/// <summary>A schema of its own in the database of the bot; all instances use it.</summary>
internal sealed class PostgresSideStore : SideStore
{
    private const int MostConnections = 10;

    private readonly string _schema;

    public PostgresSideStore(NpgsqlConnectionStringBuilder database, string schema)
    {
        _schema = schema;
        ConnectionString = new NpgsqlConnectionStringBuilder(database.ConnectionString)
        {
            SearchPath = schema,
            Pooling = true,
            MaxPoolSize = MostConnections,
            ApplicationName = $"{database.ApplicationName} ({schema})",
        }.ConnectionString;
    }

    public override DbProviderFactory Driver => NpgsqlFactory.Instance;

    public override string ConnectionString { get; }

    public override string Name => $"schema {_schema}";

    // The version is the comment of the schema.
    public override int MadeBy() => Run(
        command => int.TryParse(command.ExecuteScalar() as string, out var version) ? version : 0,
        $"SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = '{_schema}'");

    public override void Recreate(int version) => Run(
        command => command.ExecuteNonQuery(),
        $"DROP SCHEMA IF EXISTS {_schema} CASCADE; CREATE SCHEMA {_schema}; COMMENT ON SCHEMA {_schema} IS '{version}'");

    public override IDisposable Lock()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        try
        {
            connection.Open();
            using var command = new NpgsqlCommand($"SELECT pg_advisory_lock({PostgresLocks.SideStore})", connection);
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private T Run<T>(Func<NpgsqlCommand, T> run, string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return run(command);
    }
}
