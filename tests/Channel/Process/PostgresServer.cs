using System.Diagnostics;

namespace Improvement.Bot.Tests.Channel;

/// <summary>
/// A PostgreSQL server of this test process's own, with a data folder that is thrown away: started with the first database that is asked
/// for, durable as a real one (fsync is on), reached through a socket in its folder, gone with this process however that ends.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private const string User = "bot";

    private static readonly Lazy<string?> Binaries = new(FindBinaries);
    private static readonly Lazy<PostgresServer> Started = new(() => new PostgresServer());

    private readonly string _folder = Directory.CreateTempSubdirectory("postgres-").FullName;
    private readonly System.Diagnostics.Process _keeper;
    private int _databases;

    /// <summary>Starts one more, for a test that ends it in between.</summary>
    public PostgresServer()
    {
        if (Environment.IsPrivilegedProcess) Run("chown", [Servant, _folder]);
        RunAsServant("initdb", "-D", Data, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C");
        File.WriteAllText(
            Path.Combine(_folder, "options"),
            $"-k {_folder} -c listen_addresses= -c max_connections=400 -c shared_buffers=64MB -c wal_level=logical");

        // The shell stops the server when its input ends, which it does with this process.
        _keeper =
            Start(AsServant("sh", "-c", $"cd {_folder}; '{Binary("pg_ctl")}' -D {Data} -l {_folder}/log -w -o \"$(cat options)\" start "
                + $">/dev/null && echo started; cat >/dev/null; '{Binary("pg_ctl")}' -D {Data} -m immediate stop >/dev/null; rm "
                + $"-rf {_folder}/*"));
        if (_keeper.StandardOutput.ReadLine() is not "started")
        {
            throw new InvalidOperationException($"PostgreSQL did not start: {File.ReadAllText(Path.Combine(_folder, "log"))}");
        }
    }

    /// <summary>The one of this process.</summary>
    public static PostgresServer Shared => Started.Value;

    /// <summary>Why there is none on this machine; null when there is.</summary>
    public static string? Missing => Binaries.Value is null ? "PostgreSQL is not installed (tests/run.sh --install)" : null;

    /// <summary>Ends it and removes its data.</summary>
    public void Dispose()
    {
        _keeper.StandardInput.Close();
        _keeper.WaitForExit();
        _keeper.Dispose();
    }

    /// <summary>Adds an empty database and gives its connection string.</summary>
    public string AddDatabase()
    {
        var name = $"test{Interlocked.Increment(ref _databases)}";
        Sql("postgres", $"CREATE DATABASE {name}");
        return $"Host={_folder};Username={User};Database={name}";
    }

    /// <summary>Where it listens.</summary>
    public string Socket => Path.Combine(_folder, ".s.PGSQL.5432");

    /// <summary>Removes a database, whoever is connected to it.</summary>
    public void Remove(string connectionString) =>
        Sql("postgres", $"DROP DATABASE {connectionString[(connectionString.LastIndexOf('=') + 1)..]} WITH (FORCE)");

    /// <summary>Runs one statement as the server's owner and gives its answer.</summary>
    public string Sql(string database, string statement) =>
        Run(Binary("psql"), ["-h", _folder, "-U", User, "-d", database, "-qtAc", statement]);

    /// <summary>Ends the server as a crash would, with all of its connections, and starts it again.</summary>
    public void Restart() =>
        RunAsServant(
            "pg_ctl", "-D", Data, "-l", $"{_folder}/log", "-m", "immediate", "-w", "-o", File.ReadAllText(Path.Combine(_folder, "options")),
            "restart");

    private static string Servant => "nobody";

    private string Data => Path.Combine(_folder, "data");

    private static string Binary(string name) => Path.Combine(Binaries.Value ?? throw new InvalidOperationException(Missing), name);

    private static string? FindBinaries()
    {
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql")
                .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
                .Select(folder => Path.Combine(folder, "bin"))
            : [];
        return installed.Concat(
            (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)).FirstOrDefault(folder =>
                File.Exists(Path.Combine(folder, "initdb")));
    }

    private static void RunAsServant(string binary, params string[] arguments)
    {
        var (file, all) = AsServant(Binary(binary), arguments);
        Run(file, all);
    }

    // The server refuses to be run by root.
    private static (string File, string[] Arguments) AsServant(string file, params string[] arguments) =>
        Environment.IsPrivilegedProcess ? ("runuser", ["-u", Servant, "--", file, .. arguments]) : (file, arguments);

    private static System.Diagnostics.Process Start((string File, string[] Arguments) command) => System.Diagnostics.Process.Start(
        new ProcessStartInfo(command.File, command.Arguments) { RedirectStandardInput = true, RedirectStandardOutput = true,
            RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = "/" })!;

    private static string Run(string file, string[] arguments)
    {
        using var process = Start((file, arguments));
        process.StandardInput.Close();
        var problems = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode is 0
            ? output.Trim()
            : throw new InvalidOperationException($"{file} {string.Join(' ', arguments)}: {problems.Result}");
    }
}
