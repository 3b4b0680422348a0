using System.Text.Json;
using System.Text.Json.Nodes;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;

namespace Improvement.Bot.Framework.Dialogs;

/// <summary>
/// A button inside a form that answers it with one value of its own; the engine gives it its address when it draws the card.
/// </summary>
/// <param name="Input">The property of the form's record.</param>
public sealed record AnswerWith(string Input, string Value) : CardAction("Action.Execute");

/// <summary>What every button of a dialog's card carries home: which question of which dialog drew it.</summary>
/// <param name="Verb">One of <see cref="DialogVerbs"/>.</param>
public sealed record Envelope(string Verb, string Dialog, int Turn)
{
    /// <summary>Reads the data of a press; null when it does not come from a dialog's card.</summary>
    public static Envelope? Read(JsonElement data) =>
        data.Text(Verbs.Name) is { } verb && verb.StartsWith(DialogVerbs.Prefix, StringComparison.Ordinal)
            && data.Text("dialog") is { } dialog
            ? new(verb, dialog, data.Whole("turn") is >= 0 and <= int.MaxValue and var turn ? (int)turn : -1)
            : null;

    /// <summary>Values of the inputs, without the envelope.</summary>
    public static Values ValuesIn(JsonElement data) => new(Values.From(data).ByInput.RemoveRange([Verbs.Name, "dialog", "turn"]));

    internal JsonObject ToData() => new() { [Verbs.Name] = Verb, ["dialog"] = Dialog, ["turn"] = Turn };
}

/// <summary>Verbs of the buttons of a dialog.</summary>
public static class DialogVerbs
{
    internal const string Prefix = "dialog.";
    public const string Answer = "dialog.answer";
    public const string Back = "dialog.back";
    public const string Cancel = "dialog.cancel";
    public const string Redraw = "dialog.redraw";
    public const string Append = "dialog.append";
    public const string Leave = "dialog.leave";
}

internal static class Buttons
{
    /// <summary>The card with the engine's buttons under it.</summary>
    internal static Card WithButtons(this Card card, Journal journal, string? submit, bool canGoBack)
    {
        ExecuteAction Button(string title, string verb, AssociatedInputs? inputs = null) =>
            new(verb, new Envelope(verb, journal.Id, journal.Turn).ToData()) { Title = title, AssociatedInputs = inputs };

        var addressed = card.Map(element => element is ActionSet set && set.Actions.Any(action => action is AnswerWith)
            ? [set with { Actions = [.. set.Actions.Select(action => action is AnswerWith answer ? Addressed(answer, journal) : action)] }]
            : null);
        ExecuteAction?[] buttons =
        [
            Button(submit ?? DialogTexts.Continue, DialogVerbs.Answer) with { Style = ActionStyle.Positive },
            canGoBack ? Button(DialogTexts.Back, DialogVerbs.Back, AssociatedInputs.None) : null,
            Button(DialogTexts.Cancel, DialogVerbs.Cancel, AssociatedInputs.None),
        ];
        return addressed with { Body = [.. addressed.Body, new ActionSet([.. buttons.OfType<CardAction>()])] };
    }

    /// <summary>The card with a standing request to its person's clients to fetch it anew.</summary>
    internal static Card RefreshedFor(this Card card, Journal journal, string person) => card with
    {
        Refresh = new(new ExecuteAction(DialogVerbs.Redraw, new Envelope(DialogVerbs.Redraw, journal.Id, journal.Turn).ToData()), [person]),
    };

    private static ExecuteAction Addressed(AnswerWith answer, Journal journal)
    {
        var data = new Envelope(DialogVerbs.Answer, journal.Id, journal.Turn).ToData();
        data[answer.Input] = answer.Value;
        return new(DialogVerbs.Answer, data) { Title = answer.Title, Style = answer.Style };
    }
}
