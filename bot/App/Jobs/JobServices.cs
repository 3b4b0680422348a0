using Improvement.Bot.Storage;

namespace Improvement.Bot.Jobs;

/// <summary>Registers jobs.</summary>
internal static class JobServices
{
    private static readonly JobSchedule MaintenanceOfDatabase = new("maintenance of the database", TimeSpan.FromDays(1));

    /// <summary>Adds what jobs share, and the jobs of what lies below them.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services) => services
        .AddSingleton<JobCommit>()
        .AddPeriodicJob<DatabaseMaintenance>(_ => MaintenanceOfDatabase, (maintenance, ct) => maintenance.Maintain(ct));

    /// <summary>Runs a service again and again.</summary>
    /// <param name="schedule">How often.</param>
    /// <param name="run">One run of it.</param>
    /// <param name="stop">What it does when the bot ends, after its last run; null for nothing.</param>
    public static IServiceCollection AddPeriodicJob<T>(
        this IServiceCollection services, Func<IServiceProvider, JobSchedule> schedule, Func<T, CancellationToken, Task> run,
        Func<T, Task>? stop = null)
        where T : class => services.AddSingleton<IHostedService>(provider =>
    {
        var job = provider.GetRequiredService<T>();
        return new PeriodicJob(
            schedule(provider), ct => run(job, ct), () => stop?.Invoke(job) ?? Task.CompletedTask,
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<PeriodicJob>>());
    });
}
