using Npgsql;

namespace Improvement.Bot.Storage.Engine.Postgres;

/// <summary>
/// A schema of the bot's beside that of its tables. It is made where that is allowed, and used where an administrator of the server has
/// made it.
/// </summary>
internal sealed class PostgresSchema(string connectionString, string name)
{
    /// <summary>Whether it is there.</summary>
    public bool Exists => Ask($"SELECT to_regnamespace('{name}') IS NOT NULL") is true;

    /// <summary>What is noted of it on the server; null for nothing.</summary>
    public string? Comment
    {
        get => Ask($"SELECT obj_description(to_regnamespace('{name}'), 'pg_namespace')") as string;
        set => Run($"COMMENT ON SCHEMA {name} IS '{value}'");
    }

    /// <summary>Why it can neither be made nor used, with what to do; null when it can.</summary>
    public string? Obstacle => Ask($"""
        SELECT CASE WHEN to_regnamespace('{name}') IS NULL THEN has_database_privilege(current_database(), 'CREATE')
        ELSE pg_has_role((SELECT nspowner FROM pg_namespace WHERE nspname = '{name}'), 'USAGE') END
        """) is true
        ? null
        : "the user of the database may not create a schema; let an administrator of the server run: "
            + $"CREATE SCHEMA {name} AUTHORIZATION {Ask("SELECT CAST(current_user AS text)")}";

    /// <summary>Makes it, or takes all tables out of it.</summary>
    public void MakeEmpty() => Run((Exists ? "" : $"CREATE SCHEMA {name};") + $"""
        DO $$
        DECLARE one text;
        BEGIN
            FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = '{name}' LOOP
                EXECUTE format('DROP TABLE %I.%I CASCADE', '{name}', one);
            END LOOP;
        END $$
        """);

    /// <summary>Removes it with all that is in it.</summary>
    public void Drop() => Run($"DROP SCHEMA IF EXISTS {name} CASCADE");

    private void Run(string sql)
    {
        using var connection = Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private object? Ask(string sql)
    {
        using var connection = Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }

    private NpgsqlConnection Open()
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
