using System.Runtime.InteropServices;
using SQLitePCL;

namespace Improvement.Bot.Storage.Engine.Sqlite;

/// <summary>
/// The SQLite library that comes with the bot, so that its version is known: systems still ship versions before 3.51.3, which may corrupt a
/// WAL database (sqlite.org/wal.html).
/// </summary>
internal static class SqliteLibrary
{
    private const int ConfigureMemoryStatistics = 9;

    private static readonly Lazy<string> Loaded = new(Load);

    /// <summary>Its version, such as <c>3.53.4</c>; loads it when it is not loaded yet, which comes before the first connection.</summary>
    /// <exception cref="InvalidOperationException">It does not lie beside the bot; the message says what to do.</exception>
    public static string Version => Loaded.Value;

    private static string Load()
    {
        try
        {
            Batteries_V2.Init();
            raw.sqlite3_config(ConfigureMemoryStatistics, 0); // nobody reads them, and each allocation would take a lock for them
            return raw.sqlite3_libversion().utf8_to_string();
        }
        catch (DllNotFoundException e)
        {
            var here = RuntimeInformation.RuntimeIdentifier;
            throw new InvalidOperationException(
                $"SQLite was not published for this machine ({here}); publish the bot with: dotnet publish bot/App -c Release -r {here}",
                e);
        }
    }
}
