namespace Improvement.Bot.Tests.Channel;

/// <summary>What happens when the bot is faster than Teams permits.</summary>
public enum LimitMode
{
    /// <summary>Nothing is counted.</summary>
    Off,

    /// <summary>Violations are written down and let through.</summary>
    Watch,

    /// <summary>Violations are written down and answered with 429 and Retry-After.</summary>
    Enforce,
}

/// <summary>A request beyond a limit.</summary>
/// <param name="At">When.</param>
/// <param name="Key">The thread, or <c>tenant</c>.</param>
/// <param name="Limit">The limit that was passed.</param>
public sealed record LimitViolation(DateTimeOffset At, string Key, RateLimit Limit);

/// <summary>At most so many requests in any window of this length.</summary>
/// <param name="Count">How many.</param>
/// <param name="Window">In which time.</param>
public sealed record RateLimit(int Count, TimeSpan Window);

/// <summary>
/// The limits of Teams per thread and for the whole tenant, with sliding windows. Edits count as sends; refused requests do not count.
/// </summary>
public sealed class RateLimits
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<DateTimeOffset>> _times = [];
    private readonly List<LimitViolation> _violations = [];

    /// <summary>Sends, edits, deletions and creations, per thread.</summary>
    public IReadOnlyList<RateLimit> Sending { get; set; } = [Of(7, 1), Of(8, 2), Of(60, 30), Of(1800, 3600)];

    /// <summary>Reading members and conversations, per thread.</summary>
    public IReadOnlyList<RateLimit> Reading { get; set; } = [Of(14, 1), Of(16, 2), Of(120, 30), Of(3600, 3600)];

    /// <summary>The legacy list of members that is not paged, per thread.</summary>
    public IReadOnlyList<RateLimit> LegacyMembers { get; set; } = [Of(5, 60)];

    /// <summary>All requests of the bot in the tenant.</summary>
    public IReadOnlyList<RateLimit> Tenant { get; set; } = [Of(50, 1)];

    /// <summary>How much a window may be shortened by the way of a request through the machine.</summary>
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Whether anything is counted or refused; off at first.</summary>
    public LimitMode Mode { get; set; }

    /// <summary>Every request that was too early.</summary>
    public IReadOnlyList<LimitViolation> Violations
    {
        get
        {
            lock (_gate)
            {
                return [.. _violations];
            }
        }
    }

    /// <summary>How long to wait, or null when the request is within the limits or is let through.</summary>
    internal TimeSpan? Check(ConnectorCall call, DateTimeOffset now)
    {
        if (Mode is LimitMode.Off)
        {
            return null;
        }

        var (kind, limits) = call.Route switch
        {
            ConnectorRoute.Members => ("legacy", LegacyMembers),
            _ when call.Route.Writes() => ("send", Sending),
            _ => ("read", Reading),
        };
        lock (_gate)
        {
            var wait = Max(Wait("tenant", Tenant, now), Wait($"{kind} {call.Thread}", limits, now));
            if (wait is null || Mode is LimitMode.Watch)
            {
                Times("tenant").Add(now);
                Times($"{kind} {call.Thread}").Add(now);
                return null;
            }

            return wait;
        }
    }

    private static RateLimit Of(int count, int seconds) => new(count, TimeSpan.FromSeconds(seconds));

    private static TimeSpan? Max(TimeSpan? a, TimeSpan? b) => a is null || b > a ? b ?? a : a;

    private TimeSpan? Wait(string key, IReadOnlyList<RateLimit> limits, DateTimeOffset now)
    {
        TimeSpan? wait = null;
        var times = Times(key);
        foreach (var limit in limits.Where(l => times.Count >= l.Count && now - times[^l.Count] < l.Window - Tolerance))
        {
            _violations.Add(new(now, key, limit));
            wait = Max(wait, limit.Window - (now - times[^limit.Count]));
        }

        return wait;
    }

    private List<DateTimeOffset> Times(string key)
    {
        if (!_times.TryGetValue(key, out var times))
        {
            _times[key] = times = [];
        }

        if (times.Count > 8000)
        {
            times.RemoveRange(0, 4000);
        }

        return times;
    }
}
