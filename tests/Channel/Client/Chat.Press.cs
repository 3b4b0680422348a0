using System.Text.Json.Nodes;

namespace Improvement.Bot.Tests.Channel;

/// <summary>Pressing buttons.</summary>
public sealed partial class Chat
{
    /// <summary>
    /// Presses a button. Every press is a new activity; <see cref="FakeTeams.Deliver(JsonObject, CancellationToken)"/> sends one again.
    /// </summary>
    /// <param name="card">The card as it was seen.</param>
    /// <param name="button">The title; <c>title#2</c> is the second of several alike.</param>
    /// <param name="inputs">What was typed or chosen, by input id.</param>
    /// <exception cref="PressRefusedException">A client would not have sent it.</exception>
    public async Task<Pressed> Press(SeenCard card, string button, params (string Id, string Value)[] inputs)
    {
        var found = CardParts.Of(card.Content).ButtonOrNth(button);
        return await Send(card, Allowed(found, inputs), found, inputs);
    }

    /// <summary>The activity of a press, not yet sent: to send it twice, late or changed.</summary>
    public JsonObject PressActivity(SeenCard card, string button, params (string Id, string Value)[] inputs)
    {
        var found = CardParts.Of(card.Content).ButtonOrNth(button);
        var action = Allowed(found, inputs);
        return IsExecute(action)
            ? _teams.Activities.CardAction(
                Person, Where(card.MessageId), card.MessageId, Value(action, CardInputs.Merge(found, inputs), "manual"))
            : _teams.Activities.Submit(
                Person, Where(card.MessageId), card.MessageId, CardInputs.Merge(found with { Action = action }, inputs));
    }

    private JsonObject Allowed(CardButton button, (string Id, string Value)[] inputs)
    {
        if (button.Action["isEnabled"] is JsonValue enabled && enabled.TryGetValue(out bool on) && !on)
        {
            throw new PressRefusedException($"“{button.Title}” is not enabled.");
        }

        if (CardInputs.Complaints(button, inputs) is { Count: > 0 } complaints)
        {
            throw new PressRefusedException(
                $"The client holds “{button.Title}” back: {string.Join(", ", complaints.Select(c => $"{c.Key} is {c.Value}"))}");
        }

        return !_old || !IsExecute(button.Action) ? button.Action
            : Wire.Object(button.Action, "fallback") is { } fallback ? fallback
            : throw new PressRefusedException($"An old client does not show “{button.Title}”: it has no fallback.");
    }

    private async Task<Pressed> Send(SeenCard card, JsonObject action, CardButton button, (string Id, string Value)[] inputs)
    {
        var data = CardInputs.Merge(button with { Action = action }, inputs);
        switch (Wire.Text(action, "type"))
        {
            case "Action.Execute":
                return await Execute(card.MessageId, action, data, "manual");
            case "Action.Submit" when Wire.Object(data, "msteams") is { } msteams && Wire.Text(msteams, "type") == "imBack":
                return Posted(await _teams.Deliver(_teams.Activities.Message(Person, Where(card.MessageId), Wire.Text(msteams, "value"))));
            case "Action.Submit":
                return Posted(await _teams.Deliver(_teams.Activities.Submit(Person, Where(card.MessageId), card.MessageId, data)));
            case var other:
                throw new PressRefusedException($"“{button.Title}” is an {other}, which sends nothing to the bot.");
        }
    }

    private Task<Pressed> Execute(string messageId, JsonObject action, JsonNode? data, string trigger) =>
        Execute(messageId, action, data, trigger, _teams.NextAsk());

    private async Task<Pressed> Execute(string messageId, JsonObject action, JsonNode? data, string trigger, long asked)
    {
        var delivery =
            await _teams.Deliver(_teams.Activities.CardAction(Person, Where(messageId), messageId, Value(action, data, trigger)));
        var answer = InvokeAnswer.Read(delivery);
        if (answer.Error is { } error)
        {
            return new(delivery, null, null, error);
        }

        if (answer.Card is { } card)
        {
            _teams.Note(CardWay.Answered, Conversation.Id, card);
            Keep(messageId, card, asked);
        }

        return new(delivery, answer.Card is null ? null : new SeenCard(this, messageId, answer.Card), answer.Toast, null);
    }

    private static JsonObject Value(JsonObject action, JsonNode? data, string trigger)
    {
        var sent = new JsonObject { ["type"] = "Action.Execute" };
        foreach (var name in (string[])["id", "verb", "title"])
        {
            if (Wire.Maybe(action, name) is { } text)
            {
                sent[name] = text;
            }
        }

        sent["data"] = data;
        return new() { ["action"] = sent, ["trigger"] = trigger };
    }

    private static Pressed Posted(Delivery delivery) =>
        new(delivery, null, null, delivery.Status is 200 or 202 ? null : delivery.Failure ?? $"HTTP {delivery.Status}");

    private static bool IsExecute(JsonObject action) => Wire.Text(action, "type") == "Action.Execute";

    private Place Where(string messageId)
    {
        lock (_teams.Gate)
        {
            return new(Conversation, Conversation.Written.Find(p => p.Id == messageId)?.Root);
        }
    }
}
