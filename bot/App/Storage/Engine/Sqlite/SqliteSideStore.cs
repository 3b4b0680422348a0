using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Improvement.Bot.Storage.Engine.Sqlite;

/// <summary>A SQLite file beside that of the database; one process uses it.</summary>
internal sealed class SqliteSideStore(string file) : SideStore
{
    private static readonly string[] Endings = ["", "-journal", "-wal", "-shm"];

    public override DbProviderFactory Driver => SqliteFactory.Instance;

    // Connections are not kept, so that a file which was deleted is missed; and none of them makes a new one, which would be empty.
    public override string ConnectionString { get; } =
        new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString();

    public override string Name => file;

    public override int MadeBy()
    {
        if (!File.Exists(file)) return 0;
        try
        {
            return Run(command => Convert.ToInt32(command.ExecuteScalar()), "PRAGMA user_version");
        }
        catch (SqliteException)
        {
            return 0; // what cannot be read is made anew
        }
    }

    public override void Recreate(int version)
    {
        foreach (var ending in Endings) File.Delete(file + ending);
        PrivateFiles.Create(file);
        Run(command => command.ExecuteNonQuery(), $"PRAGMA user_version = {version}");
    }

    private T Run<T>(Func<SqliteCommand, T> run, string sql)
    {
        using var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return run(command);
    }
}
