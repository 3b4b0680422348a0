namespace Improvement.Bot.Framework.Outbox;

/// <summary>
/// Knows every errand: which lane is under way, which is ready, which waits and for what. A lane that waits for the clock or for a limit
/// holds no worker. All state is behind one lock that is held for moments only.
/// </summary>
internal sealed partial class LaneBook : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Lane> _lanes = new(StringComparer.Ordinal);
    private readonly HashSet<long> _known = [];
    private readonly Queue<Lane> _ready = new();
    private readonly Action<Lane> _start;
    private readonly int _workers;
    private int _running;
    private int _settling;
    private bool _stopped;

    /// <param name="options">Workers and limits.</param>
    /// <param name="time">Real time.</param>
    /// <param name="start">Gives a lane to a worker of its own; called inside the lock, so it must only schedule.</param>
    public LaneBook(OutboxOptions options, TimeProvider time, Action<Lane> start)
    {
        _throttle = new(options.Limits);
        _workers = options.Workers;
        _time = time;
        _start = start;
        _origin = time.GetTimestamp();
        _timer = time.CreateTimer(static book => ((LaneBook)book!).WakeUp(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Adds rows to the ends of their lanes; those that are known already are left out.</summary>
    public void Add(IEnumerable<OutboxRow> rows)
    {
        var noticed = _time.GetUtcNow();
        lock (_gate)
        {
            foreach (var row in rows)
            {
                if (_known.Add(row.Id))
                    Enqueue(new(row, noticed) { Due = row.NotBefore is { } at && at > noticed ? Now + (at - noticed).Ticks : 0 });
            }
        }
    }

    /// <summary>What the lane's worker does next; null when the lane has to wait (and has been put where it waits) or the sender stops.</summary>
    public Errand? Next(Lane lane)
    {
        lock (_gate)
        {
            if (_stopped)
                return null;
            if (IsHeld(lane))
                return null;
            var errand = lane.Head;
            if (errand.To.Conversation is null && errand.Row.To.Conversation is null && lane.Chat is not null)
                errand.To = errand.To with { Conversation = lane.Chat };
            return errand.Stage is Stage.Prepare || MayCall(lane, errand) ? errand : null;
        }
    }

    /// <summary>Notes how a step ended. True when the same worker goes on with the lane.</summary>
    public bool Conclude(Lane lane, in Verdict verdict)
    {
        lock (_gate)
        {
            if (lane.Head.Called is { } thread)
            {
                _throttle.Answered(thread, Now);
                lane.Head.Called = null;
            }
            switch (verdict.Next)
            {
                case Outbox.Next.GoOn:
                    return true;
                case Outbox.Next.Retry:
                    lane.Head.Due = Now + verdict.Wait.Ticks;
                    PutOff(lane, lane.Head.Due);
                    return false;
                case Outbox.Next.LetOthersPass:
                    lane.Errands.Enqueue(lane.Errands.Dequeue());
                    break;
                case Outbox.Next.Settle:
                    if (verdict.Delivery is not null)
                        lane.IsRefused = false;
                    lane.Errands.Dequeue();
                    _settling++;
                    break;
                default:
                    _known.Remove(lane.Errands.Dequeue().Row.Id);
                    break;
            }
            return GoesOn(lane);
        }
    }

    /// <summary>The row of a delivered errand has been settled; one that must be sent again goes to the end of its lane.</summary>
    public void Settled(Errand errand, bool again)
    {
        lock (_gate)
        {
            _settling--;
            var wasHeld = _unsettled.Remove(errand, out var key);
            if (again)
                Enqueue(new(errand.Row with { Attempts = 0, NotBefore = null }, errand.Since));
            else
                _known.Remove(errand.Row.Id);
            if (wasHeld)
                LetGo(key!);
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

    /// <summary>From now on the person of this lane is known by a conversation; what is written to it joins this lane, so that it stays in order.</summary>
    public void Remember(Lane lane, string? chat)
    {
        lock (_gate)
        {
            Forget(lane.Chat, lane);
            lane.Chat = chat;
            if (chat is not null)
                _lanes.TryAdd(chat, lane);
        }
    }

    /// <summary>Whether a show of this place waits in the lane.</summary>
    public bool WillShow(Lane lane, long place)
    {
        lock (_gate)
            return lane.Errands.Any(errand => errand.Row.Kind is OutboxKind.Show && errand.Row.Place == place);
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

    private void Enqueue(Errand errand)
    {
        var key = errand.Row.To.Lane;
        if (!_lanes.TryGetValue(key, out var lane))
            _lanes[key] = lane = new(key);
        lane.Errands.Enqueue(errand);
        if (lane.State is not LaneState.Idle)
            return;
        if (lane.Head.Due > Now)
            PutOff(lane, lane.Head.Due);
        else
            MakeReady(lane);
    }

    private void MakeReady(Lane lane)
    {
        lane.State = LaneState.Ready;
        if (MayStart)
            Start(lane);
        else
            _ready.Enqueue(lane);
    }

    private void StartReady()
    {
        while (MayStart && _ready.TryDequeue(out var lane))
            Start(lane);
        if (MayStart)
            GrantAll();
    }

    private void Start(Lane lane)
    {
        lane.State = LaneState.Running;
        _running++;
        _start(lane);
    }

    private bool GoesOn(Lane lane)
    {
        if (lane.Errands.Count == 0)
        {
            lane.State = LaneState.Idle;
            Forget(lane.Key, lane);
            Forget(lane.Chat, lane);
            return false;
        }
        if (lane.Head.Due > Now)
        {
            PutOff(lane, lane.Head.Due);
            return false;
        }
        if (_ready.Count == 0)
            return true;

        // Others have waited longer for a worker.
        lane.State = LaneState.Ready;
        _ready.Enqueue(lane);
        return false;
    }

    private void Forget(string? key, Lane lane)
    {
        if (key is not null && _lanes.TryGetValue(key, out var known) && known == lane)
            _lanes.Remove(key);
    }
}
