using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Improvement.Bot.Framework.Authentication;

/// <summary>
/// Authentication in both directions, as far as it is switched on: the check of what comes in, and the token for what goes out.
/// </summary>
public sealed class ChannelAuthentication : IHostedService, IDisposable
{
    private readonly HttpMessageHandler? _http;
    private readonly TrustedHosts? _hosts;
    private readonly BotToken? _token;

    /// <param name="trust">Whom the bot believes; null believes everybody, and gives no token to anybody.</param>
    /// <param name="http">Makes the lowest handler for fetching keys; it must follow no redirects.</param>
    public ChannelAuthentication(TrustOptions? trust, Func<HttpMessageHandler> http, TimeProvider time, ILoggerFactory logs)
    {
        if (trust is null) return;

        (_http, _hosts) = (http(), trust.ServiceHosts);
        _token = new(trust.Token, time, logs.CreateLogger<BotToken>());
        Keys = new(_http, trust, time, logs.CreateLogger<SigningKeys>());
        Check = new(trust, Keys, time, logs.CreateLogger<TokenCheck>());
    }

    /// <summary>What every request has to pass; null where everybody is believed.</summary>
    public TokenCheck? Check { get; }

    /// <summary>The keys of the channel; null where everybody is believed.</summary>
    public SigningKeys? Keys { get; }

    /// <summary>Puts the bot's token in front of a chain of handlers, where there is one.</summary>
    public HttpMessageHandler Outgoing(HttpMessageHandler chain) =>
        _token is null || _hosts is null ? chain : new BotTokenHandler(_token, _hosts) { InnerHandler = chain };

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Keys?.StartAsync(cancellationToken) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Keys?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        Keys?.Dispose();
        _http?.Dispose();
    }
}
