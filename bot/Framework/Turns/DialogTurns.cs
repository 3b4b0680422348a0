using System.Text.Json;
using System.Text.Json.Nodes;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Microsoft.Extensions.Options;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Framework.Turns;

/// <summary>Everything that a person can do with an open form, and how a new one begins.</summary>
public sealed class DialogTurns(BotRoutes routes, ITurnStore store, DialogStage stage, IOptions<TurnOptions> options)
{
    /// <summary>The entry that keeps a typed text while its person is asked whether to add it to the form.</summary>
    private const string TypedBeside = "(typed)";

    /// <summary>Begins a dialog; where one is open, shows that again or offers to drop it.</summary>
    public async ValueTask Begin(TurnContext turn, DialogDefinition dialog, JsonElement? given, CancellationToken ct)
    {
        var open = await store.DialogIn(turn.Activity.Conversation.Base, turn.Activity.From.Key, ct);
        await Begin(turn, dialog, given, open, ct);
    }

    internal async ValueTask Begin(TurnContext turn, DialogDefinition dialog, JsonElement? given, SavedDialog? open, CancellationToken ct)
    {
        if (open is not null)
        {
            if (open.Journal.Dialog == dialog.Name && given is null) await Resume(turn, open, ct);
            else Offer(turn, OfferToDrop(open, dialog, given));
            return;
        }

        var journal = Journal.Begin(dialog.Name, Guid.CreateVersion7(turn.Now).ToString("N"), given) with { Locale = turn.Culture.Name };
        var saved = new SavedDialog(journal, turn.HereAlone, turn.Activity.From.Key, turn.IsPress ? turn.Activity.ReplyToId : null, 0, turn.Now + options.Value.DialogLife);
        var player = new DialogPlayer(dialog);
        var scene = await player.Play(journal, new Move.Begin(), turn.Now, turn.Services, ct);
        await stage.Settle(turn, player, saved, scene, ct);
    }

    /// <summary>A button of a dialog's card.</summary>
    internal async ValueTask Press(TurnContext turn, Envelope envelope, CancellationToken ct)
    {
        var open = await store.Dialog(envelope.Dialog, ct);
        if (open is null)
        {
            await stage.ShowWhatStandsThere(turn, ct);
            return;
        }

        if (open.Person != turn.Activity.From.Key)
        {
            turn.Tell(TurnTexts.NotYours);
            return;
        }

        switch (envelope.Verb)
        {
            case DialogVerbs.Cancel: await Cancel(turn, Pressed(turn, open), ct); break;
            case DialogVerbs.Back: await Make(turn, Pressed(turn, open), new Move.Back(envelope.Turn), ct); break;
            case DialogVerbs.Answer: await Make(turn, Pressed(turn, open), new Move.Answer(envelope.Turn, Envelope.ValuesIn(turn.PressData)), ct); break;
            case DialogVerbs.Append when open.Journal[TypedBeside] is { } typed: await Make(turn, open, new Move.Fill(typed.Value.GetString()!, Append: true), ct); break;
            case DialogVerbs.Append or DialogVerbs.Leave: turn.Show(Card(TurnTexts.Left, Text(TurnTexts.Left))); break;
            default: await Redraw(turn, ct); break;
        }
    }

    /// <summary>A text that is no command, while a form is open.</summary>
    internal async ValueTask Typed(TurnContext turn, SavedDialog open, CancellationToken ct)
    {
        if (turn.Text.Length is 0) return;

        var player = PlayerOf(open);
        var scene = await player.Play(open.Journal, new Move.Fill(turn.Text), turn.Now, turn.Services, ct);
        if (scene.Note is not Note.NowhereToPut)
        {
            await stage.Settle(turn, player, open, scene, ct);
            return;
        }

        // Kept beside the answers until the person says whether it belongs to them; a button could not carry a long text.
        var beside = open with { Journal = open.Journal.With(new(TypedBeside, EntryKind.Draft, JsonSerializer.SerializeToElement(turn.Text, JournalJson.Default.String))), CardActivity = null };
        turn.Write(writer =>
        {
            writer.Save(beside);
            return default;
        });
        turn.SayPrivately(OutgoingActivity.Of(OfferToAppend(open)));
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
        else await stage.End(turn, open, Ending.With(Card(TurnTexts.Cancelled, Text(TurnTexts.Cancelled))), ct);
    }

    /// <summary>The form is dropped in favour of another one.</summary>
    internal async ValueTask Drop(TurnContext turn, SavedDialog open, CancellationToken ct) => await stage.Retire(turn, open, TurnTexts.Cancelled, end: true, ct);

    /// <summary><c>/help</c> while a form is open: the dialog's help, and the same question again.</summary>
    internal async ValueTask Help(TurnContext turn, SavedDialog open, CancellationToken ct)
    {
        if (routes.Dialogs.TryGetValue(open.Journal.Dialog, out var dialog)) turn.SayPrivately(OutgoingActivity.Of(dialog.Help()));
        await Resume(turn, open, ct);
    }

    /// <summary>Draws the open question, or whatever stands in its place by now; changes nothing.</summary>
    internal async ValueTask Redraw(TurnContext turn, CancellationToken ct)
    {
        var open = Envelope.Read(turn.PressData) is { } envelope ? await store.Dialog(envelope.Dialog, ct) : null;
        var card = open is not null && open.Person == turn.Activity.From.Key ? await PlayerOf(open).Redraw(open.Journal, turn.Services, ct) : null;
        if (card is null) await stage.ShowWhatStandsThere(turn, ct);
        else turn.Answer = InvokeAnswer.With(card.RefreshedFor(open!.Journal, turn.Activity.From.Id));
    }

    /// <summary>As a message of its own, so that a card whose button was pressed stays.</summary>
    private static void Offer(TurnContext turn, Card offer)
    {
        turn.SayPrivately(OutgoingActivity.Of(offer));
        if (turn.IsInvoke) turn.Answer = InvokeAnswer.Toast(TurnTexts.OpenAlready);
    }

    private async ValueTask Resume(TurnContext turn, SavedDialog open, CancellationToken ct) => await Make(turn, open, new Move.Begin(), ct);

    private async ValueTask Make(TurnContext turn, SavedDialog open, Move move, CancellationToken ct)
    {
        var player = PlayerOf(open);
        var scene = await player.Play(open.Journal, move, turn.Now, turn.Services, ct);
        await stage.Settle(turn, player, open, scene, ct);
    }

    private DialogPlayer PlayerOf(SavedDialog open) => new(routes.Dialogs.TryGetValue(open.Journal.Dialog, out var dialog)
        ? dialog
        : throw new InvalidOperationException($"No dialog is called '{open.Journal.Dialog}' any more."));

    /// <summary>The card that was pressed is the live one; where it is tells how to replace it.</summary>
    private static SavedDialog Pressed(TurnContext turn, SavedDialog open) =>
        turn.Activity.ReplyToId is { } card ? open with { CardActivity = card, To = turn.HereAlone } : open;

    private static Card OfferToDrop(SavedDialog open, DialogDefinition dialog, JsonElement? given) => Card(
        TurnTexts.OpenHeading,
        Heading(TurnTexts.OpenHeading),
        Text(TurnTexts.OpenQuestion),
        Buttons(
            ExecuteAction.Of(TurnTexts.DropIt, Router.DropVerb, ("drop", open.Journal.Id), ("begin", dialog.Name), ("given", given is { } g ? JsonNode.Parse(g.GetRawText()) : null)),
            ExecuteAction.Of(TurnTexts.KeepIt, Router.DropVerb)));

    private static Card OfferToAppend(SavedDialog open) => Card(
        TurnTexts.TypedHeading,
        Text(TurnTexts.TypedExplanation),
        Buttons(
            new ExecuteAction(DialogVerbs.Append, new Envelope(DialogVerbs.Append, open.Journal.Id, open.Journal.Turn).ToData()) { Title = TurnTexts.AddIt },
            new ExecuteAction(DialogVerbs.Leave, new Envelope(DialogVerbs.Leave, open.Journal.Id, open.Journal.Turn).ToData()) { Title = TurnTexts.Leave }));
}
