using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using FluentAssertions;
using Improvement.Bot.Development;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.EndToEnd.Stage;

namespace Improvement.Bot.Tests.EndToEnd;

/// <summary>The bot and its chat page as one program.</summary>
public sealed class OneCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [ChatFact]
    public async Task The_chat_page_starts_with_the_bot_and_ends_with_it_even_when_it_is_killed()
    {
        var port = FreePort();
        var folder = Directory.CreateTempSubdirectory("improvement-bot-command-").FullName;
        await using var bot = new BotProcess(new()
        {
            WorkingDirectory = folder,
            Settings = new Dictionary<string, string>
            {
                ["Bot:AllowUnauthenticated"] = "true",
                ["Playground:Enabled"] = "true",
                ["Playground:Port"] = $"{port}",
            },
        });
        await bot.Start();
        await Until(
            () => Task.FromResult(bot.Output.Any(line => line.Contains($"http://localhost:{port}", StringComparison.Ordinal))),
            "the block that says where to chat");
        using var page = new PlaygroundClient(port);
        (await page.IsThere(default)).Should().BeTrue();
        File.Exists(Path.Combine(folder, "data", "playground", PlaygroundTenant.FileName)).Should().BeTrue();

        using (var itself = Process.GetProcessById(bot.Id)) itself.Kill(); // SIGKILL, and to the bot alone

        await Until(async () => !await page.IsThere(default), "the chat page to end");
    }

    private static async Task Until(Func<Task<bool>> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > Patience) throw new TimeoutException($"Waited {Patience.TotalSeconds} s for {what}.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
