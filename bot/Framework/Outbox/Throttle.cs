namespace Improvement.Bot.Framework.Outbox;

/// <summary>
/// Keeps the limits of Teams: how much each thread and each tenant has sent. Not safe for threads by itself;
/// <see cref="DeliveryScheduler"/> guards it.
/// </summary>
internal sealed class Throttle(TeamsLimits limits)
{
    private const int FirstSweep = 1024;

    private readonly Dictionary<string, SendTimes> _threads = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TenantQueue> _tenants = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<SendLimit> _perThread = limits.Enabled ? limits.PerThread : [];
    private readonly IReadOnlyList<SendLimit> _perTenant = limits.Enabled ? limits.PerTenant : [];
    private int _sweepAt = FirstSweep;

    /// <summary>All tenants that have sent something.</summary>
    public Dictionary<string, TenantQueue>.ValueCollection Tenants => _tenants.Values;

    public TenantQueue Tenant(string? tenant)
    {
        tenant ??= "";
        if (!_tenants.TryGetValue(tenant, out var queue)) _tenants[tenant] = queue = new();
        return queue;
    }

    /// <summary>The earliest moment of the next call to a thread.</summary>
    public long ThreadDue(string thread) => _threads.TryGetValue(thread, out var sent) ? sent.Due(_perThread) : 0;

    /// <summary>The earliest moment of the next call to a tenant.</summary>
    public long TenantDue(TenantQueue tenant) => tenant.Sent.Due(_perTenant);

    /// <summary>Notes one call.</summary>
    public void Take(string thread, TenantQueue tenant, long now)
    {
        if (_perThread.Count > 0) Thread(thread, now).Add(now, _perThread);
        if (_perTenant.Count > 0) tenant.Sent.Add(now, _perTenant);
    }

    /// <summary>Notes that the last call to a thread was answered; no other was under way there.</summary>
    public void Answered(string thread, long now)
    {
        if (_perThread.Count > 0 && _threads.TryGetValue(thread, out var sent)) sent.Delay(now);
    }

    /// <summary>The channel asked to leave a thread alone.</summary>
    public void PauseThread(string thread, long until, long now)
    {
        var sent = Thread(thread, now);
        sent.PausedUntil = Math.Max(sent.PausedUntil, until);
    }

    /// <summary>The channel asked to leave a tenant alone.</summary>
    public void PauseTenant(string? tenant, long until)
    {
        var sent = Tenant(tenant).Sent;
        sent.PausedUntil = Math.Max(sent.PausedUntil, until);
    }

    private SendTimes Thread(string thread, long now)
    {
        if (_threads.TryGetValue(thread, out var sent)) return sent;

        if (_threads.Count >= _sweepAt) Sweep(now);
        return _threads[thread] = new();
    }

    private void Sweep(long now)
    {
        foreach (var (thread, sent) in _threads)
        {
            if (sent.IsOver(now, _perThread)) _threads.Remove(thread);
        }
        _sweepAt = Math.Max(FirstSweep, _threads.Count * 2);
    }
}
