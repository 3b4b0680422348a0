using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Connector;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Improvement.Bot.Framework.Outbox;

/// <summary>Takes one step of an errand: at most one call to the channel, and what follows from its answer.</summary>
internal sealed partial class Courier(
    ConnectorClient channel, IOutboxStore store, Func<string, ShowView?> views, IServiceScopeFactory scopes, OutboxOptions options, LaneBook book,
    PlacesInFlight inFlight, Setbacks setbacks, TimeProvider time, ILogger log)
{
    public async Task<Verdict> Step(Lane lane, Errand errand, CancellationToken ct)
    {
        if (errand.Stage is Stage.Prepare)
            return await Prepare(lane, errand, ct);

        // The channel moves its connectors; the row was written when the address was another one, perhaps days ago.
        if (await store.ServiceUrlOf(errand.To, ct) is { Length: > 0 } newest)
            errand.To = errand.To with { ServiceUrl = newest };
        return await Call(lane, errand, ct);
    }

    private Task<Verdict> Call(Lane lane, Errand errand, CancellationToken ct) => errand.Stage switch
    {
        Stage.Ask => Ask(lane, errand, ct),
        _ when errand.To.Conversation is null => CreateChat(lane, errand, ct),
        _ => errand.Row.Kind switch
        {
            OutboxKind.Replace => Replace(lane, errand, ct),
            OutboxKind.Show => Show(lane, errand, ct),
            OutboxKind.SayInThread => SayInThread(lane, errand, ct),
            OutboxKind.SayPrivately when errand.Stage is Stage.Call && errand.To is { IsShared: true, Person: not null } => SayPrivately(lane, errand, ct),
            _ => Say(lane, errand, ct),
        },
    };

    private async Task<Verdict> Say(Lane lane, Errand errand, CancellationToken ct)
    {
        var sent = await channel.Send(errand.To.ServiceUrl, errand.To.Conversation!, errand.Row.Body!, ct);
        if (sent.Succeeded)
            return Done(sent.Value.ActivityId, errand.To);
        return ChatToRenew(lane, errand, sent.Failure) ?? await Refused(lane, errand, sent.Failure);
    }

    private async Task<Verdict> SayPrivately(Lane lane, Errand errand, CancellationToken ct)
    {
        var to = errand.To;
        var sent = await channel.SendPrivately(to.ServiceUrl, to.Conversation!, to.Person!, errand.Row.Body!, ct);
        if (sent.Succeeded)
            return Done(sent.Value.ActivityId, to);
        if (!CallsForAnotherWay(sent.Failure))
            return await setbacks.Failed(lane, errand, sent.Failure);

        errand.Stage = Stage.Instead;
        errand.To = new(to.ServiceUrl, null, to.Tenant, to.Person);
        return new(Next.GoOn);
    }

    private async Task<Verdict> Ask(Lane lane, Errand errand, CancellationToken ct)
    {
        var sent = await channel.Send(errand.To.ServiceUrl, errand.To.Conversation!, options.AskToWriteToMe!(errand.Row).ToJson(), ct);
        // The line is not the message that was meant, so its id is nobody's.
        return sent.Succeeded ? Done(null, errand.Row.To) : await setbacks.Failed(lane, errand, sent.Failure);
    }

    private async Task<Verdict> Replace(Lane lane, Errand errand, CancellationToken ct)
    {
        var (row, to) = (errand.Row, errand.To);
        if (row.ActivityId is null)
            return setbacks.SetAside(errand, "It names no message to replace.", Fate.Final);

        var sent = to is { IsShared: true, Person: not null }
            ? await channel.UpdatePrivately(to.ServiceUrl, to.Conversation!, row.ActivityId, row.Body!, ct)
            : await channel.Update(to.ServiceUrl, to.Conversation!, row.ActivityId, row.Body!, ct);
        if (sent.Failure is not { } failure || failure.Kind is FailureKind.ActivityGone)
            return Done(row.ActivityId, to);
        if (setbacks.IsEarly(lane, errand, failure))
            return await setbacks.Failed(lane, errand, failure);
        return failure.Kind switch
        {
            FailureKind.ConversationGone or FailureKind.NotFound => Done(row.ActivityId, to),
            // Nobody misses the newer state of a card in a conversation that the bot has been removed from.
            FailureKind.Unreachable or FailureKind.NotPermitted or FailureKind.NotYet => Done(row.ActivityId, to) with { Note = () => Missed(row, to, failure) },
            _ => await setbacks.Failed(lane, errand, failure),
        };
    }

    private async Task<bool> Missed(OutboxRow row, Address to, ConnectorFailure failure)
    {
        await store.Unreachable(to, failure.ToString(), CancellationToken.None);
        return await store.Delivered(row, new(row.ActivityId, to), CancellationToken.None);
    }

    private async Task<Verdict> CreateChat(Lane lane, Errand errand, CancellationToken ct)
    {
        if (errand.To.Person is null)
            return setbacks.SetAside(errand, "Its address names neither a conversation nor a person.", Fate.Final);

        var created = await channel.CreatePersonal(errand.To.ServiceUrl, errand.To.Tenant, errand.To.Person, ct);
        if (!created.Succeeded)
            return await Refused(lane, errand, created.Failure);

        errand.To = errand.To with { Conversation = created.Value };
        if (errand.Row.To.Conversation is null)
            book.Remember(lane, created.Value);
        return new(Next.GoOn);
    }

    /// <summary>A stored personal chat whose person removed it is created again, once.</summary>
    private Verdict? ChatToRenew(Lane lane, Errand errand, ConnectorFailure failure)
    {
        if (failure.Kind is not FailureKind.ConversationGone || errand.Recreated || errand.To.IsShared || errand.To.Person is null)
            return null;

        errand.Recreated = true;
        errand.PostAnew = true;
        errand.To = errand.To with { Conversation = null };
        if (errand.Row.To.Conversation is null)
            book.Remember(lane, null);
        return new(Next.GoOn);
    }

    private async Task<Verdict> Refused(Lane lane, Errand errand, ConnectorFailure failure)
    {
        if (errand.Stage is not Stage.Instead || options.AskToWriteToMe is null || !CallsForAnotherWay(failure))
            return await setbacks.Failed(lane, errand, failure);

        errand.Stage = Stage.Ask;
        errand.To = errand.Row.To with { Person = null };
        return new(Next.GoOn);
    }

    private static bool CallsForAnotherWay(ConnectorFailure failure) => failure.Kind is FailureKind.Unreachable or FailureKind.NotYet or FailureKind.NotPermitted
        or FailureKind.ConversationGone or FailureKind.ActivityGone or FailureKind.NotFound or FailureKind.BadRequest;

    private static Verdict Done(string? activityId, Address to) => new(Next.Settle, new(activityId, to));
}
