using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Channel;

namespace Improvement.Bot.Tests.Storage;

/// <summary>
/// Where a database can be made, until it is removed: a folder for a SQLite file, or an empty database on the test process's own PostgreSQL
/// server.
/// </summary>
internal sealed class EmptyPlace
{
    private readonly string _folder = Directory.CreateTempSubdirectory("improvement-bot-").FullName;

    public EmptyPlace(StorageEngine engine) =>
        Settings = new() { Engine = engine.ToString(), ConnectionString = engine is StorageEngine.Sqlite
            ? $"Data Source={File}" : PostgresServer.Shared.AddDatabase() };

    public StorageSettings Settings { get; }

    /// <summary>The file, on SQLite.</summary>
    public string File => Path.Combine(_folder, "bot.db");

    /// <summary>Removes it with all that is in it.</summary>
    public void Remove()
    {
        if (Settings.Kind is StorageEngine.PostgreSql) PostgresServer.Shared.Remove(Settings.ConnectionString);
        Directory.Delete(_folder, recursive: true);
    }
}
