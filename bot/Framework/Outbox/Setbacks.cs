using Improvement.Bot.Framework.Connector;
using Microsoft.Extensions.Logging;

namespace Improvement.Bot.Framework.Outbox;

/// <summary>What follows from a failure: try again later, set aside, tell that somebody is out of reach. Noted in the store, so that a restart goes on where it was.</summary>
internal sealed partial class Setbacks(IOutboxStore store, OutboxOptions options, LaneBook book, OutboxMeter meter, TimeProvider time, ILogger log)
{
    private const int LargestDoubling = 20;
    private static readonly TimeSpan LongestObedience = TimeSpan.FromDays(1);

    /// <summary>What to do after a failed call.</summary>
    public async Task<Verdict> Failed(Errand errand, ConnectorFailure failure, int? limit = null)
    {
        switch (failure.Kind)
        {
            case FailureKind.Transient or FailureKind.Throttled:
                return await Again(errand, failure, limit ?? options.MaxAttempts);
            case FailureKind.Unauthorized when !errand.Unauthorized:
                errand.Unauthorized = true;
                return await Again(errand, failure, options.MaxAttempts);
            case FailureKind.Unreachable or FailureKind.NotPermitted or FailureKind.WrongHost or FailureKind.ConversationGone:
                await OutOfReach(errand.To, failure);
                return await SetAside(errand, failure.ToString());
            default:
                return await SetAside(errand, failure.ToString());
        }
    }

    /// <summary>Sets an errand aside for an administrator to see.</summary>
    public async Task<Verdict> SetAside(Errand errand, string problem)
    {
        var row = errand.Row;
        meter.Parked();
        RowParked(row.Id, row.Kind, problem);
        await Note(() => store.Park(row, problem, CancellationToken.None));
        return new(Next.Leave);
    }

    /// <summary>Marks where nothing arrives.</summary>
    public Task OutOfReach(Address address, ConnectorFailure failure) => Note(() => store.Unreachable(address, failure.ToString(), CancellationToken.None));

    private async Task<Verdict> Again(Errand errand, ConnectorFailure failure, int limit)
    {
        var now = time.GetUtcNow();
        var reachedNobody = failure is { Status: 0, Code: "Network" };
        errand.Failures = Math.Max(errand.Failures, errand.Row.Attempts) + 1;
        var attempts = errand.Row.Attempts + (reachedNobody ? 0 : 1);
        if (attempts >= limit || now - errand.Since >= options.MaxAge)
            return await SetAside(errand, failure.ToString());

        var pause = Pause(errand.Failures, failure.RetryAfter);
        if (failure.Kind is FailureKind.Throttled)
            book.Pause(errand.To, pause, failure.TenantWide);
        var row = errand.Row = errand.Row with { Attempts = attempts, NotBefore = now + pause };
        meter.Retried();
        await Note(() => store.Failed(row, attempts, now + pause, failure.ToString(), CancellationToken.None));
        // Noting took time of its own; the moment stays what it was.
        return new(Next.Retry, Wait: Later(now + pause - time.GetUtcNow()));
    }

    private TimeSpan Pause(int failures, TimeSpan? asked)
    {
        if (asked is { } wish)
            return (wish < LongestObedience ? wish : LongestObedience) + (options.Chance() * TimeSpan.FromSeconds(1));
        var doubled = options.FirstPause * Math.Pow(2, Math.Min(failures - 1, LargestDoubling));
        var longest = doubled < options.LongestPause ? doubled : options.LongestPause;
        return (longest / 2) + (options.Chance() * longest / 2);
    }

    private static TimeSpan Later(TimeSpan wait) => wait > TimeSpan.Zero ? wait : TimeSpan.Zero;

    private async Task Note(Func<Task> note)
    {
        try
        {
            await note();
        }
        catch (Exception problem)
        {
            NotNoted(problem);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Outbox row {Row} ({Kind}) is set aside: {Problem}")]
    private partial void RowParked(long row, OutboxKind kind, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "What happened to an outbox row could not be noted")]
    private partial void NotNoted(Exception problem);
}
