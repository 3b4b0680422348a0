using Improvement.Bot.Framework.Outbox;

namespace Improvement.Bot.Framework.Testing;

/// <summary>An outbox in memory, for tests and for practice: the same promises as the one in a database, except that it ends with the process.</summary>
/// <param name="time">Stamps the rows.</param>
public sealed class MemoryOutboxStore(TimeProvider time) : IOutboxStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, OutboxRow> _rows = [];
    private readonly SortedDictionary<long, Place> _places = [];
    private readonly Dictionary<long, string> _parked = [];
    private readonly Dictionary<string, Delivery> _dialogs = new(StringComparer.Ordinal);
    private readonly List<(Address Address, string Reason)> _unreachable = [];
    private long _lastRow, _lastPlace;

    /// <inheritdoc/>
    public Action<IReadOnlyList<OutboxRow>>? Added { get; set; }

    /// <summary>The rows that wait, ascending.</summary>
    public IReadOnlyList<OutboxRow> Rows => Read(() => _rows.Values.Where(row => !_parked.ContainsKey(row.Id)).ToList());

    /// <summary>The rows that were set aside, each with its reason.</summary>
    public IReadOnlyList<(OutboxRow Row, string Problem)> Parked => Read(() => _parked.Select(parked => (_rows[parked.Key], parked.Value)).ToList());

    /// <summary>Where nothing arrives, each address once.</summary>
    public IReadOnlyList<(Address Address, string Reason)> OutOfReach => Read(() => _unreachable.ToList());

    /// <summary>All places.</summary>
    public IReadOnlyList<Place> Places => Read(() => _places.Values.ToList());

    /// <summary>How the live card of a dialog was delivered; null when it has not been.</summary>
    public Delivery? CardOf(string dialog) => Read(() => _dialogs.GetValueOrDefault(dialog));

    /// <summary>Commits rows: gives them their ids and tells the sender. A show that waits already is not added twice: its revision grows.</summary>
    public IReadOnlyList<OutboxRow> Commit(params IEnumerable<OutboxRow> rows)
    {
        lock (_gate)
        {
            var added = rows.Select(Add).OfType<OutboxRow>().ToList();
            // Inside the lock, as the order of the calls is a promise.
            if (added.Count > 0)
                Added?.Invoke(added);
            return added;
        }
    }

    /// <summary>The place of a view of a record in a conversation, created when there is none.</summary>
    public Place PlaceOf(string subject, string view, Address to, string? activityId = null)
    {
        lock (_gate)
        {
            if (_places.Values.FirstOrDefault(place => (place.Subject, place.View, place.To.Lane) == (subject, view, to.Lane)) is { } known)
                return known;
            return _places[++_lastPlace] = new(_lastPlace, subject, view, to, activityId);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<OutboxRow>> Waiting(long afterId, int limit, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<OutboxRow>>(Rows.Where(row => row.Id > afterId).Take(limit).ToList());

    /// <inheritdoc/>
    public Task<(int Revision, Place Place)?> Showing(long rowId, CancellationToken ct) =>
        Task.FromResult(Read(() => _rows.TryGetValue(rowId, out var row) ? (row.Revision, _places[row.Place!.Value]) : ((int, Place)?)null));

    /// <inheritdoc/>
    public Task<Place?> FindPlace(long placeId, CancellationToken ct) => Task.FromResult(Read(() => _places.GetValueOrDefault(placeId)));

    /// <inheritdoc/>
    public Task<bool> Delivered(OutboxRow row, Delivery delivery, CancellationToken ct) => Task.FromResult(Read(() =>
    {
        if (row is { Kind: OutboxKind.Show, Place: { } id } && _places.TryGetValue(id, out var place))
            _places[id] = place with { ActivityId = delivery.ActivityId ?? place.ActivityId, To = delivery.To };
        if (row.DialogId is not null)
            _dialogs[row.DialogId] = delivery;
        if (row.Kind is OutboxKind.Show && _rows.TryGetValue(row.Id, out var waiting) && waiting.Revision != row.Revision)
            return false;
        _rows.Remove(row.Id);
        return true;
    }));

    /// <inheritdoc/>
    public Task Failed(OutboxRow row, int attempts, DateTimeOffset notBefore, string problem, CancellationToken ct) => Write(() =>
    {
        if (_rows.TryGetValue(row.Id, out var waiting))
            _rows[row.Id] = waiting with { Attempts = attempts, NotBefore = notBefore };
    });

    /// <inheritdoc/>
    public Task Park(OutboxRow row, string problem, CancellationToken ct) => Write(() => _parked[row.Id] = problem);

    /// <inheritdoc/>
    public Task Unreachable(Address address, string reason, CancellationToken ct) => Write(() =>
    {
        if (_unreachable.TrueForAll(known => known.Address != address))
            _unreachable.Add((address, reason));
    });

    private OutboxRow? Add(OutboxRow row)
    {
        if (row.Kind is OutboxKind.Show
            && _rows.Values.FirstOrDefault(other => other.Kind is OutboxKind.Show && other.Place == row.Place && !_parked.ContainsKey(other.Id)) is { } waiting)
        {
            _rows[waiting.Id] = waiting with { Revision = waiting.Revision + 1 };
            return null;
        }
        return _rows[++_lastRow] = row with { Id = _lastRow, Created = time.GetUtcNow() };
    }

    private T Read<T>(Func<T> read)
    {
        lock (_gate)
            return read();
    }

    private Task Write(Action write)
    {
        lock (_gate)
            write();
        return Task.CompletedTask;
    }
}
