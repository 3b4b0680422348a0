using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Tests.Channel;

/// <summary>
/// A tenant of Microsoft Teams on this machine: people, teams and chats, the connector that a bot posts to, what people then see,
/// and everything that goes wrong between them. It knows no line of the bot and reads the protocol for itself.
/// </summary>
public sealed partial class FakeTeams : IAsyncDisposable
{
    private readonly FakeTeamsOptions _options;
    private readonly WebApplication _host;
    private readonly HttpClient _client;

    private FakeTeams(FakeTeamsOptions options)
    {
        _options = options;
        ServicePath = $"/amer/{options.TenantId}/";
        Activities = new(this);
        Tokens = new(this);
        TokenEndpoint = new(this);
        _client =
            new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false,
                MaxConnectionsPerServer = 512 }) { Timeout = Timeout.InfiniteTimeSpan };
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.Limits.MaxRequestBodySize = null;
            k.Listen(IPAddress.Loopback, options.Port);
        });
        builder.Services.AddRoutingCore();
        _host = builder.Build();
        _host.UseRouting();
        TokenEndpoint.Map(_host);
        ConnectorMap.Map(_host, this);
    }

    /// <summary>The tenant's id.</summary>
    public string TenantId => _options.TenantId;

    /// <summary>The app id of the bot.</summary>
    public string AppId => _options.AppId;

    /// <summary>The channel's id of the bot.</summary>
    public string BotId => "28:" + _options.AppId;

    /// <summary>The name of the bot.</summary>
    public string BotName => _options.BotName;

    /// <summary>The address that activities carry: with the tenant and a slash at the end.</summary>
    public string ServiceUrl => HasMoved ? ColdStartUrl : FirstServiceUrl;

    /// <summary>The address that activities carried before the connector moved.</summary>
    public string FirstServiceUrl => Address + ServicePath;

    /// <summary>Whether activities carry another address from now on; both answer.</summary>
    public bool HasMoved { get; set; }

    /// <summary>The address for sending without having been spoken to.</summary>
    public string ColdStartUrl => Address + "/teams/";

    /// <summary>Scheme, host and port of the fake.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Makes activities.</summary>
    public ActivityBuilder Activities { get; }

    /// <summary>Signs tokens of the channel: <c>teams.Authorize = _ => "Bearer " + teams.Tokens.SignToken()</c>.</summary>
    public TokenIssuer Tokens { get; }

    /// <summary>Gives tokens to the bot.</summary>
    public TokenEndpoint TokenEndpoint { get; }

    /// <summary>Every request of the bot to the connector.</summary>
    public RequestLog Received { get; } = new();

    /// <summary>What goes wrong.</summary>
    public FaultPlan Faults { get; } = new();

    /// <summary>How fast the bot may be.</summary>
    public RateLimits Limits { get; } = new();

    /// <summary>Whether targeted messages are answered with an id (201) or without (202); both have been seen.</summary>
    public bool TargetedMessagesHaveIds { get; set; } = true;

    /// <summary>Whether clients refresh cards by themselves.</summary>
    public bool Refreshes { get; set; } = true;

    /// <summary>The fake's own now: the clock and all that was passed by <see cref="PassTime"/>.</summary>
    public DateTimeOffset Now => Time.GetUtcNow() + _passed;

    internal TimeProvider Time => _options.Time;

    internal TimeProvider RealTime => TimeProvider.System;

    internal string ServicePath { get; }

    internal Lock Gate { get; } = new();

    /// <summary>Starts a tenant without people.</summary>
    public static async Task<FakeTeams> StartAsync(FakeTeamsOptions? options = null)
    {
        var teams = new FakeTeams(options ?? new());
        await teams._host.StartAsync();
        teams.Address = teams._host.Urls.First().TrimEnd('/');
        return teams;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Refreshes = false;
        await _host.DisposeAsync();
        _client.Dispose();
        Tokens.Dispose();
    }
}
