namespace Improvement.Bot.Framework.Outbox;

/// <content>Counts of the rows that wait, and signals when none does.</content>
internal sealed partial class DeliveryScheduler
{
    private readonly List<TaskCompletionSource> _idle = [], _quiet = [], _atRest = [];

    /// <summary>
    /// Rows that the channel has not taken yet, or of which that could not be noted; some are under way; and the moment at which the oldest
    /// was written.
    /// </summary>
    public (int Waiting, int InFlight, DateTimeOffset? Oldest) Count()
    {
        lock (_gate)
        {
            DateTimeOffset? oldest = null;
            foreach (var queue in _queues.Values)
            {
                if (queue.Pending.TryPeek(out var head) && !(oldest <= head.Since)) oldest = head.Since;
            }
            foreach (var attempt in _unsettled.Keys)
            {
                if (!(oldest <= attempt.Since)) oldest = attempt.Since;
            }
            return (_known.Count - _settling + _unsettled.Count, _running, oldest);
        }
    }

    /// <summary>Nothing waits, is under way or has to be settled.</summary>
    public Task WhenIdle() => When(_idle, () => _known.Count == 0);

    /// <summary>Nothing is under way; what waits, waits for the clock or for ever.</summary>
    public Task WhenQuiet() => When(_quiet, () => IsQuiet);

    /// <summary>Nothing is under way or has to be settled.</summary>
    public Task WhenSettled() => When(_atRest, () => IsSettled);

    private bool IsQuiet => _running == 0 && _settling == _notesPutOff;

    private bool IsSettled => _running == 0 && _settling == 0;

    private Task When(List<TaskCompletionSource> waiters, Func<bool> reached)
    {
        lock (_gate)
        {
            if (reached()) return Task.CompletedTask;
            var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiters.Add(waiter);
            return waiter.Task;
        }
    }

    private void Signal()
    {
        if (_idle.Count > 0 && _known.Count == 0) Complete(_idle);
        if (_quiet.Count > 0 && IsQuiet) Complete(_quiet);
        if (_atRest.Count > 0 && IsSettled) Complete(_atRest);
    }

    private static void Complete(List<TaskCompletionSource> waiters)
    {
        foreach (var waiter in waiters) waiter.TrySetResult();
        waiters.Clear();
    }
}
