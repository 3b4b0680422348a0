using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Improvement.Bot.Framework.Authentication;
using Improvement.Bot.Framework.Hosting;
using Improvement.Bot.Framework.Testing;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Tests.Channel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Improvement.Bot.Framework.Tests.Authentication;

/// <summary>A bot that believes the channel alone, over real connections, with a clock that the test moves.</summary>
internal sealed class GuardedBot : IAsyncDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false });
    private readonly WebApplication _app;
    private readonly Lines _log = new();

    private GuardedBot(FakeTeams teams, FakeTime time)
    {
        (Teams, Time, Ann) = (teams, time, teams.AddPerson("Ann Example"));
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(_log);
        builder.Services.AddSingleton<TimeProvider>(time).AddSingleton<MemoryTurnStore>()
            .AddSingleton<ITurnStore>(provider => provider.GetRequiredService<MemoryTurnStore>());
        builder.Services.AddChannelAuthentication(_ => new()
        {
            AppId = teams.AppId.ToUpperInvariant(),
            Issuers = [TokenIssuer.Issuer],
            Metadata = new(teams.Tokens.MetadataUrl),
            Tenants = [teams.TenantId],
            ServiceHosts = new(["127.0.0.1"], allowLoopback: true),
            Token = _ => throw new NotSupportedException(),
        });
        builder.Services.AddBotFramework(routes => routes.NotUnderstood((_, _) =>
        {
            Interlocked.Increment(ref _turns);
            return default;
        }));
        _app = builder.Build();
        _app.MapBotFramework();
    }

    private int _turns;

    public FakeTeams Teams { get; }

    public FakeTime Time { get; }

    public Person Ann { get; }

    /// <summary>How many messages have become turns.</summary>
    public int Turns => _turns;

    /// <summary>Everything that was logged.</summary>
    public IReadOnlyCollection<string> Log => _log.All;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    public SigningKeys Keys => _app.Services.GetRequiredService<ChannelAuthentication>().Keys!;

    /// <param name="furnish">Makes the channel ready before the bot starts.</param>
    public static async Task<GuardedBot> Start(Action<FakeTeams>? furnish = null)
    {
        var time = new FakeTime();
        var teams = await FakeTeams.StartAsync(new() { Time = time });
        furnish?.Invoke(teams);
        var bot = new GuardedBot(teams, time);
        await bot._app.StartAsync();
        bot.Address = new(bot._app.Urls.Single());
        await Until(() => bot.Keys.Count > 0);
        return bot;
    }

    /// <summary>Waits, generously.</summary>
    public static async Task Until(Func<bool> condition)
    {
        for (var i = 0; i < 6000 && !condition(); i++) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
    }

    /// <summary>A message of somebody, changed before it is sent.</summary>
    public JsonObject Message(Action<JsonObject>? change = null)
    {
        var message = Teams.Activities.Message(Ann, Ann.PersonalChat, "hello");
        change?.Invoke(message);
        return message;
    }

    /// <summary>Sends a message of somebody with a header, a good one unless said otherwise.</summary>
    public Task<HttpResponseMessage> Send(string? authorization, JsonObject? activity = null) =>
        Post(authorization, new StringContent((activity ?? Message()).ToJsonString(), Encoding.UTF8, "application/json"));

    public Task<HttpResponseMessage> SendGood(JsonObject? activity = null) => Send("Bearer " + Teams.Tokens.SignToken(), activity);

    public Task<HttpResponseMessage> Post(string? authorization, HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, "/api/messages")) { Content = content };
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return _client.SendAsync(request, HttpCompletionOption.ResponseContentRead);
    }

    /// <summary>Status and everything that the sender is told beside it.</summary>
    public static async Task<(HttpStatusCode Status, string Told)> Answer(Task<HttpResponseMessage> sending)
    {
        using var answer = await sending;
        var headers = answer.Headers.Where(header => header.Key is not "Date" and not "Server").Select(header => header.ToString());
        return (answer.StatusCode, string.Concat(headers) + await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Teams.DisposeAsync();
        _client.Dispose();
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = [];

        public IReadOnlyCollection<string> All => _lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => _lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
