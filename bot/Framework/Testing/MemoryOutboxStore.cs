using System.Collections.Immutable;
using Improvement.Bot.Framework.Outbox;

namespace Improvement.Bot.Framework.Testing;

/// <summary>
/// An outbox in memory, for tests and for practice: the same promises as the one in a database, except that it ends with the process.
/// </summary>
/// <param name="store">Whose transactions add the rows.</param>
public sealed class MemoryOutboxStore(MemoryTurnStore store) : IOutboxStore
{
    /// <summary>An outbox without turns; see <see cref="Commit"/>.</summary>
    /// <param name="time">Stamps the rows.</param>
    public MemoryOutboxStore(TimeProvider time)
        : this(new MemoryTurnStore(time)) { }

    /// <inheritdoc/>
    public Action<IReadOnlyList<OutboxRow>>? Added
    {
        get => store.Added;
        set => store.Added = value;
    }

    /// <summary>The rows that wait, ascending.</summary>
    public IReadOnlyList<OutboxRow> Rows => store.Waiting;

    /// <summary>The rows that were set aside, each with its reason.</summary>
    public IReadOnlyList<(OutboxRow Row, string Problem, Fate Fate)> Parked => [.. store.Tables.Parked.Values];

    /// <summary>Unreachable addresses, each once.</summary>
    public IReadOnlyList<(Address Address, string Reason)> OutOfReach => store.Tables.OutOfReach;

    /// <summary>All places.</summary>
    public IReadOnlyList<Place> Places => [.. store.Tables.Places.Values];

    /// <summary>How the live card of a dialog was delivered; null when it has not been.</summary>
    public Delivery? CardOf(string dialog) => store.Tables.Cards.GetValueOrDefault(dialog);

    /// <summary>
    /// Commits rows: gives them their ids and tells the sender. A show that waits already is not added twice: its revision grows.
    /// </summary>
    public IReadOnlyList<OutboxRow> Commit(params IEnumerable<OutboxRow> rows) => store.CommitNow(writer =>
    {
        foreach (var row in rows) writer.Enqueue(row);
        return writer.Added;
    });

    /// <summary>The place of a view of a record in a conversation, created when there is none.</summary>
    public Place PlaceOf(string subject, string view, Address to, string? activityId = null) =>
        store.CommitNow(writer => writer.PlaceOf(subject, view, to, activityId));

    /// <inheritdoc/>
    public Task<IReadOnlyList<OutboxRow>> Waiting(long afterId, int limit, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<OutboxRow>>([.. store.Tables.Rows.Values.Where(row => row.Id > afterId).Take(limit)]);

    /// <inheritdoc/>
    public Task<(int Revision, Place Place, string? Connector)?> Showing(long rowId, CancellationToken ct)
    {
        var tables = store.Tables;
        return Task.FromResult<(int, Place, string?)?>(tables.Rows.GetValueOrDefault(rowId) is { Place: { } place } row
            ? (row.Revision, tables.Places[place], null)
            : null);
    }

    /// <inheritdoc/>
    public Task<Place?> FindPlace(long placeId, CancellationToken ct) => Task.FromResult(store.Tables.Places.GetValueOrDefault(placeId));

    /// <inheritdoc/>
    public Task<bool> Delivered(OutboxRow row, Delivery delivery, CancellationToken ct) =>
        Task.FromResult(store.ChangeNow(tables => Settled(Noted(tables, row, delivery), row)));

    /// <inheritdoc/>
    public Task Failed(OutboxRow row, int attempts, DateTimeOffset notBefore, string problem, CancellationToken ct) =>
        Change(tables => tables.Rows.TryGetValue(row.Id, out var waiting)
        ? tables with { Rows = tables.Rows.SetItem(row.Id, waiting with { Attempts = attempts, NotBefore = notBefore }) }
        : tables);

    /// <inheritdoc/>
    public Task Park(OutboxRow row, string problem, Fate fate, CancellationToken ct) => Change(tables =>
    {
        var aside = tables with
        {
            Rows = tables.Rows.Remove(row.Id),
            Parked = tables.Parked.SetItem(row.Id, (tables.Rows.GetValueOrDefault(row.Id, row), problem, fate)),
        };
        return fate.OutOfReach is { } where ? Marked(aside, where, problem) : aside;
    });

    /// <inheritdoc/>
    public Task<string?> ServiceUrlOf(Address to, CancellationToken ct) => Task.FromResult(Connectors.GetValueOrDefault(to.QueueKey));

    /// <summary>The newest address of the connector, by <see cref="Address.QueueKey"/>.</summary>
    public Dictionary<string, string> Connectors { get; } = [];

    /// <inheritdoc/>
    public Task Unreachable(Address address, string reason, CancellationToken ct) =>
        Change(tables => Marked(tables, address, reason));

    private static MemoryTables Marked(MemoryTables tables, Address address, string reason) =>
        tables.OutOfReach.Exists(known => known.Address == address)
            ? tables
            : tables with { OutOfReach = tables.OutOfReach.Add((address, reason)) };

    private Task Change(Func<MemoryTables, MemoryTables> change)
    {
        store.ChangeNow(tables => (change(tables), true));
        return Task.CompletedTask;
    }

    private static (MemoryTables Tables, bool Result) Settled(MemoryTables tables, OutboxRow row) =>
        row.Kind is OutboxKind.Show && tables.Rows.TryGetValue(row.Id, out var waiting) && waiting.Revision != row.Revision
            ? (tables, false)
            : (tables with { Rows = tables.Rows.Remove(row.Id) }, true);

    /// <summary>Stores the actual address and id of a delivered message for its place and its dialog.</summary>
    private static MemoryTables Noted(MemoryTables tables, OutboxRow row, Delivery delivery)
    {
        if (row is { Kind: OutboxKind.Show, Place: { } id } && tables.Places.TryGetValue(id, out var place))
        {
            var shown = place with { ActivityId = delivery.ActivityId ?? place.ActivityId, To = delivery.To };
            tables = tables with { Places = tables.Places.SetItem(id, shown) };
        }
        if (row.DialogId is not { } name) return tables;

        tables = tables with { Cards = tables.Cards.SetItem(name, delivery) };
        if (!tables.Dialogs.TryGetValue(name, out var dialog)) return tables;
        // its person has asked for it elsewhere since
        if (dialog.To.Conversation != row.To.Conversation && dialog.To.Conversation != delivery.To.Conversation) return tables;

        var moved = dialog with { CardActivity = delivery.ActivityId ?? dialog.CardActivity, To = delivery.To };
        return tables.DialogIn(moved.Conversation, moved.Person) is { } other && other.Journal.Id != name
            ? tables // another dialog is open there
            : tables with { Dialogs = tables.Dialogs.SetItem(name, moved) };
    }
}
