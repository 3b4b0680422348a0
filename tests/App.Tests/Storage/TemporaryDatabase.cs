using Improvement.Bot.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Improvement.Bot.Tests.Storage;

/// <summary>A database in a folder of its own, gone at the end of the test.</summary>
internal sealed class TemporaryDatabase : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("improvement-bot-").FullName;

    public TemporaryDatabase(TimeProvider? clock = null)
    {
        Clock = clock ?? TimeProvider.System;
        Database = Open();
    }

    public TimeProvider Clock { get; }

    public string File => Path.Combine(_folder, "bot.db");

    public Database Database { get; private set; }

    /// <summary>Closes the database and opens it again, as a new process would.</summary>
    public void Reopen()
    {
        Database.Dispose();
        Database = Open();
    }

    public void Dispose()
    {
        Database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Database Open() => Database.Open(new StorageSettings { ConnectionString = $"Data Source={File}" }, Clock, NullLogger<Database>.Instance);
}
