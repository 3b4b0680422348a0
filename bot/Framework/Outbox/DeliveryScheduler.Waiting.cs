namespace Improvement.Bot.Framework.Outbox;

/// <content>
/// What waits: queues for a moment, for the limit of their thread or for that of their tenant; results that could not be noted for the
/// moment at which that is tried again.
/// </content>
internal sealed partial class DeliveryScheduler
{
    // Timers count in milliseconds and may round down; one more avoids waking just before the moment.
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(1);

    private readonly PriorityQueue<object, long> _later = new();
    private readonly Throttle _throttle;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly long _origin;
    private long _timerDue = long.MaxValue;
    private int _atTenantLimit;

    private long Now => _time.GetElapsedTime(_origin).Ticks;

    /// <summary>The channel asked for a pause (Retry-After): in one thread, or in the whole tenant.</summary>
    public void Pause(Address address, TimeSpan wait, bool wholeTenant)
    {
        lock (_gate)
        {
            var now = Now;
            if (wholeTenant) _throttle.PauseTenant(address.Tenant, now + wait.Ticks);
            else _throttle.PauseThread(address.Thread, now + wait.Ticks, now);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    /// <summary>Reserves the next call of a queue; if a rate limit forbids it, the queue is put off.</summary>
    private bool MayCall(DeliveryQueue queue, DeliveryAttempt attempt)
    {
        if (attempt.HasSlot)
        {
            attempt.HasSlot = false;
            return true;
        }

        var now = Now;
        if (_throttle.ThreadDue(attempt.To.Thread) is var due && due > now)
        {
            PutOff(queue, due);
            return false;
        }

        var tenant = _throttle.Tenant(attempt.To.Tenant);
        if (tenant.Count == 0 && _throttle.TenantDue(tenant) <= now)
        {
            Book(attempt, tenant, now);
            return true;
        }

        // The place of a show may have changed by then; it is read again.
        attempt.Place = null;
        queue.State = QueueState.AtTenantLimit;
        tenant.Add(queue);
        _atTenantLimit++;
        Arm(tenant, _throttle.TenantDue(tenant));
        return false;
    }

    private void Book(DeliveryAttempt attempt, TenantQueue tenant, long now)
    {
        attempt.Called = attempt.To.Thread;
        _throttle.Take(attempt.Called, tenant, now);
    }

    private void PutOff(DeliveryQueue queue, long due)
    {
        queue.Head.Place = null;
        queue.State = QueueState.Waiting;
        Later(queue, due);
    }

    private void Arm(TenantQueue tenant, long due)
    {
        if (tenant.Armed) return;
        tenant.Armed = true;
        Later(tenant, due);
    }

    private void Later(object what, long due)
    {
        _later.Enqueue(what, due);
        SetTimer();
    }

    private void SetTimer()
    {
        if (!_later.TryPeek(out _, out var due) || due >= _timerDue || _stopped) return;
        _timerDue = due;
        _timer.Change(TimeSpan.FromTicks(Math.Max(0, due - Now)) + Rounding, Timeout.InfiniteTimeSpan);
    }

    private void WakeUp()
    {
        lock (_gate)
        {
            _timerDue = long.MaxValue;
            var now = Now;
            while (!_stopped && _later.TryPeek(out var what, out var due) && due <= now)
            {
                _later.Dequeue();
                switch (what)
                {
                    case DeliveryQueue queue:
                        MakeReady(queue);
                        break;
                    case TaskCompletionSource note:
                        NoteAgain(note);
                        break;
                    default:
                        Grant((TenantQueue)what, armed: false);
                        break;
                }
            }
            SetTimer();
        }
    }

    private void GrantAll()
    {
        if (_atTenantLimit == 0) return;
        foreach (var tenant in _throttle.Tenants) Grant(tenant, tenant.Armed);
    }

    /// <summary>Lets queues of a tenant go, as many as its limit and the free workers allow.</summary>
    private void Grant(TenantQueue tenant, bool armed)
    {
        tenant.Armed = armed;
        while (tenant.Count > 0 && MayStart)
        {
            var now = Now;
            if (_throttle.TenantDue(tenant) is var due && due > now)
            {
                Arm(tenant, due);
                return;
            }

            var queue = tenant.Take();
            _atTenantLimit--;
            if (_throttle.ThreadDue(queue.Head.To.Thread) is var free && free > now)
            {
                PutOff(queue, free);
                continue;
            }

            Book(queue.Head, tenant, now);
            queue.Head.HasSlot = true;
            Start(queue);
        }
    }
}
