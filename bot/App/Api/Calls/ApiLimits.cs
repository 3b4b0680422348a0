using System.Net;
using System.Threading.RateLimiting;
using Improvement.Bot.Api.Keys;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Api.Calls;

/// <summary>How often a key may ask, and how often an address may fail to show one; each instance of the bot counts for itself.</summary>
internal sealed class ApiLimits(IOptions<ApiSettings> settings) : IDisposable
{
    private readonly PartitionedRateLimiter<long> _perKey = PartitionedRateLimiter.Create<long,
        long>(key => RateLimitPartition.GetTokenBucketLimiter(key, _ => Bucket(settings.Value.PerMinute, settings.Value.AtOnce)));

    private readonly PartitionedRateLimiter<IPAddress> _failures = PartitionedRateLimiter.Create<IPAddress, IPAddress>(
        address =>
            RateLimitPartition.GetTokenBucketLimiter(
                address, _ => Bucket(settings.Value.FailuresPerMinute, settings.Value.FailuresPerMinute)));

    /// <summary>Counts a request of a key; how long to wait when it is one too many.</summary>
    public TimeSpan? Count(ApiKey key) => Wait(_perKey.AttemptAcquire(key.Id));

    /// <summary>Counts a request without a good key; how long to wait when it is one too many.</summary>
    public TimeSpan? CountFailure(IPAddress? address) => Wait(_failures.AttemptAcquire(address ?? IPAddress.None));

    public void Dispose()
    {
        _perKey.Dispose();
        _failures.Dispose();
    }

    private static TimeSpan? Wait(RateLimitLease lease)
    {
        using (lease)
        {
            if (lease.IsAcquired) return null;
            return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) && wait > TimeSpan.Zero ? wait : TimeSpan.FromSeconds(1);
        }
    }

    /// <summary>Fills up evenly, a token at a time.</summary>
    private static TokenBucketRateLimiterOptions Bucket(int perMinute, int atOnce) => new()
    {
        TokenLimit = atOnce,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromMinutes(1) / perMinute,
        QueueLimit = 0,
    };
}
