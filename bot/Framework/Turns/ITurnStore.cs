using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Outbox;

namespace Improvement.Bot.Framework.Turns;

/// <summary>Names one activity of the channel; the same activity delivered twice has the same key.</summary>
public readonly record struct ActivityKey(string Channel, string Conversation, string Activity);

/// <summary>A conversation with a person that is under way.</summary>
/// <param name="Journal">The journal; its <see cref="Journal.Id"/> names the row.</param>
/// <param name="To">Address of its card; with a person if only that person sees it.</param>
/// <param name="Person">Whom it asks: the Entra object id, or the channel's id of a person without one.</param>
/// <param name="CardActivity">The message that carries its live card; null until delivered, and null in <see cref="ITurnWriter.Save"/>
/// keeps what is stored.</param>
/// <param name="Version">Grows with each save; 0 for a dialog that is not stored yet.</param>
/// <param name="ExpiresAt">When it ends by itself, UTC.</param>
public sealed record SavedDialog(Journal Journal, Address To, string Person, string? CardActivity, long Version, DateTimeOffset ExpiresAt)
{
    /// <summary>
    /// Its card goes to another thread than before: which message carried it is forgotten when it is saved, until the new one is delivered.
    /// </summary>
    public bool IsMoved { get; init; }

    /// <summary>The conversation without a thread: a person has at most one dialog open in it.</summary>
    public string Conversation => Address.ChannelOf(To.Conversation ?? "");

    /// <summary>Whether it is this person whom it asks; somebody may have begun it before their object id was known.</summary>
    public bool Asks(ChannelAccount person) => Person == person.Key || Person == person.Id;
}

/// <summary>
/// Store of turns. Whatever cannot be read or written at the moment throws <see cref="StoreUnavailableException"/>.
/// </summary>
public interface ITurnStore
{
    /// <summary>
    /// Begins a turn that is to be decided: says whether its activity has been committed already, and, where that is cheaper than to be
    /// asked piece by piece, what turns ask for. Reads by the services of the turn's scope.
    /// </summary>
    /// <param name="key">Null for an activity without an id.</param>
    async ValueTask<TurnOpening> Open(TurnContext turn, ActivityKey? key, CancellationToken ct) =>
        new() { IsSeen = key is { } known && await Seen(known, ct) };

    /// <summary>Whether this activity has been committed already.</summary>
    ValueTask<bool> Seen(ActivityKey key, CancellationToken ct);

    /// <summary>The dialog that a person has open in a conversation (without its thread).</summary>
    /// <param name="alsoKnownAs">What else the person may have been called when the dialog began: the channel's id of somebody whose object
    /// id was not known yet.</param>
    ValueTask<SavedDialog?> DialogIn(string conversation, string person, CancellationToken ct, string? alsoKnownAs = null);

    /// <summary>The Entra object id for a channel id (<c>29:…</c>), as learned from other activities; null if unknown.</summary>
    ValueTask<string?> ObjectIdOf(string channelUserId, CancellationToken ct) => new((string?)null);

    /// <summary>A dialog by its id.</summary>
    ValueTask<SavedDialog?> Dialog(string id, CancellationToken ct);

    /// <summary>Dialogs whose time is over, the oldest first.</summary>
    Task<IReadOnlyList<SavedDialog>> Expired(DateTimeOffset now, int limit, CancellationToken ct);

    /// <summary>The place whose message this is; null when the message shows no record.</summary>
    /// <param name="conversation">Without its thread.</param>
    ValueTask<Place?> PlaceAt(string conversation, string activityId, CancellationToken ct);

    /// <summary>
    /// Runs <paramref name="work"/> inside one transaction and commits it; the commits of concurrent turns are grouped, so the work must be
    /// brief and must not wait for the outside. While it runs, the services of <paramref name="scope"/> that touch the database take part
    /// in the transaction. When it throws, nothing of it is kept.
    /// </summary>
    /// <param name="seen">Marked as seen in the same transaction; null for an unrecorded turn and for jobs.</param>
    /// <param name="beside">
    /// Whether the transaction may run at the same time as others that say so too; otherwise it runs as if it were the only one. To be said
    /// of work whose every write is guarded by its own row: a key that must be free, a version that must be the one that was read.
    /// </param>
    /// <exception cref="StoreUnavailableException">Nothing can be written at the moment; nothing was kept.</exception>
    Task<CommitOutcome> Commit(
        ActivityKey? seen, IServiceProvider scope, Func<ITurnWriter, ValueTask> work, CancellationToken ct, bool beside = false);
}

/// <summary>How a commit ended.</summary>
public enum CommitOutcome
{
    /// <summary>Everything is kept.</summary>
    Committed,

    /// <summary>The activity had been committed before; nothing was written.</summary>
    AlreadySeen,

    /// <summary>
    /// Another turn changed the same dialog or record first (see <see cref="RaceLostException"/>), or the store was away for a moment;
    /// nothing was written, and the turn can be decided again.
    /// </summary>
    RaceLost,
}

/// <summary>Thrown inside a transaction when a row no longer has the version that was read.</summary>
public sealed class RaceLostException(string what, Exception? cause = null) : Exception($"Somebody else changed {what} first.", cause);

/// <summary>Writer of the framework's rows, inside the transaction of a turn.</summary>
public interface ITurnWriter
{
    /// <summary>Writes a dialog: inserts it at version 0, otherwise replaces the version that was read.</summary>
    /// <exception cref="RaceLostException">It was changed meanwhile, or the person has another one open in this conversation.</exception>
    void Save(SavedDialog dialog);

    /// <summary>Removes a dialog.</summary>
    /// <exception cref="RaceLostException">It was changed meanwhile.</exception>
    void End(SavedDialog dialog);

    /// <summary>
    /// Adds a row to the outbox; it is sent after the commit. A show that waits already is not added twice: its revision grows.
    /// </summary>
    void Enqueue(OutboxRow row);

    /// <summary>Sends again what was set aside because nothing arrived in a conversation, as it shows signs of life.</summary>
    /// <param name="conversation">Without its thread.</param>
    /// <param name="people">The other side of a personal chat, by all their ids; what waits for them by name is sent as well.</param>
    void SendAgain(string conversation, params IReadOnlyList<string> people);

    /// <summary>The place of a view of a record in a conversation, created when there is none.</summary>
    /// <param name="activityId">Id of its message, if known.</param>
    Place PlaceOf(string subject, string view, Address to, string? activityId = null);

    /// <summary>All places that show a record.</summary>
    IReadOnlyList<Place> PlacesOf(string subject);
}
