using System.Threading.RateLimiting;

namespace Improvement.Bot.Search;

/// <summary>
/// Concurrency limiter of long searches, so that they leave processors and connections to other work: one at a time for each person or key,
/// and in all as many as half the processors. A search that waits too long, or finds too many waiting, ends with what it found until then.
/// Each instance of the bot limits its own.
/// </summary>
internal sealed class SearchGate(TimeProvider time) : IDisposable
{
    /// <summary>The longest wait; shorter than any deadline of a turn that can read so much.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    private const int MostWaitingOfOne = 8, MostWaiting = 64;

    private readonly PartitionedRateLimiter<long> _limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<long,
        long>(person => RateLimitPartition.GetConcurrencyLimiter(person, _ => Limit(1, MostWaitingOfOne))),
        PartitionedRateLimiter.Create<long,
            int>(_ => RateLimitPartition.GetConcurrencyLimiter(0, _ => Limit(Math.Max(1, Environment.ProcessorCount / 2), MostWaiting))));

    /// <summary>Waits for the turn of a search; to be disposed when it has read what it wants. Null when it is not to read on.</summary>
    /// <param name="person">Whose search it is.</param>
    public async ValueTask<RateLimitLease?> Enter(long person, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(LongestWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            var lease = await _limiter.AcquireAsync(person, cancellationToken: either.Token);
            if (lease.IsAcquired) return lease;
            lease.Dispose();
            return null;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose() => _limiter.Dispose();

    private static ConcurrencyLimiterOptions Limit(int atOnce, int waiting) =>
        new() { PermitLimit = atOnce, QueueLimit = waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst };
}
