using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.Operations;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

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

    /// <summary>Where it is.</summary>
    public StorageSettings Settings => _place.Settings;

    /// <summary>One on PostgreSQL.</summary>
    public static TemporaryDatabase OnPostgres(TimeProvider? clock = null) => new(clock, StorageEngine.PostgreSql);

    /// <summary>Closes the database and opens it again, as a new process would.</summary>
    public void Reopen()
    {
        Database.Dispose();
        Database = Open();
    }

    /// <summary>Runs statements beside the bot, as an administrator of the server.</summary>
    public void Run(string sql)
    {
        using var writer = Database.Engine.OpenWriter();
        writer.Run(sql);
    }

    /// <summary>Opens the same place once more, as another process would.</summary>
    public Database Open() => Database.Open(_place.Settings, Clock, NullLogger<Database>.Instance);

    /// <summary>Opens it as a process does whose way to the server leads through another one.</summary>
    public Database OpenThrough(LoopbackRelay way) => Database.Open(Through(_place.Settings, way), Clock, NullLogger<Database>.Instance);

    /// <summary>The same place by another way.</summary>
    public static StorageSettings Through(StorageSettings place, LoopbackRelay way) =>
        new() { Engine = place.Engine, ConnectionString = new NpgsqlConnectionStringBuilder(place.ConnectionString) { Host = "127.0.0.1",
            Port = way.Port }.ConnectionString };

    public void Dispose()
    {
        Database.Dispose();
        _place.Remove();
    }
}
