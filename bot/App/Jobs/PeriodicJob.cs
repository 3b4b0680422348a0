namespace Improvement.Bot.Jobs;

/// <summary>
/// The one loop of all jobs that run again and again in every instance: a run that fails is logged and repeated after the pause, and
/// nothing but the end of the bot ends it.
/// </summary>
internal sealed partial class PeriodicJob(
    JobSchedule schedule, Func<CancellationToken, Task> run, Func<Task> stop, TimeProvider time,
    ILogger<PeriodicJob> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (schedule.First > TimeSpan.Zero) await Task.Delay(schedule.First, time, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await run(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Failed(schedule.Name, schedule.Pause, e);
            }

            await Pause(stoppingToken);
        }
    }

    /// <summary>Ends the loop first, so that nothing is begun any more.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await stop();
    }

    private Task Pause(CancellationToken ct) =>
        schedule.Signal is { } signal ? signal.Wait(schedule.Pause, time, ct) : Task.Delay(schedule.Pause, time, ct);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job} failed; it runs again in {Pause}")]
    private partial void Failed(string job, TimeSpan pause, Exception exception);
}
