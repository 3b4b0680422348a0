using System.Text.Json.Nodes;
using Improvement.Bot.Framework.Cards;

namespace Improvement.Bot.Framework.Dialogs;

/// <summary>
/// The buttons of a form that stands in a dialog of Teams, where nothing is remembered: each sends what was filled in, and what the form
/// itself carries.
/// </summary>
public static class SubmitButtons
{
    /// <summary>The card with a submit button; buttons with a value submit as well.</summary>
    /// <param name="carried">Goes with every answer.</param>
    public static Card WithSubmit(this Card card, string title, JsonObject carried)
    {
        var addressed = card.Map(element => element is ActionSet set && set.Actions.Any(action => action is AnswerWith)
            ? [set with { Actions = [.. set.Actions.Select(action => action is AnswerWith answer ? Sending(answer, carried) : action)] }]
            : null);
        var submit = new SubmitAction(Copy(carried)) { Title = title, Style = ActionStyle.Positive };
        return addressed with { Body = [.. addressed.Body, new ActionSet([submit])] };
    }

    private static SubmitAction Sending(AnswerWith answer, JsonObject carried)
    {
        var data = Copy(carried);
        data[answer.Input] = answer.Value;
        return new(data) { Title = answer.Title, Style = answer.Style };
    }

    private static JsonObject Copy(JsonObject data) => (JsonObject)data.DeepClone();
}
