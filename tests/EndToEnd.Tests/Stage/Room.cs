using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Improvement.Bot.Development;
using Improvement.Bot.Tests.Channel;
using Microsoft.Playwright;
using Xunit;

namespace Improvement.Bot.Tests.EndToEnd.Stage;

/// <summary>
/// The tests of one room run one after the other: the chat page delivers every message to every browser that looks at it.
/// </summary>
[CollectionDefinition(Name)]
public sealed class OneRoom : ICollectionFixture<Room>
{
    /// <summary>The name of the collection.</summary>
    public const string Name = "one room";
}

/// <summary>
/// One chat page and one browser for all tests. Each test enters with a bot of its own on the port that the chat page knows: the real
/// application, with an empty data folder.
/// </summary>
public sealed class Room : IAsyncLifetime
{
    private static readonly string[] Switches =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost", // the page asks for fonts elsewhere
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("improvement-bot-room-").FullName;
    private readonly int _botPort = FreePort();
    private readonly int _pagePort = FreePort();
    private PlaygroundProcess? _page;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Enters with an empty bot and an open personal chat.</summary>
    /// <param name="look">How the chat is looked at.</param>
    /// <param name="onPostgres">Whether the bot keeps everything on PostgreSQL.</param>
    /// <param name="lead">The Entra object id of the lead of the team; the current user looks after the bot then. Null for the
    /// current user, who installed it.</param>
    /// <param name="test">The name of the test, for its files.</param>
    public async Task<Visit> Enter(
        Look look = Look.Light, bool onPostgres = false, string? lead = null, [CallerMemberName] string test = "")
    {
        var (bot, folder, settings) = NewBot(onPostgres, lead, test);
        try
        {
            await bot.Start();
            var chat = await Chat.Open(_browser!, new($"http://127.0.0.1:{_pagePort}"), look, test);
            using var client = new PlaygroundClient(_pagePort);
            await client.Install(PlaygroundTenant.Team, default); // after the page stands, which would lose the greeting otherwise
            return new(bot, chat, folder, settings);
        }
        catch
        {
            await bot.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens the page of every card, of an empty bot.</summary>
    public async Task<GalleryPage> EnterGallery()
    {
        var (bot, _, _) = NewBot(onPostgres: false, lead: null, "gallery");
        try
        {
            await bot.Start();
            return await GalleryPage.Open(_browser!, bot);
        }
        catch
        {
            await bot.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (Machine.Lacks is not null) return;
        await File.WriteAllTextAsync(Path.Combine(_folder, PlaygroundTenant.FileName), PlaygroundTenant.Configuration);
        _page = PlaygroundProcess.Start(new($"http://127.0.0.1:{_botPort}/api/messages"), _pagePort, _folder);
        using var client = new PlaygroundClient(_pagePort);
        for (var attempt = 0; !await client.IsThere(default); attempt++)
        {
            if (attempt > 240 || _page!.Ended.IsCompleted)
            {
                throw new InvalidOperationException($"The chat page did not start: {_page!.Complaint}");
            }
            await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System);
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Machine.Browser, Args = Switches, Timeout = 60_000 });
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.CloseAsync();
        _playwright?.Dispose();
        if (_page is not null) await _page.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private (BotProcess Bot, string Folder, Dictionary<string, string> Settings) NewBot(bool onPostgres, string? lead, string test)
    {
        var folder = Path.Combine(_folder, $"{test}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        var settings = new Dictionary<string, string>
        {
            ["DOTNET_TC_CallCounting"] = "0", // it lives for seconds, in which to optimise hot code costs more than it gives
            ["Playground:Enabled"] = "false",
            ["Playground:Folder"] = _folder, // the gallery's renderer is fetched once for all
            ["Bot:AllowUnauthenticated"] = "true",
            ["Attention:WorkingHours"] = "Mon-Sun 00:00-24:00", // whenever the tests run
            ["Attention:QuietHours"] = "",
            ["Storage:Engine"] = onPostgres ? "PostgreSql" : "Sqlite",
            ["Storage:ConnectionString"] = onPostgres
                ? PostgresServer.Shared.AddDatabase()
                : $"Data Source={Path.Combine(folder, "bot.db")}",
        };
        if (lead is not null)
        {
            settings["Roles:Administrators:0"] = PlaygroundTenant.CurrentUserObjectId;
            settings["Roles:Leads:0:Person"] = lead;
            settings["Roles:Leads:0:Team"] = PlaygroundTenant.TeamGroupId;
        }

        return (new BotProcess(new() { Port = _botPort, WorkingDirectory = folder, Settings = settings }), folder, settings);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
