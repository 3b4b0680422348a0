using Improvement.Bot.Framework.Turns;

namespace Improvement.Bot.Jobs;

/// <summary>
/// Commits the work of jobs, and of requests that write outside an API command. A lost race or a lost connection is logged and the work is
/// run again, so it must decide inside the commit, from what is stored then.
/// </summary>
internal sealed partial class JobCommit(ITurnStore store, ILogger<JobCommit> log)
{
    /// <summary>How often work is run before it counts as failed.</summary>
    public const int Attempts = 5;

    /// <summary>Runs the work in a commit of a scope; when this returns, what it wrote is on disk.</summary>
    /// <param name="job">What is done, for the log; not a text from people.</param>
    /// <exception cref="RaceLostException">Every attempt was lost; nothing was kept.</exception>
    public async Task Run(string job, IServiceProvider scope, Action<ITurnWriter> work, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await store.Commit(null, scope, writer =>
            {
                work(writer);
                return default;
            }, ct);
            if (outcome is CommitOutcome.Committed) return;
            if (attempt is Attempts) throw new RaceLostException(job);
            LostRace(job, attempt);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The commit of job {Job} lost a race (attempt {Attempt}); it is run again")]
    private partial void LostRace(string job, int attempt);
}
