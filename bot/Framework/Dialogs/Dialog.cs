using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Improvement.Bot.Framework.Dialogs;

/// <summary>
/// Return type of a dialog method. Its <c>await</c> means: go on if the journal already knows, otherwise stop here. A dialog never waits,
/// never resumes and never touches the outside; it is played again from its first line each turn. So no <c>finally</c>, <c>using</c> or
/// <c>lock</c> around an <c>Ask</c>: it would not run.
/// </summary>
[AsyncMethodBuilder(typeof(DialogBuilder<>))]
public sealed class Dialog<T>
{
    internal T? Result { get; set; }
    internal bool Finished { get; set; }
    internal ExceptionDispatchInfo? Failure { get; set; }

    /// <summary>Lets one dialog call another: a sub-dialog is a method.</summary>
    public Part GetAwaiter() => new(this);

    /// <summary>A dialog inside a dialog.</summary>
    public readonly struct Part(Dialog<T> dialog) : IStop
    {
        public bool IsCompleted => dialog.Finished || dialog.Failure is not null;
        public T GetResult()
        {
            dialog.Failure?.Throw();
            return dialog.Result!;
        }

        public void OnCompleted(Action continuation) { }
    }
}

/// <summary>Marks what a dialog may stop at.</summary>
internal interface IStop : INotifyCompletion;

/// <summary>Turns <c>await</c> into a full stop, and refuses to await anything but a step of the dialog.</summary>
public struct DialogBuilder<T>
{
    public Dialog<T> Task { get; private set; }

    public static DialogBuilder<T> Create() => new() { Task = new() };
    public readonly void Start<TMachine>(ref TMachine machine) where TMachine : IAsyncStateMachine => machine.MoveNext();
    public readonly void SetStateMachine(IAsyncStateMachine stateMachine) { }
    public readonly void SetResult(T result) => (Task.Result, Task.Finished) = (result, true);
    public readonly void SetException(Exception exception) => Task.Failure = ExceptionDispatchInfo.Capture(exception);

    public readonly void AwaitOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine)
        where TAwaiter : INotifyCompletion where TMachine : IAsyncStateMachine
    {
        if (awaiter is not IStop)
        {
            Task.Failure = ExceptionDispatchInfo.Capture(new InvalidOperationException(
                $"A dialog may only await dialog.Ask, dialog.Look, dialog.Do or another dialog; "
                + $"this one awaited a {typeof(TAwaiter).Name}. Wrap the call in dialog.Look or dialog.Do."));
        }
    }

    public readonly void AwaitUnsafeOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine)
        where TAwaiter : ICriticalNotifyCompletion where TMachine : IAsyncStateMachine => AwaitOnCompleted(ref awaiter, ref machine);
}
