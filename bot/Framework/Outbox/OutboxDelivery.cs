using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Connector;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Improvement.Bot.Framework.Outbox;

/// <summary>Takes one step of a delivery: at most one call to the channel, and what follows from its answer.</summary>
internal sealed partial class OutboxDelivery(
    ConnectorClient channel, IOutboxStore store, Func<string, ShowView?> views, IServiceScopeFactory scopes, OutboxOptions options,
    DeliveryScheduler scheduler, PlacesInFlight inFlight, RetryPolicy retryPolicy, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan ConnectorIsFresh = TimeSpan.FromSeconds(1);

    public async Task<DeliveryResult> Step(DeliveryQueue queue, DeliveryAttempt attempt, CancellationToken ct)
    {
        if (attempt.Stage is Stage.Prepare) return await Prepare(queue, attempt, ct);

        // The channel moves its connectors; the row was written when the address was another one, perhaps days ago.
        var read = time.GetUtcNow() - attempt.Since < ConnectorIsFresh ? attempt.Connector : null;
        attempt.Connector = null;
        if ((read ?? await store.ServiceUrlOf(attempt.To, ct)) is { Length: > 0 } newest)
        {
            attempt.To = attempt.To with { ServiceUrl = newest };
        }
        return await Call(queue, attempt, ct);
    }

    private Task<DeliveryResult> Call(DeliveryQueue queue, DeliveryAttempt attempt, CancellationToken ct) => attempt.Stage switch
    {
        Stage.Ask => Ask(queue, attempt, ct),
        _ when attempt.To.Conversation is null => CreateChat(queue, attempt, ct),
        _ => attempt.Row.Kind switch
        {
            OutboxKind.Replace => Replace(queue, attempt, ct),
            OutboxKind.Show => Show(queue, attempt, ct),
            OutboxKind.SayInThread => SayInThread(queue, attempt, ct),
            OutboxKind.SayPrivately when attempt.Stage is Stage.Call && attempt.To is { IsShared: true, Person: not null } =>
                SayPrivately(queue, attempt, ct),
            _ => Say(queue, attempt, ct),
        },
    };

    private async Task<DeliveryResult> Say(DeliveryQueue queue, DeliveryAttempt attempt, CancellationToken ct)
    {
        var sent = await channel.Send(attempt.To.ServiceUrl, attempt.To.Conversation!, attempt.Row.Body!, ct);
        if (sent.Succeeded) return Done(sent.Value.ActivityId, attempt.To);
        return ChatToRenew(queue, attempt, sent.Failure) ?? await Refused(queue, attempt, sent.Failure);
    }

    private async Task<DeliveryResult> SayPrivately(DeliveryQueue queue, DeliveryAttempt attempt, CancellationToken ct)
    {
        var to = attempt.To;
        var sent = await channel.SendPrivately(to.ServiceUrl, to.Conversation!, to.Person!, attempt.Row.Body!, ct);
        if (sent.Succeeded) return Done(sent.Value.ActivityId, to);
        if (!CallsForAnotherWay(sent.Failure)) return await retryPolicy.Failed(queue, attempt, sent.Failure);

        attempt.Stage = Stage.Instead;
        attempt.To = new(to.ServiceUrl, null, to.Tenant, to.Person);
        return new(Next.GoOn);
    }

    private async Task<DeliveryResult> Ask(DeliveryQueue queue, DeliveryAttempt attempt, CancellationToken ct)
    {
        var sent = await channel.Send(attempt.To.ServiceUrl, attempt.To.Conversation!, options.AskToWriteToMe!(attempt.Row).ToJson(), ct);
        // The line is not the message that was meant, so its id is nobody's.
        return sent.Succeeded ? Done(null, attempt.Row.To) : await retryPolicy.Failed(queue, attempt, sent.Failure);
    }

    private async Task<DeliveryResult> Replace(DeliveryQueue queue, DeliveryAttempt attempt, CancellationToken ct)
    {
        var (row, to) = (attempt.Row, attempt.To);
        if (row.ActivityId is null) return retryPolicy.SetAside(attempt, "It names no message to replace.", Fate.Final);

        var sent = to is { IsShared: true, Person: not null }
            ? await channel.UpdatePrivately(to.ServiceUrl, to.Conversation!, row.ActivityId, row.Body!, ct)
            : await channel.Update(to.ServiceUrl, to.Conversation!, row.ActivityId, row.Body!, ct);
        if (sent.Failure is not { } failure || failure.Kind is FailureKind.ActivityGone)
        {
            return Done(row.ActivityId, to);
        }
        if (retryPolicy.IsEarly(queue, attempt, failure)) return await retryPolicy.Failed(queue, attempt, failure);
        return failure.Kind switch
        {
            FailureKind.ConversationGone or FailureKind.NotFound => Done(row.ActivityId, to),
            // Nobody misses the newer state of a card in a conversation that the bot has been removed from.
            FailureKind.Unreachable or FailureKind.NotPermitted or FailureKind.NotYet =>
                Done(row.ActivityId, to) with { Note = () => Missed(row, to, failure) },
            _ => await retryPolicy.Failed(queue, attempt, failure),
        };
    }

    private async Task<bool> Missed(OutboxRow row, Address to, ConnectorFailure failure)
    {
        await store.Unreachable(to, failure.ToString(), CancellationToken.None);
        return await store.Delivered(row, new(row.ActivityId, to), CancellationToken.None);
    }

    private async Task<DeliveryResult> CreateChat(DeliveryQueue queue, DeliveryAttempt attempt, CancellationToken ct)
    {
        if (attempt.To.Person is null)
        {
            return retryPolicy.SetAside(attempt, "Its address names neither a conversation nor a person.", Fate.Final);
        }

        var created = await channel.CreatePersonal(attempt.To.ServiceUrl, attempt.To.Tenant, attempt.To.Person, ct);
        if (!created.Succeeded) return await Refused(queue, attempt, created.Failure);

        attempt.To = attempt.To with { Conversation = created.Value };
        if (attempt.Row.To.Conversation is null) scheduler.Remember(queue, created.Value);
        return new(Next.GoOn);
    }

    /// <summary>A stored personal chat whose person removed it is created again, once.</summary>
    private DeliveryResult? ChatToRenew(DeliveryQueue queue, DeliveryAttempt attempt, ConnectorFailure failure)
    {
        if (failure.Kind is not FailureKind.ConversationGone || attempt.Recreated || attempt.To.IsShared || attempt.To.Person is null)
        {
            return null;
        }

        attempt.Recreated = true;
        attempt.PostAnew = true;
        attempt.To = attempt.To with { Conversation = null };
        if (attempt.Row.To.Conversation is null) scheduler.Remember(queue, null);
        return new(Next.GoOn);
    }

    private async Task<DeliveryResult> Refused(DeliveryQueue queue, DeliveryAttempt attempt, ConnectorFailure failure)
    {
        if (attempt.Stage is not Stage.Instead || options.AskToWriteToMe is null || !CallsForAnotherWay(failure))
        {
            return await retryPolicy.Failed(queue, attempt, failure);
        }

        attempt.Stage = Stage.Ask;
        attempt.To = attempt.Row.To with { Person = null };
        return new(Next.GoOn);
    }

    private static bool CallsForAnotherWay(ConnectorFailure failure) =>
        failure.Kind is FailureKind.Unreachable or FailureKind.NotYet or FailureKind.NotPermitted
        or FailureKind.ConversationGone or FailureKind.ActivityGone or FailureKind.NotFound or FailureKind.BadRequest;

    private static DeliveryResult Done(string? activityId, Address to) => new(Next.Settle, new(activityId, to));
}
