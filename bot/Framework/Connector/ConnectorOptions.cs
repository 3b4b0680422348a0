namespace Improvement.Bot.Framework.Connector;

/// <summary>How the channel is called.</summary>
public sealed record ConnectorOptions
{
    /// <summary>How long one call may take, from the first byte sent to the last byte read.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a connection may take to open.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection is used before its address is looked up again.</summary>
    public TimeSpan ConnectionLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Puts a handler in front of the chain that calls take, before the token is added; null for none. Meant for a stand-in of the
    /// connector that implements less of it.
    /// </summary>
    public Func<HttpMessageHandler, HttpMessageHandler>? InFront { get; init; }

    /// <summary>
    /// The lowest handler of the chain: no redirects (a token must not follow one), no cookies, no proxy, and none of the tracing headers
    /// that would cost more than the call. A handler that adds the token is put in front of it.
    /// </summary>
    public SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        ConnectTimeout = ConnectTimeout,
        PooledConnectionLifetime = ConnectionLifetime,
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
    };
}
