using System.Text;
using System.Text.Json;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Framework.Turns;

/// <summary>Operations on an open form (answer, back, cancel, redraw), and the beginning of a new one.</summary>
public sealed partial class DialogTurns(BotRoutes routes, ITurnStore store, DialogStage stage, IOptions<TurnOptions> options)
{
    // Each button carries the words twice, once for older clients.
    private const int LargestOffer = Cards.Card.LargestSize * 3 / 8;

    // Time for the form's message to arrive; after it the form is posted again.
    private static readonly TimeSpan Arrival = TimeSpan.FromSeconds(5);

    /// <summary>Begins a dialog; if one is open, shows it again or offers to drop it.</summary>
    public async ValueTask Begin(TurnContext turn, DialogDefinition dialog, JsonElement? given, CancellationToken ct)
    {
        var open = await store.DialogOf(turn, ct);
        await Begin(turn, dialog, given, open, inPlace: turn.IsPress && turn.Activity.Conversation.Kind is ConversationKind.Personal, ct);
    }

    /// <summary>Begins a dialog in a new message; the card whose button was pressed stays unchanged.</summary>
    public async ValueTask BeginBelow(TurnContext turn, DialogDefinition dialog, JsonElement? given, CancellationToken ct)
    {
        var open = await store.DialogOf(turn, ct);
        await Begin(turn, dialog, given, open, inPlace: false, ct);
    }

    /// <param name="inPlace">The card that was pressed is this person's alone, and becomes the form.</param>
    internal async ValueTask Begin(TurnContext turn, DialogDefinition dialog, JsonElement? given, SavedDialog? open, bool inPlace,
        CancellationToken ct)
    {
        if (open is not null)
        {
            var same = open.Journal.Dialog == dialog.Name && IsAbout(open, given);
            if (same && !inPlace && turn.IsInvoke && IsOnItsWay(open, turn.Now)) turn.Answer = InvokeAnswer.Toast(TurnTexts.ContinuesBelow);
            else if (same) await Resume(turn, open, inPlace, ct);
            else Offer(turn, open, dialog, given);
            return;
        }

        var journal = Journal.Begin(dialog.Name, Guid.CreateVersion7(turn.Now).ToString("N"), given) with
        {
            Locale = turn.Culture.Name,
            BegunIn = turn.IsPrivate ? null : turn.Activity.Conversation.Id,
        };
        var saved = new SavedDialog(journal, turn.HereAlone, turn.Activity.From.Key, inPlace ? turn.Activity.ReplyToId : null, 0,
            turn.Now + options.Value.DialogLife);
        var player = new DialogPlayer(dialog);
        var scene = await player.Play(journal, new Move.Begin(), turn.Now, turn.Services, ct);
        await stage.Settle(turn, player, saved, scene, ct);
    }

    /// <summary>
    /// Whether the form was just begun and has not arrived yet: the second press of a double click would post it twice, and the first could
    /// not be retired.
    /// </summary>
    private static bool IsOnItsWay(SavedDialog open, DateTimeOffset now) =>
        open.CardActivity is null && now - open.Journal.ShownAt < Arrival;

    /// <summary>Whether an open dialog is the one that is to begin: about the same thing, or about nothing in particular.</summary>
    private static bool IsAbout(SavedDialog open, JsonElement? given) =>
        given is not { } wanted || (open.Journal.Given is { } present && JsonElement.DeepEquals(present, wanted));

    /// <summary>A button of a dialog's card.</summary>
    internal async ValueTask Press(TurnContext turn, Envelope envelope, CancellationToken ct)
    {
        var open = await store.Dialog(turn, envelope.Dialog, ct);
        if (open is null)
        {
            await stage.ShowWhatStandsThere(turn, isForm: true, ct);
            return;
        }

        if (!open.Asks(turn.Activity.From))
        {
            turn.Tell(TurnTexts.NotYours);
            return;
        }

        switch (envelope.Verb)
        {
            case DialogVerbs.Cancel: await Cancel(turn, Pressed(turn, open), ct); break;
            case DialogVerbs.Back: await Make(turn, Pressed(turn, open), new Move.Back(envelope.Turn), ct); break;
            case DialogVerbs.Answer:
                await Make(turn, Pressed(turn, open), new Move.Answer(envelope.Turn, Envelope.ValuesIn(turn.PressData)), ct);
                break;
            case DialogVerbs.Append: await Append(turn, open, ct); break;
            case DialogVerbs.Leave: Leave(turn, open); break;
            default: await Redraw(turn, ct); break;
        }
    }

    /// <summary><c>/back</c>.</summary>
    internal async ValueTask TypedBack(TurnContext turn, SavedDialog? open, CancellationToken ct)
    {
        if (open is null) turn.Tell(TurnTexts.NothingOpen);
        else await Make(turn, open, new Move.TypedBack(), ct);
    }

    /// <summary>Cancel: the form is dropped, nothing is asked.</summary>
    internal async ValueTask Cancel(TurnContext turn, SavedDialog? open, CancellationToken ct)
    {
        if (open is null) turn.Tell(TurnTexts.NothingToCancel);
        else await stage.End(turn, open, Ending.With(DialogCards.Cancelled()), ct);
    }

    /// <summary>The form is dropped in favour of another one.</summary>
    internal async ValueTask Drop(TurnContext turn, SavedDialog open, CancellationToken ct) =>
        await stage.Retire(turn, open, TurnTexts.Cancelled, end: true, ct);

    /// <summary><c>/help</c> while a form is open: the dialog's help, and the same question again.</summary>
    internal async ValueTask Help(TurnContext turn, SavedDialog open, CancellationToken ct)
    {
        if (routes.Dialogs.TryGetValue(open.Journal.Dialog, out var dialog)) turn.SayPrivately(OutgoingActivity.Of(dialog.Help()));
        await Resume(turn, open, inPlace: false, ct);
    }

    /// <summary>Refresh: draws the open question, or the current card in its place; writes nothing.</summary>
    internal async ValueTask Redraw(TurnContext turn, CancellationToken ct)
    {
        var form = Envelope.Read(turn.PressData);
        var open = form is { } envelope ? await store.Dialog(turn, envelope.Dialog, ct) : await BegunHere(turn, ct);
        if (open is null) await stage.ShowWhatStandsThere(turn, isForm: form is not null, ct);
        else if (!open.Asks(turn.Activity.From)) turn.Tell(TurnTexts.NotYours);
        else if (PlayerOf(open) is { } player && await player.Redraw(open.Journal, turn.Services, ct) is { } card)
        {
            turn.Answer = InvokeAnswer.With(card.RefreshedFor(open.Journal, turn.Activity.From.Id));
        }
        else turn.Tell(TurnTexts.StaysUntilPressed); // only a recorded turn can go on from here
    }

    /// <summary>
    /// Offer to drop the open form, as a new message, so that the pressed card stays. It carries the arguments of the new dialog, so it is
    /// made only if they fit.
    /// </summary>
    private static void Offer(TurnContext turn, SavedDialog open, DialogDefinition dialog, JsonElement? given)
    {
        var fits = given is null || Encoding.UTF8.GetByteCount(given.Value.GetRawText()) <= LargestOffer;
        turn.SayPrivately(fits
            ? OutgoingActivity.Of(DialogCards.OfferToDrop(open.Journal, dialog, given))
            : OutgoingActivity.Of(TurnTexts.TooLongToOffer));
        if (turn.IsInvoke) turn.Answer = InvokeAnswer.Toast(TurnTexts.OpenAlready);
    }

    private async ValueTask Resume(TurnContext turn, SavedDialog open, bool inPlace, CancellationToken ct)
    {
        if (inPlace && open.CardActivity is { } elsewhere && elsewhere != turn.Activity.ReplyToId)
        {
            await stage.Retire(turn, open, TurnTexts.ContinuesElsewhere, end: false, ct);
        }
        await Make(turn, inPlace ? Pressed(turn, open) : open, new Move.Begin(), ct);
    }

    private async ValueTask<Note> Make(TurnContext turn, SavedDialog open, Move move, CancellationToken ct)
    {
        if (PlayerOf(open) is not { } player)
        {
            await stage.End(turn, open, Ending.With(DialogCards.Withdrawn()), ct);
            return Note.None;
        }

        var scene = await player.Play(open.Journal, move, turn.Now, turn.Services, ct);
        switch (scene.Note)
        {
            case Note.NowhereToPut: turn.Tell(TurnTexts.TypedNowhere); break;
            case Note.AlreadyFilled: KeepBeside(turn, open, ((Move.Fill)move).Text); break;
            default: await stage.Settle(turn, player, open, scene, ct); break;
        }

        return scene.Note;
    }

    /// <summary>The form that the button of a card began in the place of that card.</summary>
    private async ValueTask<SavedDialog?> BegunHere(TurnContext turn, CancellationToken ct) =>
        turn.Activity.ReplyToId is { } message && await store.DialogOf(turn, ct) is { } open && open.CardActivity == message
            ? open
            : null;

    /// <summary>Null when a newer version of the bot no longer has the dialog.</summary>
    private DialogPlayer? PlayerOf(SavedDialog open) =>
        routes.Dialogs.TryGetValue(open.Journal.Dialog, out var dialog) ? new(dialog) : null;

    /// <summary>The pressed card is the live one; its location decides how it is replaced.</summary>
    private static SavedDialog Pressed(TurnContext turn, SavedDialog open) =>
        turn.Activity.ReplyToId is { } card ? open with { CardActivity = card, To = turn.HereAlone } : open;
}
