namespace Improvement.Bot.Storage.Engine;

/// <summary>
/// One piece of work of a group commit: all of it is kept, or nothing. It waits, is claimed, runs, and is answered with its group.
/// </summary>
internal abstract class CommitUnit
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private CancellationTokenRegistration _cancellation;
    private int _claimed;

    /// <summary>What its last run wrote with; null before the first.</summary>
    public CommitWriter? Writer { get; private set; }

    /// <summary>
    /// Conversation whose rows it writes. Beside other transactions, units are run in the order of their conversations, so that two groups
    /// do not wait for each other's rows crosswise.
    /// </summary>
    public string Conversation { get; init; } = "";

    /// <summary>Lets the unit be cancelled until it is claimed. Called before it is added.</summary>
    public void CancelWith(CancellationToken ct)
    {
        if (!ct.CanBeCanceled) return;
        _cancellation = ct.UnsafeRegister(static (unit, token) => ((CommitUnit)unit!).Cancel(token), this);
    }

    /// <summary>Claims the unit for running or for failing; false when it was cancelled.</summary>
    public bool TryClaim()
    {
        _cancellation.Unregister();
        return Interlocked.Exchange(ref _claimed, 1) == 0;
    }

    /// <summary>
    /// Runs the work on the writer's thread, inside the transaction, in the context (culture, log scope, trace) of who asked for it; an
    /// exception undoes this unit alone. A unit that is run again begins anew: nothing of an earlier run is in its <see cref="Writer"/>.
    /// </summary>
    public void Run(Statements statements)
    {
        Writer = new(statements);
        try
        {
            if (_context is null) Run(Writer);
            else ExecutionContext.Run(_context, static unit => ((CommitUnit)unit!).Run(((CommitUnit)unit).Writer!), this);
        }
        finally
        {
            Writer.Close();
        }
    }

    /// <summary>Called before its waiters go on, after the transaction is on disk.</summary>
    public abstract void OnCommitted();

    /// <summary>Lets the waiters go on; never runs them here.</summary>
    public abstract void Succeed();

    /// <summary>Fails for the waiters: nothing was kept.</summary>
    public abstract void Fail(Exception exception);

    /// <summary>Runs the work once.</summary>
    protected abstract void Run(CommitWriter writer);

    private void Cancel(CancellationToken token)
    {
        if (Interlocked.Exchange(ref _claimed, 1) == 0) Fail(new OperationCanceledException(token));
    }
}

/// <summary>A commit unit whose work gives a value.</summary>
/// <param name="work">Run again when another unit fails, where this is a small one (see <see cref="Database.Settle{T}"/>).</param>
/// <param name="onCommitted">Runs on the writer's thread when it is on disk, before its waiters go on; null for nothing.</param>
internal sealed class CommitUnit<T>(Func<CommitWriter, T> work, Action? onCommitted = null) : CommitUnit
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _value = default!;

    /// <summary>What the work gave, once it is on disk.</summary>
    public Task<T> Done => _done.Task;

    public override void OnCommitted() => onCommitted?.Invoke();

    public override void Succeed() => _done.TrySetResult(_value);

    public override void Fail(Exception exception)
    {
        if (exception is OperationCanceledException canceled) _done.TrySetCanceled(canceled.CancellationToken);
        else _done.TrySetException(exception);
    }

    protected override void Run(CommitWriter writer) => _value = work(writer);
}
