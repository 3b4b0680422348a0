namespace Improvement.Bot.Storage;

/// <summary>A unit that yields a value: for jobs, imports, settling and tests.</summary>
/// <param name="session">Enters the transaction while the work runs.</param>
internal sealed class ActionUnit<T>(Session session, Func<Session, ValueTask<T>> work) : Unit
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _value = default!;

    public Task<T> Task => _done.Task;

    protected override void Run(Statements writer)
    {
        session.Enter(writer);
        try
        {
            var running = work(session);
            _value = running.IsCompleted ? running.Result : running.AsTask().GetAwaiter().GetResult();
        }
        finally
        {
            session.Leave();
        }
    }

    public override void Succeed() => _done.TrySetResult(_value);

    public override void Fail(Exception exception)
    {
        if (exception is OperationCanceledException canceled) _done.TrySetCanceled(canceled.CancellationToken);
        else _done.TrySetException(exception);
    }
}
