namespace Improvement.Bot.Jobs;

/// <summary>A job that runs once for each fire time of a cron expression, in one instance of the bot.</summary>
/// <param name="Name">For the log and for its rows; never changed.</param>
/// <param name="Cron">When; null where the settings switch it off.</param>
/// <param name="Run">One run of it, in a scope of its own in which the bot itself acts.</param>
internal sealed record ScheduledJob(string Name, Cron? Cron, Func<IServiceProvider, JobRun, CancellationToken, Task> Run)
{
    /// <summary>How old a missed period may be to be caught up; null for any age. Only the latest one is.</summary>
    public TimeSpan? UsefulFor { get; init; }
}
