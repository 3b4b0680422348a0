using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;

namespace Improvement.Bot.Storage.Turns;

/// <summary>Sets a message aside, with all that follows from it, in one transaction.</summary>
internal sealed class SettingAside(
    ITurnStore store,
    IServiceScopeFactory scopes,
    ConversationCache conversations,
    OutOfReach outOfReach,
    IEnumerable<NotShown> views,
    IEnumerable<NotDelivered> messages,
    TimeProvider clock)
{
    private static readonly TimeSpan BetweenMessages = TimeSpan.FromDays(1);

    /// <summary>May be done twice.</summary>
    public async Task Park(OutboxRow row, string problem, Fate fate, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var outcome = await store.Commit(null, scope.ServiceProvider, writer =>
        {
            Park(scope.ServiceProvider, writer, row, problem, fate);
            return default;
        }, ct);
        if (outcome is not CommitOutcome.Committed)
        {
            throw new InvalidOperationException($"Outbox row {row.Id} could not be set aside; the database was away.");
        }
        if (fate.OutOfReach is not { } where) return;
        conversations.Forget(where.QueueKey);
        outOfReach.Add(where.QueueKey);
    }

    /// <summary>Notes that nothing arrives in a conversation; gives what is to be sent about it when that is new.</summary>
    public List<OutboxRow> MarkUnreachable(Statements writer, Address where, string reason, DateTimeOffset now) =>
        ConversationRows.MarkUnreachable(writer, where, reason, now)
            ? [.. messages.SelectMany(each => each.OutOfReach(writer, where, reason))]
            : [];

    // Once a day; asked before the row is set aside, so that it does not count itself.
    private List<OutboxRow> SetAside(Statements writer, OutboxRow row, string reason, DateTimeOffset now) =>
        OutboxRows.HasParked(writer, now - BetweenMessages) ? [] : [.. messages.SelectMany(each => each.SetAside(writer, row, reason))];

    private void Park(IServiceProvider services, ITurnWriter writer, OutboxRow row, string problem, Fate fate)
    {
        var (rows, now) = (services.GetRequiredService<Session>().Statements, clock.GetUtcNow());
        var about = fate.OutOfReach is { } where ? MarkUnreachable(rows, where, problem, now)
            : fate.ComesBack ? []
            : SetAside(rows, row, problem, now);
        foreach (var message in about) writer.Enqueue(message);
        OutboxRows.Park(rows, row.Id, problem, fate.ComesBack, now);

        if (row is not { Kind: OutboxKind.Show, Place: { } id } || PlaceRows.Find(rows, id) is not { ActivityId: null } place) return;
        foreach (var view in views.Where(each => each.View == place.View)) view.Then(services, place);
    }
}
