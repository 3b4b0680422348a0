using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Tests.Api;

/// <summary>The product on a database whose commits are lost, or whose answers to them are.</summary>
public sealed class ForgetfulProduct : ApiProduct
{
    internal ForgetfulStore Store { get; private set; } = null!;

    protected override IEnumerable<(string Name, string Value)> Settings => [.. base.Settings, ("Webhooks:Pause", "00:00:00.05")];

    protected override void Prepare(IServiceCollection services)
    {
        var real = services.Last(service => service.ServiceType == typeof(ITurnStore));
        services.AddSingleton<ITurnStore>(provider =>
            Store = new(
                (ITurnStore)(
                    real.ImplementationFactory?.Invoke(provider)
                        ?? ActivatorUtilities.CreateInstance(provider, real.ImplementationType!))));
    }
}

/// <summary>Loses races, or commits and says that it could not find out whether it did.</summary>
internal sealed class ForgetfulStore(ITurnStore store) : ITurnStore
{
    private int _lose, _refuse;

    /// <summary>How many of the next commits are kept with a lost answer.</summary>
    public int Lose { set => _lose = value; }

    /// <summary>How many of the next commits lose a race, so that nothing of them is kept.</summary>
    public int Refuse { set => _refuse = value; }

    public async Task<CommitOutcome> Commit(
        ActivityKey? seen, IServiceProvider scope, Func<ITurnWriter, ValueTask> work, CancellationToken ct, bool beside = false)
    {
        if (Interlocked.Decrement(ref _refuse) >= 0) return CommitOutcome.RaceLost;
        var outcome = await store.Commit(seen, scope, work, ct, beside);
        return outcome is CommitOutcome.Committed && Interlocked.Decrement(ref _lose) >= 0 ? CommitOutcome.RaceLost : outcome;
    }

    public ValueTask<TurnOpening> Open(TurnContext turn, ActivityKey? key, CancellationToken ct) => store.Open(turn, key, ct);

    public ValueTask<bool> Seen(ActivityKey key, CancellationToken ct) => store.Seen(key, ct);

    public ValueTask<SavedDialog?> DialogIn(string conversation, string person, CancellationToken ct, string? alsoKnownAs = null) =>
        store.DialogIn(conversation, person, ct, alsoKnownAs);

    public ValueTask<string?> ObjectIdOf(string channelUserId, CancellationToken ct) => store.ObjectIdOf(channelUserId, ct);

    public ValueTask<SavedDialog?> Dialog(string id, CancellationToken ct) => store.Dialog(id, ct);

    public Task<IReadOnlyList<SavedDialog>> Expired(DateTimeOffset now, int limit, CancellationToken ct) => store.Expired(now, limit, ct);

    public ValueTask<Place?> PlaceAt(string conversation, string activityId, CancellationToken ct) =>
        store.PlaceAt(conversation, activityId, ct);
}
