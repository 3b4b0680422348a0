namespace Improvement.Bot.Storage.Engine;

/// <summary>
/// The only writer of this process. A thread of its own takes all commit units that wait and has them run and committed together (see
/// <see cref="GroupCommit"/>), so that many turns share one wait for the disk. A begun commit is never cancelled.
/// </summary>
internal sealed class CommitLoop : IDisposable
{
    // How long a small commit unit may wait for a turn's, whose commit it can share.
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(5);

    private readonly object _gate = new();
    private readonly GroupCommit _group;
    private readonly Thread _thread;
    private List<CommitUnit> _turns = [], _spareTurns = [];
    private List<CommitUnit> _settling = [], _spareSettling = [];
    private bool _stopping;

    public CommitLoop(GroupCommit group)
    {
        _group = group;
        _thread = new Thread(Run) { Name = "Database writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Whether this is the writer's thread: whoever waits here for a commit would wait for ever.</summary>
    public bool IsCurrent => Thread.CurrentThread == _thread;

    /// <summary>Adds a commit unit. It can be cancelled until it is claimed.</summary>
    /// <param name="settling">It is a small one, as <see cref="Database.Settle{T}"/> has it.</param>
    public void Add(CommitUnit unit, bool settling, CancellationToken ct)
    {
        unit.CancelWith(ct);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stopping, this);
            var queue = settling ? _settling : _turns;
            queue.Add(unit);
            if (queue.Count == 1) Monitor.Pulse(_gate);
        }
    }

    /// <summary>Commits what waits and ends.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stopping = true;
            Monitor.Pulse(_gate);
        }

        if (!IsCurrent) _thread.Join();
    }

    private void Run()
    {
        while (IsWanted())
        {
            // Yield once so that turns about to enqueue join this group; costs nothing when no other thread is runnable.
            Thread.Yield();
            var (turns, settling) = Take();
            _group.Commit(turns, settling);
            turns.Clear();
            settling.Clear();
        }
    }

    /// <summary>Waits until there is something to commit; false when there never will be.</summary>
    private bool IsWanted()
    {
        lock (_gate)
        {
            while (_turns.Count == 0 && !_stopping)
            {
                if (_settling.Count == 0) Monitor.Wait(_gate);
                else if (!Monitor.Wait(_gate, Linger)) break;
            }

            return _turns.Count + _settling.Count > 0;
        }
    }

    private (List<CommitUnit> Turns, List<CommitUnit> Settling) Take()
    {
        lock (_gate)
        {
            (_turns, _spareTurns) = (_spareTurns, _turns);
            (_settling, _spareSettling) = (_spareSettling, _settling);
            return (_spareTurns, _spareSettling);
        }
    }
}
