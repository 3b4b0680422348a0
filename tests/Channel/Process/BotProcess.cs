using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Improvement.Bot.Tests.Channel;

/// <summary>
/// The built bot as a process of its own: started, asked whether it lives, killed without a word, started again with the same data.
/// </summary>
public sealed class BotProcess : IAsyncDisposable
{
    private const int StopSignal = 19;

    private readonly BotProcessOptions _options;
    private readonly ConcurrentQueue<string> _output = [];
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(2) };
    private System.Diagnostics.Process? _process;

    /// <summary>Prepares a bot that is not running yet, with a free loopback port that it keeps.</summary>
    public BotProcess(BotProcessOptions options)
    {
        _options = options;
        Address = new($"http://127.0.0.1:{(options.Port == 0 ? FreePort() : options.Port)}");
    }

    /// <summary>Scheme, host and port.</summary>
    public Uri Address { get; }

    /// <summary>Where activities go.</summary>
    public Uri Endpoint => new(Address, "/api/messages");

    /// <summary>Everything the process has written since the first start, both streams, a line each.</summary>
    public IReadOnlyCollection<string> Output => _output;

    /// <summary>The process id; 0 when it does not run.</summary>
    public int Id => IsRunning ? _process!.Id : 0;

    /// <summary>Whether it runs.</summary>
    public bool IsRunning => _process is { HasExited: false };

    /// <summary>The exit code of the last run, when that has ended.</summary>
    public int? ExitCode => _process is { HasExited: true } ended ? ended.ExitCode : null;

    /// <summary>Resident memory in bytes.</summary>
    public long ResidentMemory
    {
        get
        {
            _process?.Refresh();
            return IsRunning ? _process!.WorkingSet64 : 0;
        }
    }

    /// <summary>Starts it and waits until <c>/health/live</c> answers 200.</summary>
    /// <returns>How long that took.</returns>
    /// <exception cref="InvalidOperationException">It ended instead, or did not answer in time; the text holds what it wrote.</exception>
    public async Task<TimeSpan> Start(TimeSpan? within = null)
    {
        var watch = Stopwatch.StartNew();
        _process = System.Diagnostics.Process.Start(Command()) ?? throw new InvalidOperationException("The process did not start.");
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        while (!await Lives())
        {
            if (!IsRunning || watch.Elapsed > (within ?? TimeSpan.FromSeconds(60)))
            {
                var how = IsRunning ? $"does not answer after {watch.Elapsed}" : $"ended with code {_process.ExitCode}";
                await Kill();
                throw new InvalidOperationException($"The bot {how}. It wrote:\n{string.Join('\n', _output.TakeLast(60))}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        return watch.Elapsed;
    }

    /// <summary>Kills it as a power cut would (SIGKILL), with its children.</summary>
    public async Task Kill()
    {
        if (_process is { HasExited: false } running)
        {
            running.Kill(entireProcessTree: true);
            await running.WaitForExitAsync();
        }
    }

    /// <summary>
    /// Halts it where it stands (SIGSTOP), as the first half of a kill that has to know what the process was connected to.
    /// </summary>
    /// <returns>Its own ports of the TCP connections that were open; they tell its requests from those of other processes.</returns>
    public IReadOnlySet<int> Freeze()
    {
        // At once: another process that sends the signal takes so long that what was under way is over.
        _ = SendSignal(Id, StopSignal);
        return OpenConnections.Of(Id);
    }

    /// <summary>Asks it to end (SIGTERM) and kills it when it does not.</summary>
    /// <returns>Whether it ended by itself.</returns>
    public async Task<bool> Stop(TimeSpan? within = null)
    {
        if (_process is not { HasExited: false } running)
        {
            return true;
        }

        using var kill = System.Diagnostics.Process.Start("kill", ["-TERM", running.Id.ToString()]);
        await running.WaitForExitAsync()
            .WaitAsync(within ?? TimeSpan.FromSeconds(20), TimeProvider.System)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var ended = running.HasExited;
        await Kill();
        return ended;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Kill();
        _process?.Dispose();
        _client.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);

    private ProcessStartInfo Command()
    {
        var dll = _options.Assembly ?? BuiltBot.Path;
        string[] bound = _options.Processors is { } some ? ["taskset", "-c", some] : [];
        string[] command = [.. bound, "dotnet", dll, .. _options.Arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = _options.WorkingDirectory ?? Path.GetDirectoryName(dll)!,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["DOTNET_ENVIRONMENT"] = start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Urls"] = Address.ToString().TrimEnd('/');
        foreach (var (name, value) in _options.Settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return start;
    }

    private async Task<bool> Lives()
    {
        try
        {
            using var answer = await _client.GetAsync(new Uri(Address, "/health/live"));
            return answer.StatusCode is HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private void Note(string? line)
    {
        if (line is not null)
        {
            _output.Enqueue(line);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
