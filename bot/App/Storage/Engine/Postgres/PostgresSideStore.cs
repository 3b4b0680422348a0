using System.Data.Common;
using Npgsql;

namespace Improvement.Bot.Storage.Engine.Postgres;

/// <summary>A schema of its own in the database of the bot; all instances use it.</summary>
internal sealed class PostgresSideStore : SideStore
{
    private const int MostConnections = 10;

    private readonly string _name;
    private readonly PostgresSchema _schema;

    public PostgresSideStore(NpgsqlConnectionStringBuilder database, string schema)
    {
        ConnectionString = new NpgsqlConnectionStringBuilder(database.ConnectionString)
        {
            SearchPath = schema,
            Pooling = true,
            MaxPoolSize = MostConnections,
            ApplicationName = $"{database.ApplicationName} ({schema})",
        }.ConnectionString;
        (_name, _schema) = (schema, new(ConnectionString, schema));
    }

    public override DbProviderFactory Driver => NpgsqlFactory.Instance;

    public override string ConnectionString { get; }

    public override string Name => $"schema {_name}";

    public override string? Obstacle => _schema.Obstacle;

    // The version is the comment of the schema.
    public override int MadeBy() => int.TryParse(_schema.Comment, out var version) ? version : 0;

    public override void Recreate(int version)
    {
        _schema.MakeEmpty();
        _schema.Comment = $"{version}";
    }

    public override IDisposable? Lock()
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
}
