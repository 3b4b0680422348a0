using Improvement.Bot.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Improvement.Bot.Tests.Storage;

/// <summary>A database of one test, gone at its end.</summary>
internal sealed class TemporaryDatabase : IDisposable
{
    private readonly EmptyPlace _place;

    public TemporaryDatabase(TimeProvider? clock = null, StorageEngine engine = StorageEngine.Sqlite)
    {
        Clock = clock ?? TimeProvider.System;
        _place = new(engine);
        Database = Open();
    }

    public TimeProvider Clock { get; }

    /// <summary>The file, on SQLite.</summary>
    public string File => _place.File;

    public Database Database { get; private set; }

    /// <summary>One on PostgreSQL.</summary>
    public static TemporaryDatabase OnPostgres(TimeProvider? clock = null) => new(clock, StorageEngine.PostgreSql);

    /// <summary>Closes the database and opens it again, as a new process would.</summary>
    public void Reopen()
    {
        Database.Dispose();
        Database = Open();
    }

    /// <summary>Opens the same place once more, as another process would.</summary>
    public Database Open() => Database.Open(_place.Settings, Clock, NullLogger<Database>.Instance);

    public void Dispose()
    {
        Database.Dispose();
        _place.Remove();
    }
}
