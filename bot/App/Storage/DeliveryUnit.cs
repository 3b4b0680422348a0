using Improvement.Bot.Framework.Outbox;

namespace Improvement.Bot.Storage;

/// <summary>Settles one delivered row of the outbox.</summary>
/// <param name="arrivedAt">The conversation, where nothing arrived before: what was set aside for it is sent again; null for all others.</param>
internal sealed class DeliveryUnit(OutboxRow row, Delivery delivery, string? arrivedAt, long now) : Unit
{
    private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<OutboxRow> _back = [];
    private bool _settled;

    /// <summary>False when the row is a show that was asked for again meanwhile.</summary>
    public Task<bool> Settled => _done.Task;

    public override void Tell(CommitNews news) => news.Rows.AddRange(_back);

    public override void Succeed() => _done.TrySetResult(_settled);

    public override void Fail(Exception exception)
    {
        if (exception is OperationCanceledException canceled) _done.TrySetCanceled(canceled.CancellationToken);
        else _done.TrySetException(exception);
    }

    protected override void Run(Statements writer)
    {
        _back = [];
        _settled = OutboxRows.Remove(writer, row);
        if (row.Kind is OutboxKind.Show && row.Place is { } place && !delivery.IsWhereItWas) PlaceRows.Move(writer, place, delivery.ActivityId, delivery.To);
        if (row.DialogId is { } dialog) DialogRows.Delivered(writer, dialog, delivery.ActivityId, row.To, delivery.To);
        if (row.To.Conversation is null && delivery.To.Conversation is { } chat) ConversationRows.AddPersonal(writer, chat, delivery.To);
        if (arrivedAt is not null && ConversationRows.HasArrived(writer, arrivedAt)) _back = OutboxRows.TakeBack(writer, arrivedAt, delivery.To.Person is { } person ? [person] : [], now);
    }
}
