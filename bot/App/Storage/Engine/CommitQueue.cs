namespace Improvement.Bot.Storage.Engine;

/// <summary>The commit units that wait for one of its writers.</summary>
/// <param name="most">How many turns a writer takes at once, where others could take some as well; 0 for all that wait.</param>
internal sealed class CommitQueue(int most = 0)
{
    // How long a small commit unit may wait for a turn's, whose commit it can share.
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(5);

    private readonly object _gate = new();
    private readonly Queue<CommitUnit> _turns = [], _settling = [];
    private int _idle;
    private bool _isClosed;

    /// <summary>Adds a commit unit. It can be cancelled until it is claimed.</summary>
    /// <param name="settling">It is a small one, as <see cref="Database.Settle{T}"/> has it.</param>
    public void Add(CommitUnit unit, bool settling, CancellationToken ct)
    {
        unit.CancelWith(ct);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            (settling ? _settling : _turns).Enqueue(unit);
            // whoever waits for company is not to begin that wait anew with each small unit
            if (!settling || _settling.Count is 1) Monitor.Pulse(_gate);
        }
    }

    /// <summary>Lets the writers commit what waits and end.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits until there is something to commit; false when there never will be.</summary>
    public bool WaitUntilWanted()
    {
        lock (_gate)
        {
            _idle++;
            while (_turns.Count is 0 && !_isClosed)
            {
                if (_settling.Count is 0) Monitor.Wait(_gate);
                else if (!Monitor.Wait(_gate, Linger)) break;
            }

            _idle--;
            return _turns.Count + _settling.Count > 0 || !_isClosed;
        }
    }

    /// <summary>Takes what one writer is to commit together; there may be nothing left.</summary>
    public void Take(List<CommitUnit> turns, List<CommitUnit> settling)
    {
        lock (_gate)
        {
            var share = most is 0 ? _turns.Count : Math.Min(most, (_turns.Count + _idle) / (_idle + 1));
            while (share-- > 0 && _turns.TryDequeue(out var turn)) turns.Add(turn);
            while (_settling.TryDequeue(out var small)) settling.Add(small);
        }
    }
}
