using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Connector;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Improvement.Bot.Framework.Outbox;

/// <content>Messages that show a record, and the lines in their threads.</content>
internal sealed partial class OutboxDelivery
{
    // A view that cannot be drawn is a mistake of ours; it is tried again only because the record may be locked for a moment.
    private const int DrawingAttempts = 3;

    // Who may see a record may change without the record changing, so what a turn has drawn is used at once or not at all.
    private static readonly TimeSpan DrawnIsFresh = TimeSpan.FromSeconds(2);

    private async Task<DeliveryResult> Prepare(DeliveryQueue queue, DeliveryAttempt attempt, CancellationToken ct)
    {
        if (attempt.Row.Kind is OutboxKind.SayInThread) return await FindThread(queue, attempt, ct);
        attempt.Place = attempt.Row.Drawn?.Place;
        if (attempt.Place is null && !await ReadPlace(attempt, ct)) return new(Next.Leave);

        (attempt.To, attempt.Connector) = (attempt.Place!.To, attempt.Row.Connector);
        attempt.Stage = Stage.Call;
        return new(Next.GoOn);
    }

    private async Task<DeliveryResult> FindThread(DeliveryQueue queue, DeliveryAttempt attempt, CancellationToken ct)
    {
        if (attempt.Row.Place is not { } id || await store.FindPlace(id, ct) is not { } place)
        {
            return retryPolicy.SetAside(attempt, "Its place does not exist.", Fate.Final);
        }

        if ((inFlight.Find(id) ?? place.ActivityId) is { } message)
        {
            attempt.To = place.To.ThreadOf(message);
            attempt.Place = place;
            attempt.Stage = Stage.Call;
            return new(Next.GoOn);
        }
        return scheduler.WillShow(queue, id)
            ? new(Next.LetOthersPass)
            : retryPolicy.SetAside(attempt, "The message it belongs to is not posted.", Fate.Waits);
    }

    /// <summary>Sends a line into a thread, unless its readers may no longer see it.</summary>
    private async Task<DeliveryResult> SayInThread(DeliveryQueue queue, DeliveryAttempt attempt, CancellationToken ct)
    {
        // A line that had to wait for a limit was made to forget its place, which may have changed meanwhile.
        if (attempt.Place is not { } place)
        {
            if (await store.FindPlace(attempt.Row.Place!.Value, ct) is not { } again)
            {
                return retryPolicy.SetAside(attempt, "Its place does not exist.", Fate.Final);
            }
            attempt.Place = place = again;
        }

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            if (views(place.View)?.MayTell is { } mayTell && !await mayTell(scope.ServiceProvider, place, ct))
            {
                return Done(null, attempt.Row.To);
            }
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            return await Undrawn(queue, attempt, place, problem);
        }
        return await Say(queue, attempt, ct);
    }

    private async Task<DeliveryResult> Show(DeliveryQueue queue, DeliveryAttempt attempt, CancellationToken ct)
    {
        if (attempt.Place is null && !await ReadPlace(attempt, ct)) return new(Next.Leave);
        if (views(attempt.Place!.View) is not { } view)
        {
            return retryPolicy.SetAside(attempt, $"There is no view '{attempt.Place.View}'.", Fate.Final);
        }

        var message = attempt.PostAnew ? null : inFlight.Find(attempt.Place.Id) ?? attempt.Place.ActivityId;
        byte[]? body;
        try
        {
            var drawn = time.GetUtcNow() - attempt.Since < DrawnIsFresh ? attempt.Row.Drawn?.Body : null;
            body = drawn ?? await Draw(view, attempt.Place with { ActivityId = message }, ct);
            if (attempt.Row.Drawn is not null) attempt.Row = attempt.Row with { Drawn = null };
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            return await Undrawn(queue, attempt, attempt.Place, problem);
        }
        return body is null ? Done(message, attempt.To) : await Put(queue, attempt, message, body, ct);
    }

    private async Task<DeliveryResult> Put(DeliveryQueue queue, DeliveryAttempt attempt, string? message, byte[] body, CancellationToken ct)
    {
        var (to, place) = (attempt.To, attempt.Place!);
        attempt.Place = null;
        var alone = to is { IsShared: true, Person: not null };
        var sent = (message, alone) switch
        {
            (null, false) => await channel.Send(to.ServiceUrl, to.Conversation!, body, ct),
            (null, true) => await channel.SendPrivately(to.ServiceUrl, to.Conversation!, to.Person!, body, ct),
            (_, false) => await channel.Update(to.ServiceUrl, to.Conversation!, message, body, ct),
            (_, true) => await channel.UpdatePrivately(to.ServiceUrl, to.Conversation!, message, body, ct),
        };
        if (sent.Succeeded)
        {
            var id = message ?? sent.Value.ActivityId;
            inFlight.Remember(place.Id, id);
            return new(Next.Settle, new(id, to) { IsWhereItWas = id == place.ActivityId && to == place.To });
        }
        if (sent.Failure.Kind is FailureKind.ActivityGone && message is not null)
        {
            attempt.PostAnew = true;
            return new(Next.GoOn);
        }
        if (alone && CallsForAnotherWay(sent.Failure))
        {
            // What only one person may see is never shown to the others; the place moves to the personal chat.
            attempt.PostAnew = true;
            attempt.To = new(to.ServiceUrl, null, to.Tenant, to.Person);
            return new(Next.GoOn);
        }
        return ChatToRenew(queue, attempt, sent.Failure) ?? await retryPolicy.Failed(queue, attempt, sent.Failure);
    }

    private async Task<DeliveryResult> Undrawn(DeliveryQueue queue, DeliveryAttempt attempt, Place place, Exception problem)
    {
        NotDrawn(place.View, place.Subject, problem);
        return await retryPolicy.Failed(queue, attempt, new(FailureKind.Transient, 0, "NotDrawn", problem.GetType().Name), DrawingAttempts);
    }

    /// <summary>Reads the newest revision of the place to show; false if the row is gone.</summary>
    private async Task<bool> ReadPlace(DeliveryAttempt attempt, CancellationToken ct)
    {
        if (await store.Showing(attempt.Row.Id, ct) is not var (revision, place, connector)) return false;
        attempt.Row = attempt.Row with { Revision = revision, Connector = connector };
        attempt.Place = place;
        return true;
    }

    private async Task<byte[]?> Draw(ShowView view, Place place, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await view.Draw(scope.ServiceProvider, place, ct) is { } card ? OutgoingActivity.Of(card).ToJson() : null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The view {View} of {Subject} could not be drawn")]
    private partial void NotDrawn(string view, string subject, Exception problem);
}
