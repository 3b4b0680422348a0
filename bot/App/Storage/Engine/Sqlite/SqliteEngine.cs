using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage.Backups;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Improvement.Bot.Storage.Engine.Sqlite;

/// <summary>All that is special about SQLite: one file, on a disk of this machine, for its owner alone.</summary>
internal sealed class SqliteEngine : DatabaseEngine
{
    private const int BusySeconds = 10;
    private const int StablePlans = 1007; // SQLITE_DBCONFIG_ENABLE_QPSG
    private static readonly string Setting = $"{StorageSettings.Section}:{nameof(StorageSettings.ConnectionString)}";

    // Pages of 4 KB: the log is copied into the file once it holds 8,000 of them (32 MB), and cut back to 64 MB after an unusually long
    // transaction or reader.
    private const string Common = "PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;";
    private const string ForWriter =
        Common
            + "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 8000; PRAGMA journal_size_limit = "
                + "67108864; PRAGMA cache_size = -32768;";
    private const string ForReader = Common + "PRAGMA query_only = ON; PRAGMA cache_size = -4096;";

    private readonly string _file;
    private readonly string _connectionString;

    public SqliteEngine(string connectionString)
    {
        _ = SqliteLibrary.Version;
        var builder = new SqliteConnectionStringBuilder(connectionString) { Mode = SqliteOpenMode.ReadWrite, Pooling = false,
            DefaultTimeout = BusySeconds };
        builder.DataSource = _file = Path.GetFullPath(builder.DataSource);
        _connectionString = builder.ToString();
    }

    public override IReadOnlyList<string> Files => [_file, _file + "-wal", _file + "-shm", _file + "-journal"];

    public override string? Doubt => FileSystem.Of(_file) is { IsDoubtful: true } doubtful ? DoubtAbout(doubtful) : null;

    public override int KeptReaders => 16;

    public override Sql Clock { get; } = Sql.Of($"CAST(unixepoch('subsec') * 1000 AS integer)");

    public override string? Maintenance => "PRAGMA optimize";

    public override Catalog Catalog { get; } = new SqliteCatalog();

    public override IReadOnlyDictionary<string, string> Tokens { get; } = new Dictionary<string, string>
    {
        ["{identity}"] = "INTEGER PRIMARY KEY AUTOINCREMENT",
        ["{blob}"] = "BLOB",
        ["{clustered}"] = "WITHOUT ROWID",
    };

    public override Statements OpenWriter()
    {
        PrivateFiles.CreateFolder(Path.GetDirectoryName(_file)!);
        PrivateFiles.Create(_file);
        return new SqliteStatements(Open(ForWriter));
    }

    public override Statements OpenReader() => new SqliteStatements(Open(ForReader));

    public override SideStore SideStore(string name) => new SqliteSideStore(
        Path.Combine(Path.GetDirectoryName(_file)!, $"{Path.GetFileNameWithoutExtension(_file)}-{name}{Path.GetExtension(_file)}"));

    public override string? TrialObstacle(string folder)
    {
        var needed = Files.Where(File.Exists).Sum(file => new FileInfo(file).Length) * 2; // the file, and the log that it is written from
        PrivateFiles.CreateFolder(folder);
        var free = new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
        return free > needed ? null : $"{needed >> 20} MB are needed in {folder}, and {free >> 20} MB are free";
    }

    public override TrialPlace MakeTrialPlace(string folder)
    {
        var own = Path.Combine(Path.GetFullPath(folder), "restore-trial");
        if (Directory.Exists(own)) Directory.Delete(own, recursive: true);
        PrivateFiles.CreateFolder(own);
        return new(new SqliteEngine($"Data Source={Path.Combine(own, "trial.db")}"), () => Directory.Delete(own, recursive: true));
    }

    public override Statements OpenSnapshot()
    {
        if (!File.Exists(_file)) throw new BackupException($"There is no database at {_file}; {Setting} says where it is.");
        var reader = OpenReader();
        reader.Run("BEGIN");
        return reader;
    }

    public override StoreFault? FaultOf(Exception failure) => failure is not SqliteException sqlite ? null : sqlite.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => StoreFault.Full,
        raw.SQLITE_READONLY or raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN => StoreFault.NotWritable,
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => StoreFault.Busy,
        _ => null,
    };

    /// <summary>What is wrong with a connection string, each fault in one sentence.</summary>
    public static IEnumerable<string> Faults(string connectionString) => Faults(connectionString, FileSystem.Of);

    /// <param name="fileSystemOf">Says which file system a path is on.</param>
    /// <inheritdoc cref="Faults(string)"/>
    public static IEnumerable<string> Faults(string connectionString, Func<string, FileSystem?> fileSystemOf)
    {
        SqliteConnectionStringBuilder builder;
        try
        {
            builder = new(connectionString);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return [$"{Setting} cannot be read: {e.Message}"];
        }

        if (string.IsNullOrWhiteSpace(builder.DataSource)) return [$"{Setting} names no file; write Data Source= and a path."];
        if (builder.Mode is SqliteOpenMode.Memory or SqliteOpenMode.ReadOnly
            || builder.DataSource is ":memory:"
            || builder.DataSource.StartsWith("file:", StringComparison.Ordinal))
        {
            return [$"{Setting} must name a file that can be written; a database in memory forgets what people said."];
        }
        return fileSystemOf(builder.DataSource) is { IsRemote: true } remote ? [Refusal(builder.DataSource, remote)] : [];
    }

    private static string Refusal(string file, FileSystem remote) =>
        $"{Setting} names {file}, which lies on a network file system ({remote.Name}). There the locks and the shared memory "
        + "of SQLite do not hold, and the database would be damaged. "
        + $"Name a file on a disk of this machine, or keep everything in PostgreSQL ({StorageSettings.Section}:Engine).";

    private string DoubtAbout(FileSystem doubtful) =>
        $"{_file} lies on {doubtful.Name}, of which nobody knows whether it keeps what SQLite writes; a disk of this machine is safer. "
            + "No other machine may open this file.";

    // Otherwise a statement whose LIMIT is a parameter is compiled again whenever a value is bound to it, which costs ten times what it
    // does (sqlite.org/queryplanner-ng.html#qpstab).
    private static void KeepPlans(SqliteConnection connection) => raw.sqlite3_db_config(connection.Handle, StablePlans, 1, out _);

    private SqliteConnection Open(string pragmas)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            KeepPlans(connection);
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
