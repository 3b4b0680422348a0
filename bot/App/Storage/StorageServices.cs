using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage.Turns;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Storage;

/// <summary>Registers where everything is kept.</summary>
internal static class StorageServices
{
    /// <summary>Adds the database, the sessions of scopes and the stores of turns and outbox; the settings are checked at start.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSettings<StorageSettings>(configuration);
        services.AddSingleton(provider => Database.Open(
            provider.GetRequiredService<IOptions<StorageSettings>>().Value, provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<Database>>()));
        services.AddSingleton<DatabaseHealth>();
        services.AddScoped<Session>();
        services.AddSingleton<TurnStore>();
        services.AddSingleton<ITurnStore>(provider => provider.GetRequiredService<TurnStore>());
        services.AddOutboxStorage();
        services.AddSingleton<DatabaseMaintenance>();
        return services;
    }

    /// <summary>Adds where the outbox is kept.</summary>
    public static IServiceCollection AddOutboxStorage(this IServiceCollection services) => services
        .AddSingleton<ConversationCache>()
        .AddSingleton<OutOfReach>()
        .AddSingleton<SettingAside>()
        .AddSingleton<IOutboxStore, OutboxStore>();
}
