namespace Improvement.Bot.Framework.Outbox;

/// <summary>Store of the outbox. Rows are written by turns and jobs (see <c>ITurnWriter.Enqueue</c>); the sender reads and settles them.
/// Whatever cannot be read or written at the moment (a full disk, a server that is away) throws
/// <see cref="Turns.StoreUnavailableException"/>; nothing of it was noted, and it can be asked again later.</summary>
public interface IOutboxStore
{
    /// <summary>
    /// Called after each commit with the rows that it added, in the order of their ids; if processes share the store, in the one that holds
    /// the sender lease, whichever committed. Set by the sender before it takes the sender lease.
    /// </summary>
    Action<IReadOnlyList<OutboxRow>>? Added { get; set; }

    /// <summary>Waits for the sender lease.</summary>
    ValueTask<SenderLease> TakeSenderLease(CancellationToken ct) => new(SenderLease.Unshared);

    /// <summary>Rows that wait, ascending by id, starting after <paramref name="afterId"/>; parked rows are left out.</summary>
    Task<IReadOnlyList<OutboxRow>> Waiting(long afterId, int limit, CancellationToken ct);

    /// <summary>
    /// The present revision of a show row, its place, and <see cref="OutboxRow.Connector"/> for that place; null when the row is gone.
    /// </summary>
    Task<(int Revision, Place Place, string? Connector)?> Showing(long rowId, CancellationToken ct);

    /// <summary>A place by its id.</summary>
    Task<Place?> FindPlace(long placeId, CancellationToken ct);

    /// <summary>
    /// Settles a delivered row in the next commit: removes it (a show only if its revision is still <see cref="OutboxRow.Revision"/>), and
    /// remembers the message id for its place or its dialog, and the address when it changed (a personal chat that was created).
    /// Returns false when a show was asked for again meanwhile and must be sent again.
    /// </summary>
    Task<bool> Delivered(OutboxRow row, Delivery delivery, CancellationToken ct);

    /// <summary>Notes a failed attempt.</summary>
    Task Failed(OutboxRow row, int attempts, DateTimeOffset notBefore, string problem, CancellationToken ct);

    /// <summary>
    /// Sets a row aside, for an administrator to see; the next one of the queue goes on. May be done twice.
    /// </summary>
    /// <param name="fate">Whether it is sent again when its conversation shows signs of life: an activity from there, or a message that
    /// arrives there.</param>
    Task Park(OutboxRow row, string problem, Fate fate, CancellationToken ct);

    /// <summary>Marks a conversation or person as out of reach and tells the administrators once. May be done twice.</summary>
    Task Unreachable(Address address, string reason, CancellationToken ct);

    /// <summary>
    /// The newest service URL of the connector, from verified activities of this conversation, person or team; null if unknown.
    /// </summary>
    Task<string?> ServiceUrlOf(Address to, CancellationToken ct) => Task.FromResult((string?)null);
}

/// <summary>Whether and when a row that is set aside is sent again.</summary>
/// <param name="OutOfReach">The address to mark as unreachable; null if the conversation is not to blame.</param>
/// <param name="ComesBack">Whether it is sent again when the conversation shows signs of life.</param>
public sealed record Fate(Address? OutOfReach, bool ComesBack)
{
    /// <summary>It stays aside: the row itself cannot be sent.</summary>
    public static Fate Final { get; } = new(null, false);

    /// <summary>It waits with others of its conversation.</summary>
    public static Fate Waits { get; } = new(null, true);

    /// <summary>Nothing arrives there at present.</summary>
    public static Fate Unreachable(Address address) => new(address, true);
}

/// <summary>Receipt of a delivery.</summary>
/// <param name="ActivityId">Id of the message; null if the channel gives none.</param>
/// <param name="To">The actual address: that of the row, or the personal chat that stood in for it.</param>
public sealed record Delivery(string? ActivityId, Address To)
{
    /// <summary>It replaced the message that the store knows for its place, so there is nothing to remember.</summary>
    public bool IsWhereItWas { get; init; }
}
