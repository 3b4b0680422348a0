using Improvement.Bot.Framework.Authentication;
using Improvement.Bot.Framework.Connector;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Improvement.Bot.Framework.Hosting;

/// <summary>Joins authentication to the host.</summary>
public static class AuthenticationHosting
{
    /// <summary>Says whom the bot believes. Without this it does not listen at all.</summary>
    /// <param name="trust">Made once the settings are known; null believes everybody who reaches the port.</param>
    public static IServiceCollection AddChannelAuthentication(this IServiceCollection services, Func<IServiceProvider, TrustOptions?> trust)
    {
        services.TryAddSingleton(new ConnectorOptions());
        return services
            .AddSingleton(provider => new ChannelAuthentication(
                trust(provider),
                provider.GetRequiredService<ConnectorOptions>().CreateHandler,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILoggerFactory>()))
            .AddHostedService(provider => provider.GetRequiredService<ChannelAuthentication>());
    }
}
