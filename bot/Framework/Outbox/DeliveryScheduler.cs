namespace Improvement.Bot.Framework.Outbox;

/// <summary>
/// Schedules the delivery queues: which queue is under way, which is ready, which waits and for what. A queue that waits for the clock or
/// for a limit holds no worker. All state is behind one lock that is held for moments only.
/// </summary>
internal sealed partial class DeliveryScheduler : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DeliveryQueue> _queues = new(StringComparer.Ordinal);
    private readonly HashSet<long> _known = [];
    private readonly Queue<DeliveryQueue> _ready = new();
    private readonly Action<DeliveryQueue> _start;
    private readonly int _workers;
    private int _running;
    private int _settling;
    private bool _stopped;

    /// <param name="options">Workers and limits.</param>
    /// <param name="time">Real time.</param>
    /// <param name="start">Starts a worker for a queue; called inside the lock, so it must only schedule.</param>
    public DeliveryScheduler(OutboxOptions options, TimeProvider time, Action<DeliveryQueue> start)
    {
        _throttle = new(options.Limits);
        _workers = options.Workers;
        _time = time;
        _start = start;
        _origin = time.GetTimestamp();
        _timer = time.CreateTimer(static scheduler => ((DeliveryScheduler)scheduler!).WakeUp(), this,
            Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Adds rows to the ends of their queues; those that are known already are left out.</summary>
    public void Add(IEnumerable<OutboxRow> rows)
    {
        var noticed = _time.GetUtcNow();
        lock (_gate)
        {
            foreach (var row in rows)
            {
                if (_known.Add(row.Id))
                {
                    Enqueue(new(row, noticed) { Due = row.NotBefore is { } at && at > noticed ? Now + (at - noticed).Ticks : 0 });
                }
            }
        }
    }

    /// <summary>The next delivery of a queue; null if the queue has to wait (it is then scheduled) or the sender stops.</summary>
    public DeliveryAttempt? Next(DeliveryQueue queue)
    {
        lock (_gate)
        {
            if (_stopped) return null;
            if (IsHeld(queue)) return null;
            var attempt = queue.Head;
            if (attempt.To.Conversation is null && attempt.Row.To.Conversation is null && queue.Chat is not null)
            {
                attempt.To = attempt.To with { Conversation = queue.Chat };
            }
            return attempt.Stage is Stage.Prepare || MayCall(queue, attempt) ? attempt : null;
        }
    }

    /// <summary>Notes how a step ended. True when the same worker goes on with the queue.</summary>
    public bool Conclude(DeliveryQueue queue, in DeliveryResult result)
    {
        lock (_gate)
        {
            if (queue.Head.Called is { } thread)
            {
                _throttle.Answered(thread, Now);
                queue.Head.Called = null;
            }
            switch (result.Next)
            {
                case Outbox.Next.GoOn:
                    return true;
                case Outbox.Next.Retry:
                    queue.Head.Due = Now + result.Wait.Ticks;
                    PutOff(queue, queue.Head.Due);
                    return false;
                case Outbox.Next.LetOthersPass:
                    queue.Pending.Enqueue(queue.Pending.Dequeue());
                    break;
                case Outbox.Next.Settle:
                    if (result.Delivery is not null) queue.IsRefused = false;
                    queue.Pending.Dequeue();
                    _settling++;
                    break;
                default:
                    _known.Remove(queue.Pending.Dequeue().Row.Id);
                    break;
            }
            return GoesOn(queue);
        }
    }

    /// <summary>The row of a finished delivery has been settled; one that must be sent again goes to the end of its queue.</summary>
    public void Settled(DeliveryAttempt attempt, bool again)
    {
        lock (_gate)
        {
            _settling--;
            var wasHeld = _unsettled.Remove(attempt, out var key);
            if (again) Enqueue(new(attempt.Row with { Attempts = 0, NotBefore = null }, attempt.Since));
            else _known.Remove(attempt.Row.Id);
            if (wasHeld) LetGo(key!);
            Signal();
        }
    }

    /// <summary>A worker is free.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _running--;
            StartReady();
            Signal();
        }
    }

    /// <summary>
    /// Sets the personal chat of the person as a second key of this queue, so that rows to that chat stay in order with it.
    /// </summary>
    public void Remember(DeliveryQueue queue, string? chat)
    {
        lock (_gate)
        {
            Forget(queue.Chat, queue);
            queue.Chat = chat;
            if (chat is not null) _queues.TryAdd(chat, queue);
        }
    }

    /// <summary>Whether a show of this place waits in the queue.</summary>
    public bool WillShow(DeliveryQueue queue, long place)
    {
        lock (_gate)
        {
            return queue.Pending.Any(attempt => attempt.Row.Kind is OutboxKind.Show && attempt.Row.Place == place);
        }
    }

    /// <summary>Begins nothing new any more.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _stopped = true;
            Signal();
        }
    }

    private void Enqueue(DeliveryAttempt attempt)
    {
        var key = attempt.Row.To.QueueKey;
        if (!_queues.TryGetValue(key, out var queue)) _queues[key] = queue = new(key);
        queue.Pending.Enqueue(attempt);
        if (queue.State is not QueueState.Idle) return;
        if (queue.Head.Due > Now) PutOff(queue, queue.Head.Due);
        else MakeReady(queue);
    }

    private void MakeReady(DeliveryQueue queue)
    {
        queue.State = QueueState.Ready;
        if (MayStart) Start(queue);
        else _ready.Enqueue(queue);
    }

    private void StartReady()
    {
        while (MayStart && _ready.TryDequeue(out var queue)) Start(queue);
        if (MayStart) GrantAll();
    }

    private void Start(DeliveryQueue queue)
    {
        queue.State = QueueState.Running;
        _running++;
        _start(queue);
    }

    private bool GoesOn(DeliveryQueue queue)
    {
        if (queue.Pending.Count == 0)
        {
            queue.State = QueueState.Idle;
            Forget(queue.Key, queue);
            Forget(queue.Chat, queue);
            return false;
        }
        if (queue.Head.Due > Now)
        {
            PutOff(queue, queue.Head.Due);
            return false;
        }
        if (_ready.Count == 0) return true;

        // Others have waited longer for a worker.
        queue.State = QueueState.Ready;
        _ready.Enqueue(queue);
        return false;
    }

    private void Forget(string? key, DeliveryQueue queue)
    {
        if (key is not null && _queues.TryGetValue(key, out var known) && known == queue) _queues.Remove(key);
    }
}
