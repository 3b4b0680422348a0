using System.Runtime.CompilerServices;
using Improvement.Bot.Jobs;

namespace Improvement.Bot.Graph;

/// <summary>Registers the directory.</summary>
internal static class DirectoryServices
{
    /// <summary>
    /// Adds the directory as far as the settings switch it on, which are checked at start. Without it everything works, and nothing of the
    /// library of Graph is loaded.
    /// </summary>
    /// <param name="access">How it is reached.</param>
    public static IServiceCollection AddDirectory(
        this IServiceCollection services, IConfiguration configuration, Func<IServiceProvider, DirectoryAccess> access)
    {
        services
            .AddSettings<DirectorySettings>(configuration)
            .AddSingleton(access)
            .AddSingleton<DirectoryHealth>()
            .AddScoped<AutomaticReplies>()
            .AddSingleton<WaitingAsks>()
            .AddPeriodicJob<WaitingAsks>(provider => provider.GetRequiredService<WaitingAsks>().Schedule, (asks, ct) => asks.Run(ct));
        var (owners, replies) = (IsOn(configuration, nameof(DirectorySettings.Enabled)),
            IsOn(configuration, nameof(DirectorySettings.AutomaticReplies)));
        if (owners || replies) AddGraph(services);
        if (owners)
        {
            services.AddSingleton<GroupReader>().AddPeriodicJob<GroupReader>(_ => GroupReader.Schedule, (job, ct) => job.ReadDue(ct));
        }
        if (!owners || !replies)
        {
            services.AddSingleton<DirectoryLeftovers>()
                .AddPeriodicJob<DirectoryLeftovers>(_ => DirectoryLeftovers.Schedule, (leftovers, ct) => leftovers.Forget(ct));
        }

        return services;
    }

    // In a method of its own, because running a method loads the libraries of the types that it names.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddGraph(IServiceCollection services) => services
        .AddSingleton<GraphDirectory>()
        .AddSingleton(provider => provider.GetRequiredService<GraphDirectory>().Client);

    private static bool IsOn(IConfiguration configuration, string key) =>
        bool.TryParse(configuration[$"{DirectorySettings.Section}:{key}"], out var isOn) && isOn;
}
