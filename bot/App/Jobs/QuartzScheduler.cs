using Improvement.Bot.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Improvement.Bot.Jobs;

/// <summary>Quartz over its store: one trigger for each schedule and each recurring job, and one a minute for the sweep.</summary>
internal sealed class QuartzScheduler : IAsyncDisposable
{
    private const int AtOnce = 10;
    private const string EveryMinute = "0 * * * * ?";

    private static readonly TriggerKey SweepTrigger = new("sweep");
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly StandaloneSchedulerFactory _factory;
    private readonly IScheduler _quartz;

    private QuartzScheduler(StandaloneSchedulerFactory factory, IScheduler quartz) => (_factory, _quartz) = (factory, quartz);

    /// <summary>The name of the sweep among the jobs.</summary>
    public const string Sweep = "sweep";

    /// <summary>
    /// Starts it over a store, whose tables are made where they are missing; over the memory of this process where there is none.
    /// </summary>
    /// <param name="run">Runs a job by its name.</param>
    /// <param name="isClustered">Whether other instances use the same store.</param>
    public static async Task<QuartzScheduler> Start(
        SideStore? store, bool isClustered, TimeProvider clock, ILoggerFactory log,
        IEnumerable<(Schedule Row, Cron Cron)> schedules, IEnumerable<RecurringJob> recurring,
        Func<string, DateTimeOffset, CancellationToken, Task> run, CancellationToken ct)
    {
        var factory = QuartzSchedulerBuilder.Create(quartz =>
        {
            quartz.Services.AddSingleton(log);
            quartz.ConfigureScheduler(options => Name(options, isClustered && store is not null));
            quartz.UseTimeProvider(clock);
            quartz.UseJobFactory(new QuartzJob.Factory(run));
            quartz.UseDefaultThreadPool(AtOnce);
            if (store is null) quartz.UseInMemoryStore();
            else quartz.UsePersistentStore(tables => Reach(tables, store, isClustered));
        }).Build();
        try
        {
            var scheduler = new QuartzScheduler(factory, await factory.GetScheduler(ct));
            await scheduler.Schedule(schedules, recurring, ct);
            await scheduler._quartz.Start(ct);
            return scheduler;
        }
        catch
        {
            await Bounded(factory.DisposeAsync().AsTask());
            throw;
        }
    }

    /// <summary>What is wrong with what it has stored, in half a sentence; null when it goes on as it should.</summary>
    public async Task<string?> Fault(CancellationToken ct)
    {
        var now = _quartz.TimeProvider.GetUtcNow();
        return (await _quartz.GetTrigger(SweepTrigger, ct))?.NextFireTimeUtc switch
        {
            null => "its triggers are gone",
            { } next when next > now + Tolerance => "its triggers wait for a time that is far ahead, as the clock went back",
            { } next when next < now - Tolerance => "its triggers are late",
            _ => null,
        };
    }

    /// <summary>Runs a job soon, unless that is wanted already.</summary>
    public async Task RunSoon(string job, CancellationToken ct) => await _quartz.ScheduleTrigger(
        TriggerBuilder.Create(_quartz.TimeProvider).WithIdentity($"soon: {job}").ForJob(job).StartNow().Build(), TriggerConflict.Keep, ct);

    /// <summary>Ends it, and waits for what it runs, but not for long: a store that is gone may not answer.</summary>
    public async ValueTask DisposeAsync()
    {
        await Bounded(_quartz.Shutdown(waitForJobsToComplete: true).AsTask());
        await Bounded(_factory.DisposeAsync().AsTask());
    }

    private static void Name(QuartzSchedulerOptions options, bool isClustered)
    {
        options.InstanceName = "Improvement Bot";
        if (isClustered) options.GenerateInstanceId = true;
    }

    private static void Reach(IPersistentStoreBuilder tables, SideStore store, bool isClustered)
    {
        if (isClustered) tables.UsePostgres(store.Driver, store.ConnectionString).UseClustering();
        else tables.UseSqlite(store.Driver, store.ConnectionString);
        tables.UseSystemTextJsonSerializer();
        tables.ProvisionSchema();
    }

    // The triggers of schedules are stored anew, so that they are those of the bot's own table and of the present clock.
    private async Task Schedule(
        IEnumerable<(Schedule Row, Cron Cron)> schedules, IEnumerable<RecurringJob> recurring, CancellationToken ct)
    {
        var jobs = new Dictionary<IJobDetail, IReadOnlyCollection<ITrigger>>
        {
            [JobOf(Sweep)] = [Trigger(SweepTrigger.Name, Cron(CronExpression.Parse(EveryMinute), CronTriggerMisfireInstruction.DoNothing))],
        };
        foreach (var (row, cron) in schedules)
        {
            jobs[JobOf(row.Job)] = [Trigger(row.Job, Cron(cron.Expression, CronTriggerMisfireInstruction.FireAndProceed))];
        }

        foreach (var job in recurring)
        {
            jobs[JobOf(job.Name)] = [Trigger(job.Name, Cron(job.Cron, CronTriggerMisfireInstruction.DoNothing))];
        }

        await _quartz.ScheduleJobs(jobs, ScheduleJobOptions.Replacing, ct);
    }

    private static IJobDetail JobOf(string name) => JobBuilder.Create<QuartzJob>().WithIdentity(name).StoreDurably().Build();

    private static CronScheduleBuilder Cron(CronExpression expression, CronTriggerMisfireInstruction misfire) =>
        CronScheduleBuilder.Create(expression).WithMisfireInstruction(misfire);

    private ITrigger Trigger(string name, IScheduleBuilder schedule) =>
        TriggerBuilder.Create(_quartz.TimeProvider).WithIdentity(name).WithSchedule(schedule).Build();

    private static async Task Bounded(Task ending)
    {
        await Task.WhenAny(ending, Task.Delay(Patience, TimeProvider.System));
        _ = ending.ContinueWith(
            over => over.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }
}
