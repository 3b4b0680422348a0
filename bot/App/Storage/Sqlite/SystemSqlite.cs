using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Improvement.Bot.Storage.Sqlite;

/// <summary>Binds to the SQLite of the operating system, so that its security fixes are the system's.</summary>
internal static class SystemSqlite
{
    // RETURNING came with 3.35.
    private const int OldestVersion = 3_035_000;

    private const int ConfigureMemoryStatistics = 9;

    private static readonly Lazy<string?> Bound = new(Bind);

    /// <summary>Why SQLite cannot be used, in one sentence that says what to do; null when it can.</summary>
    public static string? Fault => Bound.Value;

    private static string? Bind()
    {
        if (Load() == IntPtr.Zero) return $"The SQLite library of the operating system ({Names[0]}) was not found; {Advice}.";

        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) => name == "e_sqlite3" ? Load() : IntPtr.Zero);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        raw.sqlite3_config(ConfigureMemoryStatistics, 0); // nobody reads them, and each allocation would take a lock for them
        return raw.sqlite3_libversion_number() >= OldestVersion
            ? null
            : $"The SQLite library of the operating system is version {raw.sqlite3_libversion().utf8_to_string()}; 3.35 or newer is needed; {Advice}.";
    }

    private static IntPtr Load()
    {
        foreach (var name in Names)
        {
            if (NativeLibrary.TryLoad(name, Assembly.GetExecutingAssembly(), DllImportSearchPath.SafeDirectories, out var handle)) return handle;
        }

        return IntPtr.Zero;
    }

    private static string[] Names =>
        OperatingSystem.IsWindows() ? ["winsqlite3"] :
        OperatingSystem.IsMacOS() ? ["libsqlite3.dylib", "/usr/lib/libsqlite3.dylib"] :
        ["libsqlite3.so.0", "libsqlite3.so"];

    private static string Advice =>
        OperatingSystem.IsWindows() ? "it is part of Windows 10 and newer" :
        OperatingSystem.IsMacOS() ? "it is part of macOS" :
        "install it, on Debian and Ubuntu with: apt-get install libsqlite3-0";
}
