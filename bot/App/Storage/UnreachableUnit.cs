using Improvement.Bot.Framework.Outbox;

namespace Improvement.Bot.Storage;

/// <summary>Notes that nothing can be said in a conversation, and tells the administrators when that is new.</summary>
internal sealed class UnreachableUnit(Address address, string reason, SettingAside aside, ConversationCache conversations, DateTimeOffset now) : Unit
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<OutboxRow> _told = [];

    /// <summary>Done when it is kept.</summary>
    public Task Noted => _done.Task;

    public override void Tell(CommitNews news) => news.Rows.AddRange(_told);

    public override void OnCommitted() => conversations.Forget(address.QueueKey);

    public override void Succeed() => _done.TrySetResult();

    public override void Fail(Exception exception)
    {
        if (exception is OperationCanceledException canceled) _done.TrySetCanceled(canceled.CancellationToken);
        else _done.TrySetException(exception);
    }

    protected override void Run(Statements writer)
    {
        _told.Clear();
        foreach (var say in aside.MarkUnreachable(writer, address, reason, now))
        {
            if (OutboxRows.Add(writer, say, now.ToStoredMilliseconds()) is { } added) _told.Add(added);
        }
    }
}
