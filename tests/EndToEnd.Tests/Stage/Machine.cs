using System.ComponentModel;
using System.Diagnostics;
using Improvement.Bot.Development;
using Xunit;

namespace Improvement.Bot.Tests.EndToEnd.Stage;

/// <summary>A test that chats in a browser; skipped with the reason on a machine that cannot.</summary>
public sealed class ChatFactAttribute : FactAttribute
{
    /// <summary>A test that chats in a browser.</summary>
    public ChatFactAttribute() => (Skip, Timeout) = (Machine.Lacks, Machine.LongestTest);
}

/// <summary>
/// A story that is told on SQLite already, told once more with a bot on PostgreSQL where somebody asks for that; skipped with the reason
/// otherwise.
/// </summary>
public sealed class PostgresChatFactAttribute : FactAttribute
{
    private const string Variable = "CHAT_ON_POSTGRES";

    /// <summary>A test that chats in a browser with a bot on PostgreSQL.</summary>
    public PostgresChatFactAttribute() => (Skip, Timeout) = (
        Environment.GetEnvironmentVariable(Variable) is null
            ? $"each story is told once: {Variable}=1 dotnet test tests/EndToEnd.Tests tells this one on PostgreSQL as well"
            : Machine.Lacks ?? Channel.PostgresServer.Missing,
        Machine.LongestTest);
}

/// <summary>
/// A test that chats in a browser and tells real stories from beside the repository; skipped with the reason where either is missing.
/// </summary>
public sealed class RealStoryFactAttribute : FactAttribute
{
    /// <summary>A test that chats in a browser and tells real stories.</summary>
    public RealStoryFactAttribute() => (Skip, Timeout) = (Machine.Lacks ?? RealStories.Lacks, Machine.LongestTest);
}

/// <summary>What this machine has of the things a chat in a browser needs.</summary>
internal static class Machine
{
    /// <summary>Milliseconds after which a test fails instead of hanging: a browser may stop answering.</summary>
    public const int LongestTest = 540_000;

    private static readonly string[] Browsers =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", @"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ];

    private static readonly Lazy<string?> Missing = new(FindMissing);

    /// <summary>The browser's program; <c>null</c> when there is none. The environment may name it in <c>CHROMIUM</c>.</summary>
    public static string? Browser { get; } =
        Browsers.Prepend(Environment.GetEnvironmentVariable("CHROMIUM")).FirstOrDefault(File.Exists);

    /// <summary>The first thing that is missing, in words; <c>null</c> when nothing is.</summary>
    public static string? Lacks => Missing.Value;

    private static string? FindMissing()
    {
        if (Browser is null) return "needs Chromium (tests/run.sh --install installs it), which is not on this machine";
        if (Run("node", ["--version"]) is not { } node) return "needs Node.js, which is not on this machine";
        if (!int.TryParse(node.TrimStart('v').Split('.')[0], out var major) || major < PlaygroundProcess.OldestNode)
        {
            return $"needs Node.js {PlaygroundProcess.OldestNode} or newer; this is {node}";
        }
        return Run("npx", ["--yes", PlaygroundProcess.Package, "--version"]) is null
            ? $"needs {PlaygroundProcess.Package}, which npx cannot fetch"
            : null;
    }

    private static string? Run(string command, string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { UseShellExecute = false,
                RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var said = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(TimeSpan.FromMinutes(3))) process.Kill(entireProcessTree: true);
            return process is { HasExited: true, ExitCode: 0 } ? said.Result.Trim() : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
