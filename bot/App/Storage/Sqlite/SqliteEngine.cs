using Improvement.Bot.Storage.Backups;
using Microsoft.Data.Sqlite;

namespace Improvement.Bot.Storage.Sqlite;

/// <summary>All that is special about SQLite: the operating system's library, and one file.</summary>
internal sealed class SqliteEngine : Engine
{
    private const int BusySeconds = 10;

    // Pages of 4 KB: the log is copied into the file at 16 MB and cut back to 64 MB after an unusually long transaction.
    private const string Common = "PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;";
    private const string ForWriter = Common + "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 8000; PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -32768;";
    private const string ForReader = Common + "PRAGMA query_only = ON; PRAGMA cache_size = -4096;";

    private readonly string _connectionString;

    public SqliteEngine(string connectionString)
    {
        if (SystemSqlite.Fault is { } fault) throw new InvalidOperationException(fault);
        var builder = new SqliteConnectionStringBuilder(connectionString) { Pooling = false, DefaultTimeout = BusySeconds };
        builder.DataSource = Path.GetFullPath(builder.DataSource);
        Directory.CreateDirectory(Path.GetDirectoryName(builder.DataSource)!);
        _connectionString = builder.ToString();
    }

    public override int KeptReaders => 16;

    public override string? Tend => "PRAGMA optimize";

    public override Catalog Catalog { get; } = new SqliteCatalog();

    public override IReadOnlyDictionary<string, string> Tokens { get; } = new Dictionary<string, string>
    {
        ["{identity}"] = "INTEGER PRIMARY KEY AUTOINCREMENT",
        ["{blob}"] = "BLOB",
        ["{clustered}"] = "WITHOUT ROWID",
    };

    public override Statements OpenWriter() => new SqliteStatements(Open(ForWriter));

    public override Statements OpenReader() => new SqliteStatements(Open(ForReader));

    public override Statements OpenSnapshot()
    {
        var reader = OpenReader();
        reader.Run("BEGIN");
        return reader;
    }

    /// <summary>What is wrong with a connection string, each fault in one sentence.</summary>
    public static IEnumerable<string> Faults(string connectionString)
    {
        if (SystemSqlite.Fault is { } missing) yield return missing;

        SqliteConnectionStringBuilder? builder = null;
        string? unreadable = null;
        try
        {
            builder = new SqliteConnectionStringBuilder(connectionString);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            unreadable = $"{StorageSettings.Section}:ConnectionString cannot be read: {e.Message}";
        }

        if (unreadable is not null) yield return unreadable;
        else if (string.IsNullOrWhiteSpace(builder!.DataSource)) yield return $"{StorageSettings.Section}:ConnectionString names no file; write Data Source= and a path.";
        else if (builder.Mode is SqliteOpenMode.Memory or SqliteOpenMode.ReadOnly || builder.DataSource is ":memory:" || builder.DataSource.StartsWith("file:", StringComparison.Ordinal))
        {
            yield return $"{StorageSettings.Section}:ConnectionString must name a file that can be written; a database in memory forgets what people said.";
        }
    }

    private SqliteConnection Open(string pragmas)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = pragmas;
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
