using Improvement.Bot.Framework.Connector;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage.Engine;

namespace Improvement.Bot.Storage.Turns;

/// <summary>Keeps what turns need in the database.</summary>
internal sealed class TurnStore(Database database, TimeProvider clock) : ITurnStore
{
    public ValueTask<TurnOpening> Open(TurnContext turn, ActivityKey? key, CancellationToken ct)
    {
        var reader = turn.Services.GetRequiredService<Session>().Statements;
        var seen = key is { } known ? SeenRows.Ask(reader, known) : null;
        if (!database.IsShared) return new(new TurnOpening { IsSeen = seen?.Value is true });

        var (conversation, sender) = (turn.Activity.Conversation.Base, turn.Activity.From);
        // Whoever presses a button of a form means that form.
        var open = turn.PressedDialog is null ? DialogRows.AskIn(reader, conversation, sender.Key, sender.Id) : null;
        var pressed = turn.PressedDialog is { } dialog ? DialogRows.AskFor(reader, dialog) : null;
        var place = turn is { IsPress: true, Activity.ReplyToId: { } message } ? PlaceRows.AskAt(reader, conversation, message) : null;
        foreach (var others in turn.Services.GetServices<AskedAtOpening>()) others.Ask(turn);
        return new(new TurnOpening
        {
            IsSeen = seen?.Value is true,
            Open = Found(open),
            Pressed = Found(pressed),
            PressedPlace = Found(place),
        });
    }

    public ValueTask<bool> Seen(ActivityKey key, CancellationToken ct)
    {
        using var session = database.OpenSession();
        return new(SeenRows.Ask(session.Statements, key).Value);
    }

    public ValueTask<SavedDialog?> DialogIn(string conversation, string person, CancellationToken ct, string? alsoKnownAs = null)
    {
        using var session = database.OpenSession();
        return new(DialogRows.AskIn(session.Statements, conversation, person, alsoKnownAs ?? person).Value);
    }

    public ValueTask<string?> ObjectIdOf(string channelUserId, CancellationToken ct)
    {
        using var session = database.OpenSession();
        using var rows = session.Statements.Read($"SELECT aad_object_id FROM people WHERE channel_user_id = {channelUserId}");
        return new(rows.Read() ? rows.TextOrNull(0) : null);
    }

    public ValueTask<SavedDialog?> Dialog(string id, CancellationToken ct)
    {
        using var session = database.OpenSession();
        return new(DialogRows.AskFor(session.Statements, id).Value);
    }

    public Task<IReadOnlyList<SavedDialog>> Expired(DateTimeOffset now, int limit, CancellationToken ct)
    {
        using var session = database.OpenSession();
        return Task.FromResult<IReadOnlyList<SavedDialog>>(DialogRows.Expired(session.Statements, now, limit));
    }

    public ValueTask<Place?> PlaceAt(string conversation, string activityId, CancellationToken ct)
    {
        using var session = database.OpenSession();
        return new(PlaceRows.AskAt(session.Statements, conversation, activityId).Value);
    }

    public Task<CommitOutcome> Commit(
        ActivityKey? seen, IServiceProvider scope, Func<ITurnWriter, ValueTask> work, CancellationToken ct, bool beside = false)
    {
        var session = scope.GetRequiredService<Session>();
        session.ReleaseReader();
        var now = clock.GetUtcNow().ToStoredMilliseconds();
        var unit = new CommitUnit<CommitOutcome>(writer => Write(writer, seen, session, work, now))
        {
            Conversation = seen?.Conversation ?? "",
        };
        return Outcome(database.Add(unit, ct, beside: beside));
    }

    private static LookedUp<T> Found<T>(Answer<T?>? answer) where T : class => answer is null ? default : new(answer.Value);

    // The mark of the activity, then what the turn writes.
    private static CommitOutcome Write(CommitWriter writer, ActivityKey? seen, Session session, Func<ITurnWriter, ValueTask> work, long now)
    {
        if (seen is { } key) MarkSeen(writer.Statements, key, now);

        return session.Write(writer.Statements, new TurnWriter(writer, now), async inside =>
        {
            await work(inside.Writer);
            return CommitOutcome.Committed;
        });
    }

    private static void MarkSeen(Statements writer, ActivityKey key, long now) => writer.Queue($"""
        INSERT INTO seen_activities {NewRow.Of(
            ("activity", key.Activity), ("conversation", key.Conversation), ("channel", key.Channel), ("seen_at", now))}
        ON CONFLICT DO NOTHING
        """, orElse: static () => new AlreadySeenException());

    private static async Task<CommitOutcome> Outcome(Task<CommitOutcome> unit)
    {
        try
        {
            return await unit;
        }
        catch (AlreadySeenException)
        {
            return CommitOutcome.AlreadySeen;
        }
        catch (Exception e) when (e is RaceLostException or ConnectionLostException)
        {
            return CommitOutcome.RaceLost;
        }
    }

    // Undoes what the turn has written by the time that is found out.
    private sealed class AlreadySeenException : Exception;
}
