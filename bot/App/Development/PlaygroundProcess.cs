using System.ComponentModel;
using System.Diagnostics;

namespace Improvement.Bot.Development;

/// <summary>
/// The chat page as a child process that ends with this one in every case. npx starts a shell that starts Node.js, and only the first of
/// the three would hear a signal; so a guard of a few lines stands between: it starts npx in a process group of its own and ends the whole
/// group when its standard input ends, which happens when this process closes it, is killed, or crashes.
/// </summary>
internal sealed class PlaygroundProcess : IAsyncDisposable
{
    /// <summary>The package, in the version that was tried.</summary>
    public const string Package = "@microsoft/m365agentsplayground@0.2.28";

    /// <summary>The oldest Node.js that the package runs on.</summary>
    public const int OldestNode = 20;

    /// <summary>What the guard ends with when Node.js is too old, and when there is no npx.</summary>
    public const int NodeTooOld = 220, NpxMissing = 221;

    private const int LinesKept = 50, LinesTold = 4;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    private readonly Process _guard;
    private readonly Queue<string> _said = new();

    private PlaygroundProcess(Process guard)
    {
        _guard = guard;
        guard.OutputDataReceived += (_, line) => Hear(line.Data);
        guard.ErrorDataReceived += (_, line) => Hear(line.Data);
        guard.BeginOutputReadLine();
        guard.BeginErrorReadLine();
        Ended = EndAsync(guard);
    }

    /// <summary>Ends when the chat page has, with its exit code.</summary>
    public Task<int> Ended { get; }

    /// <summary>
    /// What it complained about: the first lines that npm marks as errors, which name the cause, else the last lines that it wrote.
    /// </summary>
    public string Complaint
    {
        get
        {
            string[] said;
            lock (_said) said = [.. _said];
            var errors = said.Where(line => line.StartsWith("npm error", StringComparison.Ordinal)).Take(LinesTold).ToArray();
            return string.Join(Environment.NewLine, errors is [] ? said.TakeLast(LinesTold) : errors);
        }
    }

    /// <summary>The command by which a person starts the same chat page by hand.</summary>
    /// <param name="endpoint">Where the bot takes messages.</param>
    /// <param name="port">The port of the chat page.</param>
    public static string Command(Uri endpoint, int port) => $"npx --yes {Package} {string.Join(' ', Arguments(endpoint, port))}";

    /// <summary>Starts the chat page; <c>null</c> when there is no Node.js.</summary>
    /// <param name="endpoint">Where the bot takes messages.</param>
    /// <param name="port">The port of the chat page.</param>
    /// <param name="folder">Its working directory, in which its configuration lies.</param>
    /// <param name="node">The command that starts Node.js.</param>
    public static PlaygroundProcess? Start(Uri endpoint, int port, string folder, string node = "node")
    {
        var start = new ProcessStartInfo(node, ["-e", Guard, "--", "--yes", Package, .. Arguments(endpoint, port)])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TEAMSAPPTESTER_BROWSER"] = "none";
        start.Environment["npm_config_prefer_offline"] = "true";
        start.Environment["npm_config_fetch_retry_mintimeout"] = "2000";
        start.Environment["npm_config_fetch_retry_maxtimeout"] = "5000";
        start.Environment["npm_config_update_notifier"] = "false";
        start.Environment["NO_PROXY"] = $"127.0.0.1,localhost,{Environment.GetEnvironmentVariable("NO_PROXY")}";
        try
        {
            return Process.Start(start) is { } guard ? new(guard) : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Ends the chat page and everything that it started.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _guard.StandardInput.Close();
            await Ended.WaitAsync(Grace, TimeProvider.System);
        }
        catch (Exception e) when (e is TimeoutException or IOException)
        {
            _guard.Kill(entireProcessTree: true);
        }

        _guard.Dispose();
    }

    private static IEnumerable<string> Arguments(Uri endpoint, int port) =>
        ["-e", endpoint.ToString(), "-c", "msteams", "-p", $"{port}", "--disable-telemetry"];

    private static async Task<int> EndAsync(Process guard)
    {
        await guard.WaitForExitAsync();
        return guard.ExitCode;
    }

    private void Hear(string? line)
    {
        if (string.IsNullOrWhiteSpace(line)) return;
        lock (_said)
        {
            _said.Enqueue(line);
            if (_said.Count > LinesKept) _said.Dequeue();
        }
    }

    // Ctrl+C reaches every process of the terminal; the guard leaves the end to the bot, which may still want to speak.
    private static readonly string Guard = $$"""
        var processes = require('child_process'), windows = process.platform === 'win32';
        if (parseInt(process.versions.node, 10) < {{OldestNode}}) { console.log(process.version); process.exit({{NodeTooOld}}); }
        var how = { detached: !windows, shell: windows, windowsHide: true, stdio: ['ignore', 'inherit', 'inherit'] };
        var page = processes.spawn('npx', process.argv.slice(1), how);
        function signal(name) {
          if (!page.pid) return;
          if (windows) processes.spawnSync('taskkill', ['/pid', page.pid, '/t', '/f']);
          else try { process.kill(-page.pid, name); } catch (gone) { }
        }
        function end() { signal('SIGTERM'); setTimeout(function () { signal('SIGKILL'); process.exit(0); }, 1000); }
        page.on('error', function () { process.exit({{NpxMissing}}); });
        page.on('exit', function (code) { signal('SIGKILL'); process.exit(code === null ? 1 : code); });
        process.on('SIGINT', function () { });
        process.on('SIGTERM', end);
        process.on('SIGHUP', end);
        process.stdin.on('end', end).on('error', end).resume();
        """;
}
