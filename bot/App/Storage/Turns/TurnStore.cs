using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage.Engine;

namespace Improvement.Bot.Storage.Turns;

/// <summary>Keeps what turns need in the database.</summary>
internal sealed class TurnStore(Database database, TimeProvider clock) : ITurnStore
{
    private const string MarkSeen = """
        INSERT INTO seen_activities (activity, conversation, channel, seen_at) VALUES (@activity, @conversation, @channel, @now)
        ON CONFLICT DO NOTHING
        """;

    private const string FindSeen =
        "SELECT 1 FROM seen_activities WHERE activity = @activity AND conversation = @conversation AND channel = @channel";
    private const string FindObjectId = "SELECT aad_object_id FROM people WHERE channel_user_id = @channel";

    public ValueTask<bool> Seen(ActivityKey key, CancellationToken ct)
    {
        using var session = database.OpenSession();
        return new(session.Statements[FindSeen].Any(key.Activity, key.Conversation, key.Channel));
    }

    public ValueTask<SavedDialog?> DialogIn(string conversation, string person, CancellationToken ct, string? alsoKnownAs = null)
    {
        using var session = database.OpenSession();
        return new(DialogRows.In(session.Statements, conversation, person, alsoKnownAs ?? person));
    }

    public ValueTask<string?> ObjectIdOf(string channelUserId, CancellationToken ct)
    {
        using var session = database.OpenSession();
        using var rows = session.Statements[FindObjectId].Read(channelUserId);
        return new(rows.Read() ? rows.TextOrNull(0) : null);
    }

    public ValueTask<SavedDialog?> Dialog(string id, CancellationToken ct)
    {
        using var session = database.OpenSession();
        return new(DialogRows.Find(session.Statements, id));
    }

    public Task<IReadOnlyList<SavedDialog>> Expired(DateTimeOffset now, int limit, CancellationToken ct)
    {
        using var session = database.OpenSession();
        return Task.FromResult<IReadOnlyList<SavedDialog>>(DialogRows.Expired(session.Statements, now, limit));
    }

    public ValueTask<Place?> PlaceAt(string conversation, string activityId, CancellationToken ct)
    {
        using var session = database.OpenSession();
        return new(PlaceRows.At(session.Statements, conversation, activityId));
    }

    public Task<CommitOutcome> Commit(ActivityKey? seen, IServiceProvider scope, Func<ITurnWriter, ValueTask> work, CancellationToken ct)
    {
        var session = scope.GetRequiredService<Session>();
        session.ReleaseReader();
        var now = clock.GetUtcNow().ToStoredMilliseconds();
        return Outcome(database.Add(new CommitUnit<CommitOutcome>(writer => Write(writer, seen, session, work, now)), settling: false, ct));
    }

    // The mark of the activity, then what the turn writes.
    private static CommitOutcome Write(CommitWriter writer, ActivityKey? seen, Session session, Func<ITurnWriter, ValueTask> work, long now)
    {
        if (seen is { } key && writer.Statements[MarkSeen].Execute(key.Activity, key.Conversation, key.Channel, now) == 0)
        {
            return CommitOutcome.AlreadySeen;
        }

        return session.Write(writer.Statements, new TurnWriter(writer, now), async inside =>
        {
            await work(inside.Writer);
            return CommitOutcome.Committed;
        });
    }

    private static async Task<CommitOutcome> Outcome(Task<CommitOutcome> unit)
    {
        try
        {
            return await unit;
        }
        catch (Exception e) when (e is RaceLostException or ConnectionLostException)
        {
            return CommitOutcome.RaceLost;
        }
    }
}
