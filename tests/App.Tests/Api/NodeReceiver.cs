using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.Api;

/// <summary>Another system as a process of its own, which checks signatures with code that is not the bot's: <c>receiver.mjs</c>.</summary>
internal sealed class NodeReceiver : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Process _process;
    private readonly ConcurrentQueue<Told> _heard = [];
    private readonly Task _listening;

    /// <param name="slowness">How long it takes to answer.</param>
    public NodeReceiver(TimeSpan slowness)
    {
        _process =
            Process.Start(new ProcessStartInfo("node", [Script(), $"{slowness.TotalMilliseconds}"]) { RedirectStandardInput = true,
                RedirectStandardOutput = true, UseShellExecute = false })!;
        Url = $"http://127.0.0.1:{_process.StandardOutput.ReadLine()}/hook";
        _listening = Task.Run(Listen);
    }

    /// <summary>Where it listens.</summary>
    public string Url { get; }

    /// <summary>What it heard, in order.</summary>
    public IReadOnlyList<Told> Heard => [.. _heard];

    /// <summary>Gives it the secret that it was told.</summary>
    public void Trust(string secret) => _process.StandardInput.WriteLine(secret);

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _listening.Wait();
        _process.Dispose();
    }

    private async Task Listen()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } told) _heard.Enqueue(JsonSerializer.Deserialize<Told>(told, Json)!);
    }

    private static string Script([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "receiver.mjs");
}

/// <summary>One message as the receiver understood it.</summary>
/// <param name="Header">The id of its header.</param>
/// <param name="Id">The id in it.</param>
/// <param name="Type">What happened.</param>
/// <param name="Number">To which error.</param>
/// <param name="IsGood">Whether its signature and its time are.</param>
internal sealed record Told(string Header, string Id, string Type, long Number, bool IsGood);

/// <summary>A test that needs PostgreSQL and Node.js; skipped with the reason on a machine without them.</summary>
internal sealed class PostgresAndNodeFactAttribute : FactAttribute
{
    public PostgresAndNodeFactAttribute()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        Skip = PostgresServer.Missing
            ?? (folders.Any(folder => File.Exists(Path.Combine(folder, "node"))) ? null : "needs Node.js, which is not on this machine");
    }
}
