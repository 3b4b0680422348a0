using Improvement.Bot.Framework.Outbox;

namespace Improvement.Bot.Storage;

/// <summary>Keeps the outbox in the database. What the sender settles rides along with the commits of turns.</summary>
internal sealed class OutboxStore(Database database, SettingAside aside, ConversationCache conversations, OutOfReach outOfReach, TimeProvider clock) : IOutboxStore
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

    public Task<(int Revision, Place Place)?> Showing(long rowId, CancellationToken ct) => Task.FromResult(Read(reader => OutboxRows.Showing(reader, rowId)));

    public Task<Place?> FindPlace(long placeId, CancellationToken ct) => Task.FromResult(Read(reader => PlaceRows.Find(reader, placeId)));

    public Task<string?> ServiceUrlOf(Address to, CancellationToken ct) =>
        Task.FromResult(conversations.ServiceUrlOf(to) ?? Read(reader => ConversationRows.ServiceUrlOf(reader, to)));

    public async Task<bool> Delivered(OutboxRow row, Delivery delivery, CancellationToken ct)
    {
        var arrivedAt = outOfReach.At(row, delivery);
        var unit = new DeliveryUnit(row, delivery, arrivedAt, clock.GetUtcNow().ToStoredMilliseconds());
        database.Add(unit, settling: true, ct);
        var settled = await unit.Settled;
        if (arrivedAt is null) return settled;
        conversations.Forget(arrivedAt);
        outOfReach.Remove(arrivedAt);
        return settled;
    }

    public Task Failed(OutboxRow row, int attempts, DateTimeOffset notBefore, string problem, CancellationToken ct) =>
        database.Settle(writer => { OutboxRows.Failed(writer, row.Id, attempts, notBefore, problem); return true; }, ct);

    public Task Park(OutboxRow row, string problem, Fate fate, CancellationToken ct) => aside.Park(row, problem, fate, ct);

    public async Task Unreachable(Address address, string reason, CancellationToken ct)
    {
        var unit = new UnreachableUnit(address, reason, aside, conversations, clock.GetUtcNow());
        database.Add(unit, settling: true, ct);
        await unit.Noted;
        outOfReach.Add(address.QueueKey);
    }

    private T Read<T>(Func<Statements, T> read)
    {
        using var session = database.OpenSession();
        return read(session.Statements);
    }
}
