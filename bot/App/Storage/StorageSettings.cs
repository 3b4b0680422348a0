using Improvement.Bot.Storage.Engine.Postgres;
using Improvement.Bot.Storage.Engine.Sqlite;

namespace Improvement.Bot.Storage;

/// <summary>Section <c>Storage</c> of the settings: where everything is kept.</summary>
internal sealed class StorageSettings : ICheckedSettings
{
    /// <summary>Name of the section.</summary>
    public static string Section => "Storage";

    /// <summary>The database engine: <c>Sqlite</c> or <c>PostgreSql</c>.</summary>
    public string Engine { get; set; } = nameof(StorageEngine.Sqlite);

    /// <summary>
    /// How to reach the database; for SQLite <c>Data Source=</c> and a file, whose folder is created; for PostgreSQL <c>Host=</c>,
    /// <c>Database=</c> and who.
    /// </summary>
    public string ConnectionString { get; set; } = "Data Source=data/improvement-bot.db";

    /// <summary>Every fault of these settings, each in one sentence; empty when they are good.</summary>
    public IEnumerable<string> Faults()
    {
        return Kind switch
        {
            StorageEngine.Sqlite => SqliteEngine.Faults(ConnectionString),
            StorageEngine.PostgreSql => PostgresEngine.Faults(ConnectionString),
            _ => [$"{Section}:Engine is '{Engine}'; known are {string.Join(" and ", Enum.GetNames<StorageEngine>())}."],
        };
    }

    /// <summary>The engine; null for a name that is not known.</summary>
    public StorageEngine? Kind =>
        Enum.GetValues<StorageEngine>()
            .Cast<StorageEngine?>()
            .FirstOrDefault(kind => string.Equals(kind.ToString(), Engine, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Where everything can be kept.</summary>
internal enum StorageEngine
{
    /// <summary>One file beside one process.</summary>
    Sqlite,

    /// <summary>A server, which several processes may share.</summary>
    PostgreSql,
}
