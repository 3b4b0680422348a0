using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Connector;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Improvement.Bot.Framework.Outbox;

/// <content>Messages that show a record, and the lines in their threads.</content>
internal sealed partial class Courier
{
    // A view that cannot be drawn is a mistake of ours; it is tried again only because the record may be locked for a moment.
    private const int DrawingAttempts = 3;

    // Who may see a record may change without the record changing, so what a turn has drawn is used at once or not at all.
    private static readonly TimeSpan DrawnIsFresh = TimeSpan.FromSeconds(2);

    private async Task<Verdict> Prepare(Lane lane, Errand errand, CancellationToken ct)
    {
        if (errand.Row.Kind is OutboxKind.SayInThread)
            return await FindThread(lane, errand, ct);
        errand.Place = errand.Row.Drawn?.Place;
        if (errand.Place is null && !await ReadPlace(errand, ct))
            return new(Next.Leave);

        errand.To = errand.Place!.To;
        errand.Stage = Stage.Call;
        return new(Next.GoOn);
    }

    private async Task<Verdict> FindThread(Lane lane, Errand errand, CancellationToken ct)
    {
        if (errand.Row.Place is not { } id || await store.FindPlace(id, ct) is not { } place)
            return setbacks.SetAside(errand, "Its place does not exist.", Fate.Final);

        if ((inFlight.Find(id) ?? place.ActivityId) is { } message)
        {
            errand.To = place.To.ThreadOf(message);
            errand.Place = place;
            errand.Stage = Stage.Call;
            return new(Next.GoOn);
        }
        return book.WillShow(lane, id) ? new(Next.LetOthersPass) : setbacks.SetAside(errand, "The message it belongs to is not posted.", Fate.Waits);
    }

    /// <summary>Says a line, unless those who read there may no longer know it.</summary>
    private async Task<Verdict> SayInThread(Lane lane, Errand errand, CancellationToken ct)
    {
        var place = errand.Place!;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            if (views(place.View)?.MayTell is { } mayTell && !await mayTell(scope.ServiceProvider, place, ct))
                return Done(null, errand.Row.To);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            return await Undrawn(lane, errand, place, problem);
        }
        return await Say(lane, errand, ct);
    }

    private async Task<Verdict> Show(Lane lane, Errand errand, CancellationToken ct)
    {
        if (errand.Place is null && !await ReadPlace(errand, ct))
            return new(Next.Leave);
        if (views(errand.Place!.View) is not { } view)
            return setbacks.SetAside(errand, $"There is no view '{errand.Place.View}'.", Fate.Final);

        var message = errand.PostAnew ? null : inFlight.Find(errand.Place.Id) ?? errand.Place.ActivityId;
        byte[]? body;
        try
        {
            var drawn = time.GetUtcNow() - errand.Since < DrawnIsFresh ? errand.Row.Drawn?.Body : null;
            body = drawn ?? await Draw(view, errand.Place with { ActivityId = message }, ct);
            if (errand.Row.Drawn is not null) errand.Row = errand.Row with { Drawn = null };
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            return await Undrawn(lane, errand, errand.Place, problem);
        }
        return body is null ? Done(message, errand.To) : await Put(lane, errand, message, body, ct);
    }

    private async Task<Verdict> Put(Lane lane, Errand errand, string? message, byte[] body, CancellationToken ct)
    {
        var (to, place) = (errand.To, errand.Place!);
        errand.Place = null;
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
            errand.PostAnew = true;
            return new(Next.GoOn);
        }
        if (alone && CallsForAnotherWay(sent.Failure))
        {
            // What only one person may see is never shown to the others; the place moves to the personal chat.
            errand.PostAnew = true;
            errand.To = new(to.ServiceUrl, null, to.Tenant, to.Person);
            return new(Next.GoOn);
        }
        return ChatToRenew(lane, errand, sent.Failure) ?? await setbacks.Failed(lane, errand, sent.Failure);
    }

    private async Task<Verdict> Undrawn(Lane lane, Errand errand, Place place, Exception problem)
    {
        NotDrawn(place.View, place.Subject, problem);
        return await setbacks.Failed(lane, errand, new(FailureKind.Transient, 0, "NotDrawn", problem.GetType().Name), DrawingAttempts);
    }

    /// <summary>Reads what is to be shown in its newest revision; false when nobody wants it any more.</summary>
    private async Task<bool> ReadPlace(Errand errand, CancellationToken ct)
    {
        if (await store.Showing(errand.Row.Id, ct) is not var (revision, place))
            return false;
        errand.Row = errand.Row with { Revision = revision };
        errand.Place = place;
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
