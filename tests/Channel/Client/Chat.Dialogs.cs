using System.Text.Json.Nodes;

namespace Improvement.Bot.Tests.Channel;

/// <summary>Commands of the message extension, the settings of the bot, and choices that come while somebody types.</summary>
public sealed partial class Chat
{
    /// <summary>Chooses a command of the bot in the menu of a message. The bot need not be in the conversation.</summary>
    /// <param name="message">As <see cref="ActivityBuilder.MessagePayload"/> makes it.</param>
    public Task<TeamsDialog> RunOn(JsonObject message, string command) =>
        Open(new() { ["commandId"] = command, ["commandContext"] = "message", ["messagePayload"] = message });

    /// <summary>Chooses a command of the bot beside the compose box, or in the command box.</summary>
    public Task<TeamsDialog> Run(string command, string context = "compose") =>
        Open(new() { ["commandId"] = command, ["commandContext"] = context });

    /// <summary>Opens the bot's settings in a team or group chat.</summary>
    public async Task<TeamsDialog> Configure() =>
        Noted(
            TeamsDialog.Read(
                this, await _teams.Deliver(_teams.Activities.Invoke("config/fetch", Person, Conversation, new JsonObject())), null));

    /// <summary>Presses a button in a dialog.</summary>
    /// <exception cref="PressRefusedException">A client would not have sent it.</exception>
    public async Task<TeamsDialog> Press(TeamsDialog dialog, string button, params (string Id, string Value)[] inputs) =>
        Noted(TeamsDialog.Read(this, await _teams.Deliver(PressActivity(dialog, button, inputs)), dialog.Command));

    /// <summary>The activity of a press in a dialog, not yet sent: to send it twice, or changed.</summary>
    public JsonObject PressActivity(TeamsDialog dialog, string button, params (string Id, string Value)[] inputs)
    {
        var card = dialog.Card ?? throw new PressRefusedException("The dialog has no card.");
        var found = CardParts.Of(card.Content).ButtonOrNth(button);
        if (Allowed(found, inputs) is var action && Wire.Text(action, "type") != "Action.Submit")
        {
            throw new PressRefusedException($"“{button}” is an {Wire.Text(action, "type")}, which a dialog does not send.");
        }

        var value = (JsonObject?)dialog.Command?.DeepClone() ?? [];
        value["data"] = CardInputs.Merge(found, inputs);
        return _teams.Activities.Invoke(
            dialog.Command is null ? "config/submit" : "composeExtension/submitAction", Person, Conversation, value);
    }

    /// <summary>Types into an input that asks the bot for choices, and reads those that are offered.</summary>
    public async Task<IReadOnlyList<(string Title, string Value)>> Type(SeenCard card, string input, string typed)
    {
        var found = CardParts.Of(card.Content).Inputs.Find(i => Wire.Text(i, "id") == input)
            ?? throw new PressRefusedException($"There is no input “{input}”.");
        var query = Wire.Object(found, "choices.data") is { } data && Wire.Text(data, "type") is "Data.Query"
            ? data
            : throw new PressRefusedException($"“{input}” asks the bot for nothing.");
        var delivery = await _teams.Deliver(
            _teams.Activities.Search(Person, Where(card.MessageId), card.MessageId, Wire.Text(query, "dataset"), typed));
        if (delivery is not { Status: 200, Json: { } json } || Wire.Text(json, "type") != "application/vnd.microsoft.search.searchResponse")
        {
            throw new InvalidOperationException($"Teams does not understand the answer {delivery.Status}: {delivery.Body}");
        }

        return [
            .. Wire.Objects(Wire.Object(json, "value"), "results")
                .Take(15)
                .Select(result => (Wire.Text(result, "title"), Wire.Text(result, "value")))];
    }

    private async Task<TeamsDialog> Open(JsonObject command)
    {
        var dialog = TeamsDialog.Read(
            this,
            await _teams.Deliver(
                _teams.Activities.Invoke("composeExtension/fetchTask", Person, Conversation, (JsonObject)command.DeepClone())),
            command);
        return Noted(dialog);
    }

    private TeamsDialog Noted(TeamsDialog dialog)
    {
        if (dialog.Card is { } card) _teams.Note(CardWay.Answered, Conversation.Id, card.Content);
        return dialog;
    }
}
