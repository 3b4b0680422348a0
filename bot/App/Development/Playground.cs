using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Development;

/// <summary>
/// Starts the Microsoft 365 Agents Playground beside the bot, installs the bot in its team, says where to chat, and ends it with the bot.
/// Whatever is in the way is said once, and the bot keeps running.
/// </summary>
/// <remarks>
/// The installation of the personal chat is left to the page, which sends it whenever it is opened. A greeting that is sent before the page
/// stands is lost: the page drops early messages that arrive before it knows its conversations.
/// </remarks>
internal sealed class Playground(
    IOptions<PlaygroundOptions> options, IServer server, IHostApplicationLifetime lifetime, TimeProvider clock, TextWriter terminal)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250), Progress = TimeSpan.FromSeconds(10);
    private readonly PlaygroundOptions _options = options.Value;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Started(stoppingToken);
            if (BotAddress.From(server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []) is { } bot) await Run(bot, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The bot ends; so has the chat page.
        }
    }

    private async Task Run(Uri bot, CancellationToken stopping)
    {
        var endpoint = BotAddress.Messages(bot);
        if (Obstacle(bot) is { } obstacle)
        {
            await terminal.WriteLineAsync(obstacle);
            return;
        }

        await terminal.WriteLineAsync(File.Exists(Downloaded) ? PlaygroundTexts.Starting : PlaygroundTexts.StartingFirst);
        await using var page = PlaygroundProcess.Start(endpoint, _options.Port, Folder);
        if (page is null)
        {
            await terminal.WriteLineAsync(PlaygroundNotice.NodeMissing(bot));
            return;
        }

        using var client = new PlaygroundClient(_options.Port);
        if (!await Answers(client, page, stopping))
        {
            await terminal.WriteLineAsync(page.Ended.IsCompletedSuccessfully
                ? PlaygroundNotice.NotStarted(bot, await page.Ended, page.Complaint, endpoint, _options.Port)
                : PlaygroundNotice.Silent(bot, endpoint, _options.Port));
            return;
        }

        await File.WriteAllTextAsync(Downloaded, PlaygroundProcess.Package, stopping);
        await client.Install(PlaygroundTenant.Team, stopping);
        await terminal.WriteLineAsync(PlaygroundNotice.Ready(_options.Page));
        if (_options.OpenBrowser) Browser.Open(_options.Page);

        await page.Ended.WaitAsync(stopping);
        await terminal.WriteLineAsync(PlaygroundNotice.Gone(bot, endpoint, _options.Port));
    }

    private string Folder => Path.GetFullPath(_options.Folder);

    /// <summary>A file that is there once this version of the chat page has run on this machine.</summary>
    private string Downloaded => Path.Combine(Folder, $".ran-{PlaygroundProcess.Package.Split('@')[^1]}");

    /// <summary>What stands in the way before anything is started.</summary>
    private string? Obstacle(Uri bot)
    {
        try
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(Path.Combine(Folder, PlaygroundTenant.FileName), PlaygroundTenant.Configuration);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return PlaygroundNotice.NoFolder(bot, Folder);
        }

        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, _options.Port);
            probe.Start();
            return null;
        }
        catch (SocketException)
        {
            return PlaygroundNotice.PortTaken(bot, _options.Port);
        }
    }

    private async Task<bool> Answers(PlaygroundClient client, PlaygroundProcess page, CancellationToken stopping)
    {
        var (began, told) = (clock.GetTimestamp(), clock.GetTimestamp());
        while (clock.GetElapsedTime(began) < _options.Patience && !page.Ended.IsCompleted)
        {
            if (await client.IsThere(stopping)) return true;
            if (clock.GetElapsedTime(told) > Progress)
            {
                told = clock.GetTimestamp();
                await terminal.WriteLineAsync(Say(PlaygroundTexts.StillStarting, (int)clock.GetElapsedTime(began).TotalSeconds));
            }

            await Task.Delay(Pause, clock, stopping);
        }

        return false;
    }

    private async Task Started(CancellationToken stopping)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var listening = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stopping);
    }
}
