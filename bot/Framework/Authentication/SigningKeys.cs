using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Improvement.Bot.Framework.Authentication;

/// <summary>
/// The keys of the channel, kept fresh: fetched at start, twice a day, and when a token names one that is not known, at most once in five
/// minutes, and once more for an address that tokens of the channel came from before: so whoever makes up key ids elsewhere cannot use up
/// what the channel needs when it begins to sign with a new key. While they cannot be fetched the old ones hold for as long as the protocol
/// allows, a day.
/// </summary>
public sealed partial class SigningKeys : BackgroundService
{
    /// <summary>Half of what the protocol allows, so that there is time to try again.</summary>
    private static readonly TimeSpan RefreshEvery = TimeSpan.FromHours(12);

    private static readonly TimeSpan LongestUse = TimeSpan.FromHours(24);
    private static readonly TimeSpan BetweenUnknown = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly KeyDocuments _documents;
    private readonly TimeProvider _time;
    private readonly ILogger<SigningKeys> _log;
    private KeySet? _newest;
    private Task<bool>? _fetching;
    private DateTimeOffset _nextForAnybody, _nextForKnownSenders;

    /// <param name="http">The lowest handler: it follows no redirects. It stays the caller's.</param>
    public SigningKeys(HttpMessageHandler http, TrustOptions trust, TimeProvider time, ILogger<SigningKeys> log) =>
        (_documents, _time, _log) = (new(http, trust.Metadata, time), time, log);

    /// <summary>How many keys can be used now; none means that nobody can be believed.</summary>
    public int Count => Present?.Count ?? 0;

    private KeySet? Present => Volatile.Read(ref _newest) is { } keys && _time.GetUtcNow() - keys.Fetched < LongestUse ? keys : null;

    /// <summary>The key of this id, fetched if it may be; null when there is none.</summary>
    internal async ValueTask<SigningKey?> Find(string id, CancellationToken ct, bool isForKnownSender = false)
    {
        if (Known(id) is { } known) return known;

        await FetchForUnknown(isForKnownSender).WaitAsync(ct);
        return Known(id);
    }

    /// <summary>The key of this id among those that can be used now.</summary>
    internal SigningKey? Known(string id) => Present?.Find(id);

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _documents.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = TimeSpan.FromSeconds(1);
        while (!stoppingToken.IsCancellationRequested)
        {
            var fetched = await FetchOnce();
            await Task.Delay(fetched ? RefreshEvery : pause, _time, stoppingToken);
            pause = fetched ? TimeSpan.FromSeconds(1) : pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <summary>The fetch under way, or a new one if one may begin.</summary>
    private Task FetchForUnknown(bool isForKnownSender)
    {
        lock (_gate)
        {
            if (_fetching is { IsCompleted: false }) return _fetching;

            var now = _time.GetUtcNow();
            if (now >= _nextForAnybody) _nextForAnybody = now + BetweenUnknown;
            else if (isForKnownSender && now >= _nextForKnownSenders) _nextForKnownSenders = now + BetweenUnknown;
            else return Task.CompletedTask;
            return FetchOnce();
        }
    }

    private Task<bool> FetchOnce()
    {
        lock (_gate) return _fetching is { IsCompleted: false } ? _fetching : _fetching = Fetch();
    }

    private async Task<bool> Fetch()
    {
        try
        {
            var keys = await _documents.Fetch();
            Volatile.Write(ref _newest, keys);
            KeysFetched(keys.Count);
            return true;
        }
        catch (Exception e)
        {
            KeysNotFetched(Count, e.Message);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The channel has {Count} signing keys")]
    private partial void KeysFetched(int count);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The signing keys of the channel could not be fetched; {Count} old ones hold: {Why}")]
    private partial void KeysNotFetched(int count, string why);
}
