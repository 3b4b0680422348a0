using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Storage;

/// <summary>What the slice that owns a view does when a place cannot be shown at present. Runs in the transaction that sets the show aside.</summary>
/// <param name="View">The name that <see cref="Place.View"/> carries.</param>
/// <param name="Then">With the services of the scope whose commit runs.</param>
internal sealed record NotShown(string View, Action<IServiceProvider, Place> Then);

/// <summary>Sets a message aside, with all that follows from it, in one transaction.</summary>
internal sealed class SettingAside(
    ITurnStore store, IServiceScopeFactory scopes, AdministratorNews news, ConversationCache conversations, OutOfReach outOfReach, IEnumerable<NotShown> views, TimeProvider clock)
{
    /// <summary>May be done twice.</summary>
    public async Task Park(OutboxRow row, string problem, Fate fate, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var outcome = await store.Commit(null, scope.ServiceProvider, writer =>
        {
            Park(scope.ServiceProvider, writer, row, problem, fate);
            return default;
        }, ct);
        if (outcome is not CommitOutcome.Committed) throw new InvalidOperationException($"Outbox row {row.Id} could not be set aside; the database was away.");
        if (fate.OutOfReach is not { } where) return;
        conversations.Forget(where.QueueKey);
        outOfReach.Add(where.QueueKey);
    }

    private void Park(IServiceProvider services, ITurnWriter writer, OutboxRow row, string problem, Fate fate)
    {
        var (rows, now) = (services.GetRequiredService<Session>().Statements, clock.GetUtcNow());
        var told = fate.OutOfReach is { } where ? news.OutOfReach(rows, where, problem, now) : fate.ComesBack ? [] : news.SetAside(rows, row, problem, now);
        foreach (var say in told.ToList()) writer.Enqueue(say);
        OutboxRows.Park(rows, row.Id, problem, fate.ComesBack, now);

        if (row is not { Kind: OutboxKind.Show, Place: { } id } || PlaceRows.Find(rows, id) is not { ActivityId: null } place) return;
        foreach (var view in views.Where(each => each.View == place.View)) view.Then(services, place);
    }
}
