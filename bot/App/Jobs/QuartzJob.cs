using Quartz;
using Quartz.Extensibility;

namespace Improvement.Bot.Jobs;

/// <summary>What every trigger fires: it hands over the name of its job and the moment, and decides nothing.</summary>
internal sealed class QuartzJob(Func<string, DateTimeOffset, CancellationToken, Task> run) : IJob
{
    // Quartz may fire a few milliseconds early.
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var (now, scheduled) = (context.Scheduler.TimeProvider.GetUtcNow(), context.ScheduledFireTimeUtc);
        await run(context.JobDetail.Key.Name, scheduled > now && scheduled < now + Early ? scheduled.Value : now, cancellationToken);
    }

    /// <summary>Makes the jobs of a scheduler.</summary>
    internal sealed class Factory(Func<string, DateTimeOffset, CancellationToken, Task> run) : IJobFactory
    {
        /// <inheritdoc/>
        public ValueTask<JobScope> CreateJob(
            TriggerFiredBundle bundle, IScheduler scheduler, CancellationToken cancellationToken =
                default) => new(new JobScope(new QuartzJob(run)));

        /// <inheritdoc/>
        public ValueTask ReturnJob(JobScope scope, CancellationToken cancellationToken = default) => default;
    }
}
