using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;

namespace Improvement.Bot.Framework.Testing;

/// <summary>
/// Keeps what turns need in memory, with the promises of a database: one transaction at a time, all or nothing, races decided by version.
/// Only what would survive being written down survives here.
/// </summary>
public sealed class MemoryTurnStore(TimeProvider time) : ITurnStore, IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <summary>Called after each commit with the rows that it added to the outbox.</summary>
    public Action<IReadOnlyList<OutboxRow>>? Added { get; set; }

    /// <summary>Number of transactions that were committed so far; deliveries do not count.</summary>
    public int Commits { get; private set; }

    /// <summary>Outbox rows that wait, in order.</summary>
    public IReadOnlyList<OutboxRow> Waiting => [.. Tables.Rows.Values];

    /// <summary>The dialogs under way.</summary>
    public IReadOnlyList<SavedDialog> Dialogs => [.. Tables.Dialogs.Values];

    /// <summary>The activities that were committed.</summary>
    public IReadOnlyCollection<ActivityKey> SeenActivities => Tables.Seen;

    internal MemoryTables Tables { get; private set; } = new();

    public ValueTask<TurnOpening> Open(TurnContext turn, ActivityKey? key, CancellationToken ct)
    {
        var (here, sender) = (turn.Activity.Conversation.Base, turn.Activity.From);
        return new(new TurnOpening
        {
            IsSeen = key is { } known && Tables.Seen.Contains(known),
            Open = new(Tables.DialogIn(here, sender.Key) ?? Tables.DialogIn(here, sender.Id)),
            Pressed = turn.PressedDialog is { } pressed ? new(Tables.Dialogs.GetValueOrDefault(pressed)) : default,
            PressedPlace = turn is { IsPress: true, Activity.ReplyToId: { } message } ? new(Tables.PlaceAt(here, message)) : default,
        });
    }

    public ValueTask<bool> Seen(ActivityKey key, CancellationToken ct) => new(Tables.Seen.Contains(key));

    public ValueTask<SavedDialog?> DialogIn(string conversation, string person, CancellationToken ct, string? alsoKnownAs = null) =>
        new(Tables.DialogIn(conversation, person) ?? (alsoKnownAs is null ? null : Tables.DialogIn(conversation, alsoKnownAs)));

    public ValueTask<SavedDialog?> Dialog(string id, CancellationToken ct) => new(Tables.Dialogs.GetValueOrDefault(id));

    public Task<IReadOnlyList<SavedDialog>> Expired(DateTimeOffset now, int limit, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<SavedDialog>>(
            [.. Tables.Dialogs.Values.Where(dialog => dialog.ExpiresAt <= now).OrderBy(dialog => dialog.ExpiresAt).Take(limit)]);

    public ValueTask<Place?> PlaceAt(string conversation, string activityId, CancellationToken ct) =>
        new(Tables.PlaceAt(conversation, activityId));

    public async Task<CommitOutcome> Commit(ActivityKey? seen, IServiceProvider scope, Func<ITurnWriter, ValueTask> work,
        CancellationToken ct, bool beside = false)
    {
        await _oneAtATime.WaitAsync(ct);
        try
        {
            if (seen is { } key && Tables.Seen.Contains(key)) return CommitOutcome.AlreadySeen;

            var writer = new MemoryWriter(Tables, time.GetUtcNow());
            if (seen is { } mark) writer.MarkSeen(mark);
            await work(writer);
            Keep(writer);
            return CommitOutcome.Committed;
        }
        catch (RaceLostException)
        {
            return CommitOutcome.RaceLost;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>A transaction that waits for nothing.</summary>
    internal T CommitNow<T>(Func<MemoryWriter, T> work)
    {
        _oneAtATime.Wait();
        try
        {
            var writer = new MemoryWriter(Tables, time.GetUtcNow());
            var result = work(writer);
            Keep(writer);
            return result;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Changes the tables between transactions; for the outbox.</summary>
    internal T ChangeNow<T>(Func<MemoryTables, (MemoryTables Tables, T Result)> change)
    {
        _oneAtATime.Wait();
        try
        {
            (Tables, var result) = change(Tables);
            return result;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    // The rows are told of while nobody else commits, as the order of the calls is a promise.
    private void Keep(MemoryWriter writer)
    {
        Tables = writer.Tables;
        Commits++;
        if (writer.Added.Count > 0) Added?.Invoke(writer.Added);
    }

    public void Dispose() => _oneAtATime.Dispose();
}
