using Improvement.Bot.Framework.Turns;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Storage;

/// <summary>Keeps what turns need in the database.</summary>
internal sealed class TurnStore(Database database, TimeProvider clock) : ITurnStore
{
    public ValueTask<bool> Seen(ActivityKey key, CancellationToken ct)
    {
        var reader = database.RentReader();
        try
        {
            return new(reader["SELECT 1 FROM seen_activities WHERE conversation = @conversation AND activity = @activity AND channel = @channel"]
                .Any(key.Conversation, key.Activity, key.Channel));
        }
        finally
        {
            database.ReturnReader(reader);
        }
    }

    public ValueTask<SavedDialog?> DialogIn(string conversation, string person, CancellationToken ct)
    {
        var reader = database.RentReader();
        try
        {
            return new(DialogRows.In(reader, conversation, person));
        }
        finally
        {
            database.ReturnReader(reader);
        }
    }

    public ValueTask<SavedDialog?> Dialog(string id, CancellationToken ct)
    {
        var reader = database.RentReader();
        try
        {
            return new(DialogRows.Find(reader, id));
        }
        finally
        {
            database.ReturnReader(reader);
        }
    }

    /// <summary>Dialogs that have expired, oldest first; each is to be ended in a turn of its own.</summary>
    public IReadOnlyList<SavedDialog> Expired(DateTimeOffset now, int limit)
    {
        using var session = database.OpenSession();
        return DialogRows.Expired(session.Statements, now, limit);
    }

    public Task<CommitOutcome> Commit(ActivityKey? seen, IServiceProvider scope, Func<ITurnWriter, ValueTask> work, CancellationToken ct)
    {
        var session = scope.GetRequiredService<Session>();
        session.ReleaseReader();
        var unit = new TurnCommit(seen, session, work, clock.GetUtcNow().Kept());
        database.Add(unit, settling: false, ct);
        return unit.Outcome;
    }
}
