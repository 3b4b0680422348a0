using Improvement.Bot.Framework.Authentication;
using Improvement.Bot.Framework.Connector;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Improvement.Bot.Framework.Hosting;

/// <summary>Registers the outbox sender with the host.</summary>
public static class OutboxHosting
{
    /// <summary>Adds the connector and the sender.</summary>
    /// <param name="options">Made once the settings are known.</param>
    public static IServiceCollection AddOutbox(this IServiceCollection services, Func<IServiceProvider, OutboxOptions> options)
    {
        services.TryAddSingleton(new ConnectorOptions());
        return services
            .AddSingleton(Connector)
            .AddSingleton<DirectMessages>()
            .AddSingleton(options)
            .AddSingleton(provider => new OutboxSender(
                provider.GetRequiredService<ConnectorClient>(),
                provider.GetRequiredService<IOutboxStore>(),
                name => provider.GetRequiredService<BotRoutes>().Views.GetValueOrDefault(name),
                provider.GetRequiredService<IServiceScopeFactory>(),
                provider.GetRequiredService<OutboxOptions>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<OutboxSender>>()))
            .AddHostedService(provider => provider.GetRequiredService<OutboxSender>());
    }

    private static ConnectorClient Connector(IServiceProvider services)
    {
        var options = services.GetRequiredService<ConnectorOptions>();
        var handler = services.GetRequiredService<ChannelAuthentication>().Outgoing(options.CreateHandler());
        return new(options.InFront?.Invoke(handler) ?? handler, options, services.GetRequiredService<TimeProvider>());
    }
}
