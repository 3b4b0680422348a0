using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.People;

namespace Improvement.Bot.Storage;

/// <summary>Keeps the outbox in the database. What the sender settles rides along with the commits of turns.</summary>
internal sealed class OutboxStore(Database database, Administrators administrators, ConversationCache conversations, TimeProvider clock) : IOutboxStore
{
    public Action<IReadOnlyList<OutboxRow>>? Added
    {
        get => database.Added;
        set => database.Added = value;
    }

    public ValueTask<Floor> TakeFloor(CancellationToken ct) => database.TakeFloor(ct);

    public Task<IReadOnlyList<OutboxRow>> Waiting(long afterId, int limit, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<OutboxRow>>(Read(reader => OutboxRows.Waiting(reader, afterId, limit)));

    public Task<(int Revision, Place Place)?> Showing(long rowId, CancellationToken ct) => Task.FromResult(Read(reader => OutboxRows.Showing(reader, rowId)));

    public Task<Place?> FindPlace(long placeId, CancellationToken ct) => Task.FromResult(Read(reader => PlaceRows.Find(reader, placeId)));

    public Task<bool> Delivered(OutboxRow row, Delivery delivery, CancellationToken ct)
    {
        var unit = new DeliveryUnit(row, delivery);
        database.Add(unit, settling: true, ct);
        return unit.Settled;
    }

    public Task Failed(OutboxRow row, int attempts, DateTimeOffset notBefore, string problem, CancellationToken ct) =>
        Settle(writer => OutboxRows.Failed(writer, row.Id, attempts, notBefore, problem), ct);

    public Task Park(OutboxRow row, string problem, CancellationToken ct) =>
        Settle(writer => OutboxRows.Park(writer, row.Id, problem, clock.GetUtcNow()), ct);

    public Task Unreachable(Address address, string reason, CancellationToken ct)
    {
        var unit = new UnreachableUnit(address, reason, administrators, conversations, clock.GetUtcNow());
        database.Add(unit, settling: true, ct);
        return unit.Noted;
    }

    private Task<bool> Settle(Action<Statements> work, CancellationToken ct) =>
        database.Settle(writer => { work(writer); return true; }, ct);

    private T Read<T>(Func<Statements, T> read)
    {
        using var session = database.OpenSession();
        return read(session.Statements);
    }
}
