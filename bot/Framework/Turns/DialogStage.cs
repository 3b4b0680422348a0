using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Outbox;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Framework.Turns;

/// <summary>
/// Puts a dialog's card before its person: as the answer to the press, in the place of the card that an older client pressed, or as a new
/// message; and at the end leaves the message as everybody is to see it.
/// </summary>
public sealed class DialogStage(BotRoutes routes, ITurnStore store, IOptions<TurnOptions> options)
{
    /// <summary>
    /// Saves the journal and shows the current question. A due effect runs inside the transaction, and the dialog goes on from there.
    /// </summary>
    internal async ValueTask Settle(TurnContext turn, DialogPlayer player, SavedDialog saved, Scene scene, CancellationToken ct)
    {
        if (scene.Note is Note.NothingBefore or Note.Stale && scene.Card is { } same)
        {
            Unchanged(turn, saved, scene, same);
            return;
        }

        var here = await PlaceOf(turn, saved, ct);
        if (!scene.EffectDue)
        {
            Stand(turn, saved, scene, here);
            return;
        }

        turn.Write(async writer =>
        {
            var after = await player.GoOn(scene.Journal, turn.Now, turn.Services, scene.IsBeside, CancellationToken.None);
            if (after.EffectDue) throw new RaceLostException($"dialog {saved.Journal.Id}");
            var late = new List<Func<ITurnWriter, ValueTask>>();
            Stand(turn, saved, after, here, late.Add);
            foreach (var write in late) await write(writer);
        }, scene.IsBeside);
    }

    /// <summary>Ends a dialog as it stands, because its person cancelled it.</summary>
    internal async ValueTask End(TurnContext turn, SavedDialog saved, Ending ending, CancellationToken ct) =>
        Stand(turn, saved, new(saved.Journal, null, ending, Note.None) { Cancelled = true }, await PlaceOf(turn, saved, ct));

    /// <summary>Replaces the card of a dialog that goes on elsewhere, or ends, by one line; a place shows its record again.</summary>
    internal async ValueTask Retire(TurnContext turn, SavedDialog saved, string line, bool end, CancellationToken ct)
    {
        var here = await PlaceOf(turn, saved, ct);
        turn.Write(writer =>
        {
            if (end)
            {
                writer.End(saved);
                TurnTrace.Dialog(saved.Journal.Dialog, "dropped");
            }

            if (Retired(saved, here, line) is { } row) writer.Enqueue(row);
            return default;
        }, beside: true);
    }

    /// <summary>A press on a card of a dialog that is over: the current card in its place.</summary>
    /// <param name="isForm">Whether it was a press in a form; any other was dealt with when it came first, with no more to say.</param>
    internal async ValueTask ShowWhatStandsThere(TurnContext turn, bool isForm, CancellationToken ct)
    {
        var place = turn.Activity.ReplyToId is { } message ? await store.PlaceAt(turn, turn.Activity.Conversation.Base, message, ct) : null;
        var card = place is not null && routes.Views.TryGetValue(place.View, out var view)
            ? await view.Draw(turn.Services, place, ct)
            : null;
        if (card is not null) turn.Show(card);
        else if (turn.Activity.Value.Text("trigger") is "automatic") turn.Show(DialogCards.Finished());
        else if (isForm) turn.Tell(TurnTexts.Finished);
    }

    private void Unchanged(TurnContext turn, SavedDialog saved, Scene scene, Card card)
    {
        var noted = scene.Note is Note.Stale ? DialogCards.NoLongerCurrent(card) : card;
        if (turn.IsPress) turn.Show(noted.RefreshedFor(saved.Journal, turn.Activity.From.Id));
        else turn.Tell(scene.Note is Note.NothingBefore ? TurnTexts.NothingToGoBackTo : TurnTexts.NoLongerCurrent);
    }

    private void Stand(TurnContext turn, SavedDialog saved, Scene scene, Place? here) =>
        Stand(turn, saved, scene, here, write => turn.Write(write, beside: true));

    private void Stand(TurnContext turn, SavedDialog saved, Scene scene, Place? here, Action<Func<ITurnWriter, ValueTask>> write)
    {
        if (scene.Ending is { } ending)
        {
            write(async writer =>
            {
                if (saved.Version > 0) writer.End(saved);
                TurnTrace.Dialog(saved.Journal.Dialog, scene.Cancelled ? "cancelled" : "completed");
                await Ended(turn, writer, saved, ending, here, scene.Cancelled);
            });
            return;
        }

        var next = Following(turn, saved with { Journal = scene.Journal, ExpiresAt = turn.Now + options.Value.DialogLife });
        write(writer =>
        {
            writer.Save(next);
            if (saved.Version is 0) TurnTrace.Dialog(saved.Journal.Dialog, "begun");
            return default;
        });
        Ask(turn, next, saved, scene.Card!, here, write);
    }

    /// <summary>
    /// Address of the form: unless it is redrawn in the pressed card, it is posted in the channel thread in which its person writes now.
    /// </summary>
    private static SavedDialog Following(TurnContext turn, SavedDialog saved)
    {
        var here = turn.Activity.Conversation;
        if (saved.Version is 0 || IsPressed(turn, saved) || here.Base != saved.Conversation || here.Id == saved.To.Conversation)
        {
            return saved;
        }
        var journal = saved.Journal.BegunIn is null || turn.IsPrivate ? saved.Journal : saved.Journal with { BegunIn = here.Id };
        return saved with { To = turn.HereAlone, Journal = journal, CardActivity = null, IsMoved = true };
    }

    /// <summary>Whether the card that was pressed is the form's own.</summary>
    private static bool IsPressed(TurnContext turn, SavedDialog saved) => turn.IsPress && saved.CardActivity == turn.Activity.ReplyToId;

    /// <param name="before">The dialog as it was, with the message that carried its card.</param>
    private static void Ask(TurnContext turn, SavedDialog saved, SavedDialog before, Card question, Place? here,
        Action<Func<ITurnWriter, ValueTask>> write)
    {
        var card = question.RefreshedFor(saved.Journal, turn.Activity.From.Id);
        if (turn.IsInvoke && IsPressed(turn, saved))
        {
            turn.Answer = InvokeAnswer.With(card);
            // a form's own message asks for it anew by itself
            if (saved.CardActivity is null || Envelope.Read(turn.PressData) is not null) return;
        }

        var body = OutgoingActivity.Of(card).ToJson();
        if (turn.IsPress && saved.CardActivity is { } pressed && pressed == turn.Activity.ReplyToId)
        {
            write(Row(new(OutboxKind.Replace, saved.To) { ActivityId = pressed, Body = body }));
            return;
        }

        // The newest message carries the form; the older card says so.
        if (Retired(before, here, saved.IsMoved ? TurnTexts.ContinuesInThread : TurnTexts.ContinuesBelow) is { } old) write(Row(old));
        var kind = saved.To.Person is null ? OutboxKind.Say : OutboxKind.SayPrivately;
        write(Row(new(kind, saved.To) { Body = body, DialogId = saved.Journal.Id }));
        if (turn.IsInvoke) turn.Answer = InvokeAnswer.Toast(TurnTexts.ContinuesBelow);
    }

    private async ValueTask Ended(TurnContext turn, ITurnWriter writer, SavedDialog saved, Ending ending, Place? here, bool cancelled)
    {
        var place = here ?? (ending.Subject is { } subject ? writer.PlaceOf(subject, ending.View!, saved.To, saved.CardActivity) : null);
        var record = place is null ? null : await routes.Views[place.View].Draw(turn.Services, place, default);
        var card = Left(ending.Card, record, cancelled);
        // A form that was refused before it was shown has replaced nothing.
        if (place is not null && (saved.Version > 0 || ending.Card is null))
        {
            writer.Enqueue(new(OutboxKind.Show, place.To) { Place = place.Id, Drawn = DrawnFor(place, card) });
        }
        if (turn.IsInvoke)
        {
            if (place is null && IsElsewhere(turn, saved))
            {
                turn.Tell(card!.Summary);
                return;
            }

            turn.Answer = card is null ? null : InvokeAnswer.With(card);
            if (place is null && saved.CardActivity is { } pressed) writer.Enqueue(Replacing(saved, pressed, card!));
        }
        else if (place is null)
        {
            if (saved.CardActivity is { } old) writer.Enqueue(Replacing(saved, old, card!));
            if (saved.CardActivity is null || !turn.IsPress) turn.SayIn(writer, card!);
        }
        else if (ending.Card is not null)
        {
            turn.SayIn(writer, ending.Card);
        }
    }

    /// <summary>
    /// What stands in the place of the form: the record that stood there before, with the last words of the dialog above it unless its
    /// person cancelled.
    /// </summary>
    private static Card? Left(Card? last, Card? record, bool cancelled) => (last, record) switch
    {
        (null, _) => record,
        (_, null) => last,
        _ => cancelled ? record : record with { Body = record.Body.Insert(0, Draw.Warning(last.Summary)) },
    };

    /// <summary>Whether the card that was pressed is not the dialog's own: others may read it, or it is to stay.</summary>
    private static bool IsElsewhere(TurnContext turn, SavedDialog saved) =>
        turn.Activity.ReplyToId is { } pressed && pressed != saved.CardActivity;

    /// <summary>
    /// Drawn card for the outbox row; in a shared conversation null, since the sender draws it for its readers in their language.
    /// </summary>
    private static Drawn? DrawnFor(Place place, Card? card) =>
        card is null || place.To.IsShared ? null : new(place, OutgoingActivity.Of(card).ToJson());

    private static OutboxRow? Retired(SavedDialog saved, Place? here, string line)
    {
        if (here is not null) return new(OutboxKind.Show, here.To) { Place = here.Id };
        return saved.CardActivity is { } card ? Replacing(saved, card, DialogCards.Quiet(line)) : null;
    }

    private static OutboxRow Replacing(SavedDialog saved, string activity, Card card) =>
        new(OutboxKind.Replace, saved.To) { ActivityId = activity, Body = OutgoingActivity.Of(card).ToJson() };

    private static Func<ITurnWriter, ValueTask> Row(OutboxRow row) => writer =>
    {
        writer.Enqueue(row);
        return default;
    };

    /// <summary>The record that the dialog's message showed before the dialog began in it.</summary>
    private async ValueTask<Place?> PlaceOf(TurnContext turn, SavedDialog saved, CancellationToken ct) =>
        saved.CardActivity is { } card ? await store.PlaceAt(turn, saved.Conversation, card, ct) : null;
}
