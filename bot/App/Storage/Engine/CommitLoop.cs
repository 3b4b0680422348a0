namespace Improvement.Bot.Storage.Engine;

/// <summary>
/// A writer of this process. A thread of its own takes commit units that wait and has them run and committed together (see
/// <see cref="GroupCommit"/>), so that many turns share one wait for the disk. A begun commit is never cancelled.
/// </summary>
internal sealed class CommitLoop : IDisposable
{
    [ThreadStatic]
    private static bool _isWriter;

    private readonly CommitQueue _queue;
    private readonly GroupCommit _group;
    private readonly Thread _thread;

    public CommitLoop(CommitQueue queue, GroupCommit group)
    {
        (_queue, _group) = (queue, group);
        _thread = new Thread(Run) { Name = "Database writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Whether this is a writer's thread: whoever waits here for a commit may wait for ever.</summary>
    public static bool IsCurrent => _isWriter;

    /// <summary>Commits what waits and ends. The queue has been closed.</summary>
    public void Dispose()
    {
        if (Thread.CurrentThread != _thread) _thread.Join();
        _group.Dispose();
    }

    private void Run()
    {
        _isWriter = true;
        List<CommitUnit> turns = [], settling = [];
        while (_queue.WaitUntilWanted())
        {
            // Yield once so that turns about to enqueue join this group; costs nothing when no other thread is runnable.
            Thread.Yield();
            _queue.Take(turns, settling);
            if (turns.Count + settling.Count > 0) _group.Commit(turns, settling);
            turns.Clear();
            settling.Clear();
        }
    }
}
