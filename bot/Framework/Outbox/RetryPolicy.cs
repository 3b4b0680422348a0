using Improvement.Bot.Framework.Connector;
using Microsoft.Extensions.Logging;

namespace Improvement.Bot.Framework.Outbox;

/// <summary>
/// Retry policy: after a failure a row is retried with a pause, or set aside until the conversation shows signs of life, or for good.
/// Stored, so that a restart goes on where it was.
/// </summary>
internal sealed partial class RetryPolicy(IOutboxStore store, OutboxOptions options, DeliveryScheduler scheduler, OutboxMeter meter,
    TimeProvider time, ILogger log)
{
    private const int LargestDoubling = 20;
    private static readonly TimeSpan LongestObedience = TimeSpan.FromDays(1);

    /// <summary>The result of a failed call: retry or set aside.</summary>
    /// <param name="limit">Attempts before it is set aside; null for what the failure calls for.</param>
    public async Task<DeliveryResult> Failed(DeliveryQueue queue, DeliveryAttempt attempt, ConnectorFailure failure, int? limit = null)
    {
        var attempts = attempt.Row.Attempts + (failure is { Status: 0, Code: "Network" } ? 0 : 1); // nobody was reached, so nobody refused
        var isOver = attempts >= (limit ?? LimitFor(queue, failure))
            || (IsPassing(failure) && time.GetUtcNow() - attempt.Since >= options.MaxAge);
        if (!isOver) return await Again(attempt, failure, attempts);

        var isTheConversations = IsTheConversations(failure) && limit is null;
        queue.IsRefused |= isTheConversations && MayPass(failure);
        return SetAside(attempt, failure.ToString(), isTheConversations ? Fate.Unreachable(attempt.To) : Fate.Final);
    }

    /// <summary>Whether a refusal may still pass, so that it is too early to take it for good.</summary>
    public bool IsEarly(DeliveryQueue queue, DeliveryAttempt attempt, ConnectorFailure failure) =>
        MayPass(failure) && attempt.Row.Attempts + 1 < LimitFor(queue, failure);

    /// <summary>Sets a row aside for an administrator to see.</summary>
    public DeliveryResult SetAside(DeliveryAttempt attempt, string problem, Fate fate)
    {
        var row = attempt.Row;
        meter.Parked();
        RowParked(row.Id, row.Kind, problem);
        return new(Next.Settle)
        {
            Note = async () =>
            {
                await store.Park(row, problem, fate, CancellationToken.None);
                return true;
            },
        };
    }

    private int LimitFor(DeliveryQueue queue, ConnectorFailure failure) =>
        IsPassing(failure)
            ? options.MaxAttempts
            : MayPass(failure) && !(queue.IsRefused && IsTheConversations(failure)) ? options.MaxRefusals : 1;

    private static bool IsPassing(ConnectorFailure failure) => failure.Kind is FailureKind.Transient or FailureKind.Throttled;

    private static bool MayPass(ConnectorFailure failure) =>
        failure.Kind is FailureKind.NotYet or FailureKind.ConversationGone or FailureKind.NotFound or FailureKind.BadRequest
            or FailureKind.Unauthorized;

    /// <summary>Whether other messages would fare the same there.</summary>
    private static bool IsTheConversations(ConnectorFailure failure) =>
        failure.Kind is not (FailureKind.TooLarge or FailureKind.BadRequest or FailureKind.Broken or FailureKind.ActivityGone);

    private async Task<DeliveryResult> Again(DeliveryAttempt attempt, ConnectorFailure failure, int attempts)
    {
        var now = time.GetUtcNow();
        attempt.Failures = Math.Max(attempt.Failures, attempt.Row.Attempts) + 1;
        var pause = Pause(attempt.Failures, failure.RetryAfter,
            IsPassing(failure) ? options.LongestPause : options.LongestPauseAfterRefusal);
        if (failure.Kind is FailureKind.Throttled) scheduler.Pause(attempt.To, pause, failure.TenantWide);
        var row = attempt.Row = attempt.Row with { Attempts = attempts, NotBefore = now + pause };
        meter.Retried();
        await Note(() => store.Failed(row, attempts, now + pause, failure.ToString(), CancellationToken.None));
        // Noting took time of its own; the moment stays what it was.
        return new(Next.Retry, Wait: Later(now + pause - time.GetUtcNow()));
    }

    private TimeSpan Pause(int failures, TimeSpan? asked, TimeSpan most)
    {
        if (asked is { } wish)
        {
            return (wish < LongestObedience ? wish : LongestObedience) + (options.Chance() * TimeSpan.FromSeconds(1));
        }
        var doubled = options.FirstPause * Math.Pow(2, Math.Min(failures - 1, LargestDoubling));
        var longest = doubled < most ? doubled : most;
        return (longest / 2) + (options.Chance() * longest / 2);
    }

    private static TimeSpan Later(TimeSpan wait) => wait > TimeSpan.Zero ? wait : TimeSpan.Zero;

    // How often it was tried is known here; only a restart before the next attempt would count from the last one that was noted.
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

    [LoggerMessage(Level = LogLevel.Error,
        Message = "A failed attempt to send an outbox row could not be stored; after a restart it does not count")]
    private partial void NotNoted(Exception problem);
}
