namespace Improvement.Bot.Storage;

/// <summary>One piece of work of the group commit: all of it is kept, or nothing. Waits, then runs, then is settled with its group.</summary>
internal abstract class Unit
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private CancellationTokenRegistration _cancellation;
    private Statements? _writer;
    private int _begun;

    /// <summary>Runs the work on the writer's thread, inside the transaction; an exception undoes this unit alone.</summary>
    protected abstract void Run(Statements writer);

    /// <summary>Says before the commit what it has for others.</summary>
    public virtual void Tell(CommitNews news)
    {
    }

    /// <summary>Called before its waiters go on, after the transaction is on disk.</summary>
    public virtual void OnCommitted()
    {
    }

    /// <summary>Lets the waiters go on; never runs them here.</summary>
    public abstract void Succeed();

    /// <summary>Tells the waiters that nothing was kept.</summary>
    public abstract void Fail(Exception exception);

    /// <summary>Lets the unit be cancelled until it is claimed. Called before it is added.</summary>
    public void CancelWith(CancellationToken ct)
    {
        if (!ct.CanBeCanceled) return;
        _cancellation = ct.UnsafeRegister(static (unit, token) => ((Unit)unit!).Cancel(token), this);
    }

    /// <summary>Claims the unit for running or for failing; false when it was cancelled.</summary>
    public bool TryClaim()
    {
        _cancellation.Unregister();
        return Interlocked.Exchange(ref _begun, 1) == 0;
    }

    /// <summary>Runs it in the context (culture, log scope, trace) of who asked for it.</summary>
    public void RunInContext(Statements writer)
    {
        _writer = writer;
        if (_context is null) Run(writer);
        else ExecutionContext.Run(_context, static unit => ((Unit)unit!).Run(((Unit)unit)._writer!), this);
    }

    /// <summary>Waits on the writer's thread for work that is usually done already.</summary>
    protected static void Wait(ValueTask work)
    {
        if (work.IsCompleted) work.GetAwaiter().GetResult();
        else work.AsTask().GetAwaiter().GetResult();
    }

    private void Cancel(CancellationToken token)
    {
        if (Interlocked.Exchange(ref _begun, 1) == 0) Fail(new OperationCanceledException(token));
    }
}
