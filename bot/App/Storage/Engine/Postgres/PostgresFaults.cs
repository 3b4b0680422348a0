using System.Net.Sockets;
using Improvement.Bot.Framework.Turns;
using Npgsql;

namespace Improvement.Bot.Storage.Engine.Postgres;

/// <summary>What the failures of the server and of the way to it mean, and what an operator can do about them.</summary>
internal static class PostgresFaults
{
    private static readonly string Setting = $"{StorageSettings.Section}:{nameof(StorageSettings.ConnectionString)}";

    /// <summary>Why nothing can be read or written; null for a failure that means something else.</summary>
    public static StoreFault? Of(Exception failure) => failure switch
    {
        PostgresException server => OfServer(server.SqlState),
        NpgsqlException { InnerException: IOException or SocketException or TimeoutException } or NpgsqlException { IsTransient: true }
            or SocketException => StoreFault.Unreachable,
        _ => null,
    };

    /// <summary>Whether others were in the way.</summary>
    public static bool IsLostRace(Exception failure) =>
        failure is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure };

    /// <summary>The sentence for a connection that cannot be had: the setting, the reason, what to do.</summary>
    public static StoreUnavailableException NotConnected(NpgsqlConnectionStringBuilder settings, Exception cause)
    {
        var server = $"The PostgreSQL server that {Setting} names ({settings.Host}:{settings.Port})";
        return new(Of(cause) ?? StoreFault.Unreachable, (cause as PostgresException)?.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                $"{server} refuses the user '{settings.Username}'. Check Username and Password there. It said: {cause.Message}",
            PostgresErrorCodes.InvalidCatalogName =>
                $"{server} has no database '{settings.Database}'. Create it, or name another one there.",
            _ =>
                $"{server} cannot be reached. Check Host and Port there, and that the server runs and lets this machine in. It failed "
                    + $"with: {cause.InnerException?.Message ?? cause.Message}",
        }, cause);
    }

    private static StoreFault? OfServer(string state) => state switch
    {
        PostgresErrorCodes.DiskFull => StoreFault.Full,
        PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.IoError => StoreFault.NotWritable,
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.OutOfMemory
            or PostgresErrorCodes.ConfigurationLimitExceeded => StoreFault.Busy,
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow =>
            StoreFault.Unreachable,
        ['0', '8', ..] => StoreFault.Unreachable,
        _ => null,
    };
}
