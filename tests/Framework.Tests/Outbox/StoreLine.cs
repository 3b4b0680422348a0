using Improvement.Bot.Framework.Outbox;

namespace Improvement.Bot.Framework.Tests.Outbox;

/// <summary>
/// The connection of one process to the store; once cut, nothing that the process does is kept, and it learns nothing more.
/// </summary>
internal class StoreLine : IOutboxStore
{
    private readonly IOutboxStore _store;
    private readonly TaskCompletionSource<bool> _never = new();
    private volatile bool _cut;

    public StoreLine(IOutboxStore store)
    {
        _store = store;
        _store.Added = rows => Heard(rows);
    }

    public Action<IReadOnlyList<OutboxRow>>? Added { get; set; }

    public void Cut() => _cut = true;

    public virtual Task<IReadOnlyList<OutboxRow>> Waiting(long afterId, int limit, CancellationToken ct) =>
        _store.Waiting(afterId, limit, ct);

    public Task<(int Revision, Place Place, string? Connector)?> Showing(long rowId, CancellationToken ct) => _store.Showing(rowId, ct);

    public Task<Place?> FindPlace(long placeId, CancellationToken ct) => _store.FindPlace(placeId, ct);

    public virtual Task<bool> Delivered(OutboxRow row, Delivery delivery, CancellationToken ct) =>
        _cut ? _never.Task : _store.Delivered(row, delivery, ct);

    public Task Failed(OutboxRow row, int attempts, DateTimeOffset notBefore, string problem, CancellationToken ct) =>
        _cut ? _never.Task : _store.Failed(row, attempts, notBefore, problem, ct);

    public virtual Task Park(OutboxRow row, string problem, Fate fate, CancellationToken ct) =>
        _cut ? _never.Task : _store.Park(row, problem, fate, ct);

    public Task<string?> ServiceUrlOf(Address to, CancellationToken ct) => _store.ServiceUrlOf(to, ct);

    public virtual Task Unreachable(Address address, string reason, CancellationToken ct) =>
        _cut ? _never.Task : _store.Unreachable(address, reason, ct);

    private void Heard(IReadOnlyList<OutboxRow> rows)
    {
        if (!_cut) Added?.Invoke(rows);
    }
}
