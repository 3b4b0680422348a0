using Quartz;

namespace Improvement.Bot.Jobs;

/// <summary>
/// A job that Quartz fires again and again, in one instance of the bot; in each of them where Quartz has no store. It finds out itself what
/// is due and decides inside its commits, so no run is remembered or repeated: the next one does what is left.
/// </summary>
/// <param name="Name">Of its trigger; never changed.</param>
/// <param name="Cron">When, with seconds.</param>
/// <param name="Run">One run; never two at the same time in one instance.</param>
internal sealed record RecurringJob(string Name, CronExpression Cron, Func<CancellationToken, Task> Run);
