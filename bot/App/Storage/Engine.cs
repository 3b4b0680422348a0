using Improvement.Bot.Storage.Postgres;
using Improvement.Bot.Storage.Sqlite;

namespace Improvement.Bot.Storage;

/// <summary>All that is special about one kind of database.</summary>
internal abstract class Engine
{
    /// <summary>What the tokens of the migration files stand for here.</summary>
    public abstract IReadOnlyDictionary<string, string> Tokens { get; }

    /// <summary>How many readers are kept for the next ones who read.</summary>
    public abstract int KeptReaders { get; }

    /// <summary>Refreshes what the database knows about its tables, where it does not do that by itself; null where it does.</summary>
    public abstract string? Tend { get; }

    /// <summary>Opens a connection that may write.</summary>
    public abstract Statements OpenWriter();

    /// <summary>Opens a connection that refuses to write.</summary>
    public abstract Statements OpenReader();

    /// <summary>The engine of the settings.</summary>
    public static Engine Of(StorageSettings settings) => settings.Kind is StorageEngine.PostgreSql
        ? new PostgresEngine(settings.ConnectionString)
        : new SqliteEngine(settings.ConnectionString);
}
