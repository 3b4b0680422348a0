using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Storage;
using Quartz;

namespace Improvement.Bot.Jobs;

/// <summary>Registers jobs.</summary>
internal static class JobServices
{
    private static readonly JobSchedule MaintenanceOfDatabase = new("maintenance of the database", TimeSpan.FromDays(1));
    private static readonly JobSchedule RetentionOfRuns = new("retention of runs", TimeSpan.FromDays(1));

    // Not at once: making Quartz ready costs half a second of the processor, which the bot needs to start.
    private static readonly JobSchedule CareOfScheduler = new("scheduler", TimeSpan.FromSeconds(5), First: TimeSpan.FromSeconds(2));

    /// <summary>Adds what jobs share, the scheduler, and the jobs of what lies below them.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services) => services
        .AddSingleton<JobCommit>()
        .AddSingleton<ScheduledRuns>()
        .AddSingleton<DueRowSweep>()
        .AddSingleton<SchedulerStore>()
        .AddSingleton(SchedulerOf)
        .AddPeriodicJob<Scheduler>(_ => CareOfScheduler, (scheduler, ct) => scheduler.Tend(ct), scheduler => scheduler.Stop())
        .AddPeriodicJob<ScheduledRuns>(_ => RetentionOfRuns, (runs, ct) => runs.Forget(ct))
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

    /// <summary>Runs a service of the scope once for each fire time of a schedule, in one instance of the bot.</summary>
    /// <param name="name">Of the job; never changed.</param>
    /// <param name="cron">When; null where the settings switch it off.</param>
    /// <param name="run">One run of it. Its effect in the database goes through <see cref="JobRun.Commit"/>.</param>
    /// <param name="usefulFor">How old a missed period may be to be caught up; null for any age.</param>
    public static IServiceCollection AddScheduledJob<T>(
        this IServiceCollection services, string name, Func<IServiceProvider, Cron?> cron, Func<T, JobRun, CancellationToken, Task> run,
        TimeSpan? usefulFor = null)
        where T : class => services.AddSingleton(provider =>
        new ScheduledJob(name, cron(provider), (scope, jobRun, ct) => run(scope.GetRequiredService<T>(), jobRun, ct))
        {
            UsefulFor = usefulFor,
        });

    /// <summary>Lets Quartz fire a service again and again; see <see cref="RecurringJob"/>.</summary>
    /// <param name="name">Of the job; never changed.</param>
    /// <param name="cron">When, with seconds.</param>
    /// <param name="run">One run of it, which finds out itself what is due.</param>
    public static IServiceCollection AddRecurringJob<T>(
        this IServiceCollection services, string name, string cron, Func<T, CancellationToken, Task> run)
        where T : class => services.AddSingleton(provider =>
        new RecurringJob(name, CronExpression.Parse(cron), ct => run(provider.GetRequiredService<T>(), ct)));

    private static Scheduler SchedulerOf(IServiceProvider provider)
    {
        var (database, sender) = (provider.GetRequiredService<Database>(), provider.GetRequiredService<OutboxSender>());
        return new(
            provider.GetRequiredService<SchedulerStore>(), () => database.IsShared || sender.HoldsSenderLease,
            provider.GetRequiredService<ScheduledRuns>(), provider.GetServices<RecurringJob>(), provider.GetRequiredService<DueRowSweep>(),
            provider.GetRequiredService<ILogger<Scheduler>>());
    }
}
