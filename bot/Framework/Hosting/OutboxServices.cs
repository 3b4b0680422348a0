using Improvement.Bot.Framework.Connector;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Framework.Hosting;

/// <summary>Joins the connector and the outbox to the host.</summary>
public static class OutboxServices
{
    /// <summary>Adds the client of the channel and the sender, which needs an <see cref="IOutboxStore"/> and <see cref="BotRoutes"/>. A handler in front of the network (for a token) may be registered as <see cref="HttpMessageHandler"/>.</summary>
    public static IServiceCollection AddOutbox(this IServiceCollection services, ConnectorOptions? connector = null)
    {
        var settings = connector ?? new();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<HttpMessageHandler>(_ => settings.CreateHandler());
        return services
            .AddSingleton(provider => new ConnectorClient(provider.GetRequiredService<HttpMessageHandler>(), settings, provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(CreateSender)
            .AddHostedService(provider => provider.GetRequiredService<OutboxSender>());
    }

    private static OutboxSender CreateSender(IServiceProvider provider)
    {
        var views = provider.GetRequiredService<BotRoutes>().Views;
        return new(
            provider.GetRequiredService<ConnectorClient>(),
            provider.GetRequiredService<IOutboxStore>(),
            name => views.GetValueOrDefault(name),
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<IOptions<OutboxOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<OutboxSender>>());
    }
}
