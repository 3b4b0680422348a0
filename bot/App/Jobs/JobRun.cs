using Improvement.Bot.Framework.Connector;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Jobs;

/// <summary>One run of a job: what it stands for, and how its effect is kept once.</summary>
internal sealed class JobRun(IServiceProvider scope, JobRunKey key, DateTimeOffset now)
{
    /// <summary>What it stands for.</summary>
    public JobRunKey Key => key;

    /// <summary>The present moment of the run by the product's clock; for a due row, the moment at which it was due.</summary>
    public DateTimeOffset Now => now;

    /// <summary>What is to be remembered of it when it is done, in a few words; null for nothing.</summary>
    public string? Outcome { get; set; }

    /// <summary>
    /// Commits the effect of the run under its key, and with it that it is done. Nothing is run when another run has done it meanwhile.
    /// </summary>
    public Task Commit(Action<ITurnWriter> work, CancellationToken ct) =>
        scope.GetRequiredService<JobCommit>().Run(key.Job, scope, writer =>
        {
            var statements = scope.GetRequiredService<Session>().Statements;
            if (JobRunRows.TryFinish(statements, key, scope.GetRequiredService<Clock>().UtcNow, Outcome)) work(writer);
        }, ct);
}

/// <summary>What a run stands for; it is done once.</summary>
/// <param name="Job">Name of the job.</param>
/// <param name="Subject">The team or the row that the run is for; empty for none.</param>
/// <param name="Period">The fire time or the due time.</param>
internal sealed record JobRunKey(string Job, string Subject, DateTimeOffset Period);
