using Improvement.Bot.Framework.Outbox;

namespace Improvement.Bot.Storage;

/// <summary>Settles one delivered row of the outbox.</summary>
internal sealed class DeliveryUnit(OutboxRow row, Delivery delivery) : Unit
{
    private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _settled;

    /// <summary>False when the row is a show that was asked for again meanwhile.</summary>
    public Task<bool> Settled => _done.Task;

    public override void Succeed() => _done.TrySetResult(_settled);

    public override void Fail(Exception exception)
    {
        if (exception is OperationCanceledException canceled) _done.TrySetCanceled(canceled.CancellationToken);
        else _done.TrySetException(exception);
    }

    protected override void Run(Statements writer)
    {
        _settled = OutboxRows.Remove(writer, row);
        if (row.Kind is OutboxKind.Show && row.Place is { } place && !delivery.IsWhereItWas) PlaceRows.Move(writer, place, delivery.ActivityId, delivery.To);
        if (row.DialogId is { } dialog) DialogRows.Delivered(writer, dialog, delivery.ActivityId, row.To, delivery.To);
        if (row.To.Conversation is null && delivery.To.Conversation is { } chat) ConversationRows.AddPersonal(writer, chat, delivery.To);
    }
}
