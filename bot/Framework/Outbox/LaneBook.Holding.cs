namespace Improvement.Bot.Framework.Outbox;

/// <content>
/// Rows whose fate could not be noted in the store. Until it is, their lanes are held, so that after a restart nothing is said twice out of order; and when as many are open as
/// there are workers, nothing new begins at all, so that what is said twice stays little.
/// </content>
internal sealed partial class LaneBook
{
    private readonly Dictionary<Errand, string> _unsettled = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether another call to the channel may begin.</summary>
    private bool MayStart => _running < _workers && !_stopped && _unsettled.Count < _workers;

    /// <summary>What happened to an errand could not be noted; it is tried again.</summary>
    public void NotNoted(Lane lane, Errand errand)
    {
        lock (_gate)
        {
            _unsettled.TryAdd(errand, lane.Key);
            Signal();
        }
    }

    private bool IsHeld(Lane lane)
    {
        if (_unsettled.Count == 0)
            return false;
        if (_unsettled.ContainsValue(lane.Key))
        {
            PutAside(lane, LaneState.Held);
            return true;
        }
        if (_unsettled.Count < _workers)
            return false;
        PutAside(lane, LaneState.Ready);
        _ready.Enqueue(lane);
        return true;
    }

    // What a show was going to say may be old by then.
    private static void PutAside(Lane lane, LaneState state)
    {
        lane.State = state;
        lane.Head.Place = null;
    }

    private void LetGo(string key)
    {
        if (!_unsettled.ContainsValue(key) && _lanes.TryGetValue(key, out var lane) && lane.State is LaneState.Held)
        {
            if (lane.Head.Due > Now)
                PutOff(lane, lane.Head.Due);
            else
                MakeReady(lane);
        }
        StartReady();
    }
}
