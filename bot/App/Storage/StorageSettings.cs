namespace Improvement.Bot.Storage;

/// <summary>Section <c>Storage</c> of the settings: where everything is kept.</summary>
internal sealed class StorageSettings
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Storage";

    /// <summary>The database engine: <c>sqlite</c>.</summary>
    public string Engine { get; set; } = "sqlite";

    /// <summary>How to reach the database; for SQLite <c>Data Source=</c> and a file, whose folder is created.</summary>
    public string ConnectionString { get; set; } = "Data Source=data/improvement-bot.db";

    /// <summary>Every fault of these settings, each in one sentence; empty when they are good.</summary>
    public IEnumerable<string> Faults()
    {
        if (!string.Equals(Engine, "sqlite", StringComparison.OrdinalIgnoreCase))
        {
            return [$"{Section}:Engine is '{Engine}'; known is 'sqlite'."];
        }

        return Sqlite.SqliteEngine.Faults(ConnectionString);
    }
}
