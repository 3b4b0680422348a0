using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.People;

namespace Improvement.Bot.Storage;

/// <summary>Notes that nothing can be said in a conversation, and tells the administrators when that is new.</summary>
internal sealed class UnreachableUnit(Address address, string reason, Administrators administrators, ConversationCache conversations, DateTimeOffset now) : Unit
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<OutboxRow> _told = [];

    /// <summary>Done when it is kept.</summary>
    public Task Noted => _done.Task;

    public override void Tell(CommitNews news) => news.Rows.AddRange(_told);

    public override void OnCommitted() => conversations.Forget(address.Lane);

    public override void Succeed() => _done.TrySetResult();

    public override void Fail(Exception exception)
    {
        if (exception is OperationCanceledException canceled) _done.TrySetCanceled(canceled.CancellationToken);
        else _done.TrySetException(exception);
    }

    protected override void Run(Statements writer)
    {
        _told.Clear();
        if (!ConversationRows.MarkUnreachable(writer, address, reason, now)) return;

        var text = string.Format(StorageTexts.OutOfReach, ConversationRows.NameOf(writer, address) ?? address.Lane, reason);
        foreach (var chat in administrators.PersonalChats(writer, address.ServiceUrl))
        {
            if (chat.Lane == address.Lane) continue;
            var say = new OutboxRow(OutboxKind.Say, chat) { Body = OutgoingActivity.Of(text).ToJson() };
            if (OutboxRows.Add(writer, say, now.Kept()) is { } added) _told.Add(added);
        }
    }
}
