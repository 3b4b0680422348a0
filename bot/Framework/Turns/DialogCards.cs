using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Framework.Turns;

/// <summary>The cards that the engine itself shows around the forms of dialogs.</summary>
public static class DialogCards
{
    /// <summary>In the place of a form that its person cancelled.</summary>
    public static Card Cancelled() => Card(TurnTexts.Cancelled, Text(TurnTexts.Cancelled));

    /// <summary>In the place of a form that nobody came back to.</summary>
    public static Card Expired() => Card(TurnTexts.Expired, Text(TurnTexts.Expired));

    /// <summary>In the place of a form that a newer version of the bot no longer has.</summary>
    public static Card Withdrawn() => Card(TurnTexts.Withdrawn, Text(TurnTexts.Withdrawn));

    /// <summary>Placeholder card for a form whose dialog is over, if no other card replaces it.</summary>
    public static Card Finished() => Quiet(TurnTexts.Finished);

    /// <summary>In the place of a form that goes on in a newer message.</summary>
    public static Card ContinuesBelow() => Quiet(TurnTexts.ContinuesBelow);

    /// <summary>In the place of an offer that was declined.</summary>
    public static Card Left() => Quiet(TurnTexts.Left);

    /// <summary>The present card, for somebody who pressed an older one.</summary>
    public static Card NoLongerCurrent(Card present) => present with { Body = present.Body.Insert(0, Hint(TurnTexts.NoLongerCurrent)) };

    /// <summary>Asks whether the open form is to give way to another one.</summary>
    /// <param name="given">Arguments of the other dialog.</param>
    public static Card OfferToDrop(Journal open, DialogDefinition dialog, JsonElement? given) => Card(
        TurnTexts.OpenHeading,
        Heading(TurnTexts.OpenHeading),
        Text(TurnTexts.OpenQuestion),
        Buttons(
            ExecuteAction.Of(TurnTexts.DropIt, Router.DropVerb, ("drop", open.Id), ("begin", dialog.Name),
                ("given", given is { } g ? JsonNode.Parse(g.GetRawText()) : null)),
            ExecuteAction.Of(TurnTexts.KeepIt, Router.DropVerb)));

    /// <summary>Asks whether a typed text is to be added to the open form, which has text already.</summary>
    public static Card OfferToAppend(Journal open) => Card(
        TurnTexts.TypedHeading,
        Text(TurnTexts.TypedExplanation),
        Buttons(
            new ExecuteAction(DialogVerbs.Append,
                new Envelope(DialogVerbs.Append, open.Id, open.Turn).ToData()) { Title = TurnTexts.AddIt },
            new ExecuteAction(DialogVerbs.Leave,
                new Envelope(DialogVerbs.Leave, open.Id, open.Turn).ToData()) { Title = TurnTexts.Leave }));

    /// <summary>Which words are meant, in the data of a button: the name under which the journal keeps them.</summary>
    internal const string KeptName = "kept";

    /// <summary>Asks whether words that were typed while a form is open belong into it, or are a command.</summary>
    /// <param name="kept">The name under which the journal keeps them.</param>
    public static Card OfferCommand(Journal open, CommandLine command, string words, string kept)
    {
        var fill = new Envelope(DialogVerbs.Append, open.Id, open.Turn).ToData();
        fill[KeptName] = kept;
        return Card(
            TurnTexts.EitherHeading,
            Heading(TurnTexts.EitherHeading),
            Text(words),
            Hint(TurnTexts.EitherExplanation),
            Buttons(
                CommandButton.Of(string.Format(CultureInfo.InvariantCulture, TurnTexts.TakeAsCommand, command.Name),
                    $"/{command.Name} {command.Argument}"),
                new ExecuteAction(DialogVerbs.Append, fill) { Title = TurnTexts.TakeAsAnswer }));
    }

    /// <summary>One line in the place of a card.</summary>
    internal static Card Quiet(string line) => Card(line, Hint(line));
}
