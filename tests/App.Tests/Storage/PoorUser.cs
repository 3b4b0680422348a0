using Improvement.Bot.Storage;
using Improvement.Bot.Storage.Engine;
using Improvement.Bot.Tests.Operations;
using Npgsql;

namespace Improvement.Bot.Tests.Storage;

/// <summary>A user of a PostgreSQL database who may make tables in its schema, and no schema.</summary>
internal sealed class PoorUser : IDisposable
{
    private readonly TemporaryDatabase _place;

    public PoorUser(TemporaryDatabase place)
    {
        _place = place;
        Name = $"poor_{place.Settings.ConnectionString[(place.Settings.ConnectionString.LastIndexOf('=') + 1)..]}";
        place.Run($"CREATE ROLE {Name} LOGIN; GRANT USAGE, CREATE ON SCHEMA public TO {Name}; GRANT ALL ON ALL TABLES IN SCHEMA public "
            + $"TO {Name}");
        Settings = new() { Engine = place.Settings.Engine,
            ConnectionString = new NpgsqlConnectionStringBuilder(place.Settings.ConnectionString) { Username = Name }.ConnectionString };
    }

    public string Name { get; }

    public StorageSettings Settings { get; }

    public DatabaseEngine Engine => DatabaseEngine.Of(Settings);

    public void Dispose() => _place.Run($"DROP OWNED BY {Name} CASCADE; DROP ROLE {Name}");
}
