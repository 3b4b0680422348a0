using System.Threading.RateLimiting;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>
/// How often a chat may ask for replies by a code: enough for mistakes in writing, too seldom for guessing. Counted in memory, so that
/// nothing is kept of who asks; each instance counts for itself.
/// </summary>
internal sealed class NoteGuesses : IDisposable
{
    /// <summary>Codes that a chat may try at once; one more every ten minutes.</summary>
    public const int AtOnce = 12;

    private readonly PartitionedRateLimiter<string> _perChat = PartitionedRateLimiter.Create<string, string>(chat =>
        RateLimitPartition.GetTokenBucketLimiter(chat, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = AtOnce, TokensPerPeriod = 1, ReplenishmentPeriod = TimeSpan.FromMinutes(10), QueueLimit = 0,
        }));

    /// <summary>Counts a try; false for one too many.</summary>
    public bool Count(string conversation)
    {
        using var lease = _perChat.AttemptAcquire(conversation);
        return lease.IsAcquired;
    }

    public void Dispose() => _perChat.Dispose();
}
