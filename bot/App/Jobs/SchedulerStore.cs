using System.Reflection;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Improvement.Bot.Jobs;

/// <summary>
/// The store of Quartz: a file or a schema beside the database, made from the table of schedules; anew where it is missing, older or
/// refused.
/// </summary>
internal sealed partial class SchedulerStore(
    Database database, ScheduledRuns runs, IEnumerable<RecurringJob> recurring, Clock clock, ILoggerFactory logs,
    ILogger<SchedulerStore> log)
{
    private const string Name = "schedule";

    // The tables of Quartz change with its version; they are made anew rather than changed.
    private static readonly int Version =
        VersionOf(typeof(IScheduler).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()!.Version);

    private string? _doubt;

    /// <summary>What an operator should put right although all is fired on time, in half a sentence; null for nothing.</summary>
    public string? Doubt => Volatile.Read(ref _doubt);

    /// <summary>Starts Quartz over its store; in memory where the database allows none.</summary>
    public async Task<QuartzScheduler> Start(Func<string, DateTimeOffset, CancellationToken, Task> run, CancellationToken ct)
    {
        var schedules = await runs.Store(ct);
        var store = database.SideStore(Name);
        if (store.Obstacle is { } obstacle)
        {
            // Each instance then fires for itself; that a period is run once, the bot's own tables see to.
            if (_doubt is null) InMemory(obstacle);
            Volatile.Write(ref _doubt, obstacle);
            return await Over(null);
        }

        Volatile.Write(ref _doubt, null);
        using var alone = await Task.Run(store.Lock, ct);
        if (store.MadeBy() < Version) store.Recreate(Version);
        try
        {
            return await Over(store);
        }
        catch (SchedulerException refusal)
        {
            Refused(store.Name, refusal);
            store.Recreate(Version);
            return await Over(store);
        }

        Task<QuartzScheduler> Over(SideStore? place) =>
            QuartzScheduler.Start(place, database.IsShared, new ClockTime(clock), logs, schedules, recurring, run, ct);
    }

    private static int VersionOf(string quartz)
    {
        var version = System.Version.Parse(quartz);
        return (version.Major * 10_000) + (version.Minor * 100) + version.Build;
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The scheduler has no store of its own and keeps its triggers in memory: {Obstacle}")]
    private partial void InMemory(string obstacle);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Quartz refuses its store ({Store}), which is made anew")]
    private partial void Refused(string store, Exception refusal);
}
