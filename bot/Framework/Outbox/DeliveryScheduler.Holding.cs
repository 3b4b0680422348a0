namespace Improvement.Bot.Framework.Outbox;

/// <content>
/// Rows whose delivery result could not be stored. Until it is, their queues are held, so that after a restart nothing is sent twice out of
/// order; and when as many are open as there are workers, nothing new begins at all, so that few messages are sent twice.
/// </content>
internal sealed partial class DeliveryScheduler
{
    private readonly Dictionary<DeliveryAttempt, string> _unsettled = new(ReferenceEqualityComparer.Instance);
    private int _notesPutOff;

    /// <summary>Whether another call to the channel may begin.</summary>
    private bool MayStart => _running < _workers && !_stopped && _unsettled.Count < _workers;

    /// <summary>
    /// The result of a delivery could not be noted: its queue is held. The task ends when it may be tried again. The pause is one of this
    /// scheduler's, so that there is no moment in which the row neither waits for the clock nor is under way.
    /// </summary>
    public Task NotNoted(DeliveryQueue queue, DeliveryAttempt attempt, TimeSpan pause)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _unsettled.TryAdd(attempt, queue.Key);
            _notesPutOff++;
            Later(over, Now + pause.Ticks);
            Signal();
        }
        return over.Task;
    }

    private bool IsHeld(DeliveryQueue queue)
    {
        if (_unsettled.Count == 0) return false;
        if (_unsettled.ContainsValue(queue.Key))
        {
            PutAside(queue, QueueState.Held);
            return true;
        }
        if (_unsettled.Count < _workers) return false;
        PutAside(queue, QueueState.Ready);
        _ready.Enqueue(queue);
        return true;
    }

    // The place of a show may have changed by then; it is read again.
    private static void PutAside(DeliveryQueue queue, QueueState state)
    {
        queue.State = state;
        queue.Head.Place = null;
    }

    private void NoteAgain(TaskCompletionSource over)
    {
        _notesPutOff--;
        over.TrySetResult();
    }

    private void LetGo(string key)
    {
        if (!_unsettled.ContainsValue(key) && _queues.TryGetValue(key, out var queue) && queue.State is QueueState.Held)
        {
            if (queue.Head.Due > Now) PutOff(queue, queue.Head.Due);
            else MakeReady(queue);
        }
        StartReady();
    }
}
