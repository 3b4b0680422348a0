using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Storage.Engine;

namespace Improvement.Bot.Storage.Turns;

/// <summary>
/// Keeps the outbox in the database. The commit units of the sender are small, and share a commit: on SQLite that of turns.
/// </summary>
internal sealed class OutboxStore(
    Database database, SettingAside aside, ConversationCache conversations, OutOfReach outOfReach, TimeProvider clock) : IOutboxStore
{
    public Action<IReadOnlyList<OutboxRow>>? Added
    {
        get => database.Added;
        set => database.Added = value;
    }

    public async ValueTask<SenderLease> TakeSenderLease(CancellationToken ct)
    {
        var lease = await database.TakeSenderLease(ct);
        try
        {
            Read(reader => { outOfReach.Load(reader); return true; });
            return lease;
        }
        catch
        {
            await lease.DisposeAsync();
            throw;
        }
    }

    public Task<IReadOnlyList<OutboxRow>> Waiting(long afterId, int limit, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<OutboxRow>>(Read(reader => OutboxRows.Waiting(reader, afterId, limit)));

    public Task<(int Revision, Place Place, string? Connector)?> Showing(long rowId, CancellationToken ct) =>
        Task.FromResult(Read(reader => OutboxRows.Showing(reader, rowId)));

    public Task<Place?> FindPlace(long placeId, CancellationToken ct) => Task.FromResult(Read(reader => PlaceRows.Find(reader, placeId)));

    public Task<string?> ServiceUrlOf(Address to, CancellationToken ct) =>
        Task.FromResult(conversations.ServiceUrlOf(to) ?? Read(reader => ConversationRows.ServiceUrlOf(reader, to)));

    public async Task<bool> Delivered(OutboxRow row, Delivery delivery, CancellationToken ct)
    {
        var arrivedAt = outOfReach.At(row, delivery);
        var now = clock.GetUtcNow().ToStoredMilliseconds();
        // What is set aside elsewhere is taken back only by one at a time.
        var isDone = arrivedAt is null
            ? await database.SettleBeside(row.To.QueueKey, writer => Deliver(writer, row, delivery, null, now), ct)
            : await database.Add(new CommitUnit<bool>(writer => Deliver(writer, row, delivery, arrivedAt, now)), ct, settling: true);
        if (arrivedAt is null) return isDone;
        conversations.Forget(arrivedAt);
        outOfReach.Remove(arrivedAt);
        return isDone;
    }

    public Task Failed(OutboxRow row, int attempts, DateTimeOffset notBefore, string problem, CancellationToken ct) =>
        database.SettleBeside(
            row.To.QueueKey, writer => OutboxRows.Failed(writer.Statements, row.Id, attempts, notBefore, problem), ct);

    public Task Park(OutboxRow row, string problem, Fate fate, CancellationToken ct) => aside.Park(row, problem, fate, ct);

    public async Task Unreachable(Address address, string reason, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var unit =
            new CommitUnit<bool>(writer => MarkUnreachable(writer, address, reason, now), () => conversations.Forget(address.QueueKey));
        await database.Add(unit, ct, settling: true);
        outOfReach.Add(address.QueueKey);
    }

    // False when the row is a show that was asked for again meanwhile.
    private static bool Deliver(CommitWriter writer, OutboxRow row, Delivery delivery, string? arrivedAt, long now)
    {
        var statements = writer.Statements;
        var isDone = OutboxRows.Remove(statements, row);
        if (row is { Kind: OutboxKind.Show, Place: { } place } && !delivery.IsWhereItWas)
        {
            PlaceRows.Move(statements, place, delivery.ActivityId, delivery.To);
        }

        if (row.DialogId is { } dialog) DialogRows.Delivered(statements, dialog, delivery.ActivityId, row.To, delivery.To);
        if (row.To.Conversation is null && delivery.To.Conversation is { } chat)
        {
            ConversationRows.AddPersonal(statements, chat, delivery.To);
        }

        if (arrivedAt is not null && ConversationRows.HasArrived(statements, arrivedAt))
        {
            new TurnWriter(writer, now).SendAgain(arrivedAt, delivery.To.Person is { } person ? [person] : []);
        }

        return isDone;
    }

    // True when that is new.
    private bool MarkUnreachable(CommitWriter writer, Address address, string reason, DateTimeOffset now)
    {
        var messages = aside.MarkUnreachable(writer.Statements, address, reason, now);
        var outbox = new TurnWriter(writer, now.ToStoredMilliseconds());
        foreach (var message in messages) outbox.Enqueue(message);
        return messages.Count > 0;
    }

    private T Read<T>(Func<Statements, T> read)
    {
        using var session = database.OpenSession();
        return read(session.Statements);
    }
}
