using System.Text.Json;
using System.Text.Json.Nodes;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Turns;

namespace Improvement.Bot.Framework.Testing;

/// <summary>
/// A conversation as one person has it: says, presses, reads. As in Teams, an answer to a press changes the card for this person only and
/// is forgotten when the chat is opened again; here that happens after every step, so what is read is always what would be read tomorrow.
/// </summary>
public sealed class Conversation
{
    private readonly BotTestHost _chat;
    private readonly Dictionary<string, (int Edits, RenderedCard Card)> _mine = [];
    private JsonObject? _last;

    internal Conversation(BotTestHost chat, string person, string id, ConversationKind kind) =>
        (_chat, Person, Id, Kind) = (chat, person, id, kind);

    /// <summary>Whose it is: the name, from which the ids are made.</summary>
    public string Person { get; }

    /// <summary>The conversation's id, without a thread.</summary>
    public string Id { get; }

    /// <summary>Personal chat or channel.</summary>
    public ConversationKind Kind { get; }

    /// <summary>The language of the person's client.</summary>
    public string Locale { get; set; } = "en-US";

    /// <summary>The last HTTP answer to the channel.</summary>
    public InvokeAnswer? Answer { get; private set; }

    /// <summary>The line that came up at the last press; null when a card came.</summary>
    public string? Toast { get; private set; }

    /// <summary>The card that the last press was answered with, before the chat was opened again.</summary>
    public RenderedCard? Answered { get; private set; }

    /// <summary>The bot's messages that this person sees, oldest first.</summary>
    public IReadOnlyList<RenderedMessage> Messages => [.. _chat.Messages.Where(Sees)];

    /// <summary>The newest message.</summary>
    public RenderedMessage Last => Messages is [.., var last] ? last : throw new InvalidOperationException("The bot has sent no message.");

    /// <summary>The card of a message as this person sees it.</summary>
    public RenderedCard? CardOf(RenderedMessage message) =>
        _mine.TryGetValue(message.Id, out var mine) && mine.Edits == message.Edits ? mine.Card : message.Card;

    /// <summary>The newest card.</summary>
    public RenderedCard Card =>
        Messages.Select(CardOf).LastOrDefault(card => card is not null) ?? throw new InvalidOperationException("No card is shown.");

    /// <summary>Whether the words stand in the newest message.</summary>
    public bool Shows(string words) => CardOf(Last) is { } card ? card.Shows(words) : Last.Text!.Contains(words, StringComparison.Ordinal);

    /// <summary>Says something to the bot; in a channel, with its mention.</summary>
    public Task<InvokeAnswer> Say(string text)
    {
        var activity = NewActivity("message");
        activity["text"] = Kind is ConversationKind.Personal ? text : "<at>Bot</at> " + text;
        if (Kind is not ConversationKind.Personal)
        {
            activity["entities"] = new JsonArray(
                new JsonObject { ["type"] = "mention", ["text"] = "<at>Bot</at>", ["mentioned"] = new JsonObject { ["id"] = "28:bot" } });
        }
        return Send(activity);
    }

    /// <summary>Presses a button of the newest message that has it.</summary>
    public Task<InvokeAnswer> Press(string button, params (string Input, string Value)[] inputs) => PressOn(With(button), button, inputs);

    /// <summary>Presses a button of a message, as this person sees that message.</summary>
    public Task<InvokeAnswer> PressOn(RenderedMessage message, string button, params (string Input, string Value)[] inputs) =>
        Press(message, CardOf(message)!, button, inputs);

    /// <summary>Presses a button of a card that was seen earlier, on the message where it stood.</summary>
    public Task<InvokeAnswer> Press(RenderedMessage message, RenderedCard seen, string button, params (string Input, string Value)[] inputs)
    {
        var action = seen.Pressed(button, inputs);
        var activity = NewActivity("invoke");
        activity["name"] = "adaptiveCard/action";
        activity["replyToId"] = message.Id;
        activity["value"] = new JsonObject { ["action"] = action, ["trigger"] = "manual" };
        return Send(activity);
    }

    /// <summary>Presses a button as a client does that does not know Action.Execute: the data come as a message.</summary>
    public Task<InvokeAnswer> PressAsOldClient(string button, params (string Input, string Value)[] inputs)
    {
        var message = With(button);
        var activity = NewActivity("message");
        activity["replyToId"] = message.Id;
        activity["value"] = CardOf(message)!.Pressed(button, inputs)["data"]!.DeepClone();
        return Send(activity);
    }

    /// <summary>The channel delivers the last activity a second time.</summary>
    public Task<InvokeAnswer> Again() =>
        Send((JsonObject)(_last ?? throw new InvalidOperationException("Nothing was sent yet.")).DeepClone());

    /// <summary>Sends an activity that was made by hand.</summary>
    public async Task<InvokeAnswer> Send(JsonObject activity)
    {
        _last = (JsonObject)activity.DeepClone();
        Answer = await _chat.Deliver(activity);
        var body = Answer.Body.IsEmpty ? default : JsonElement.Parse(Answer.Body.Span);
        Toast = body.Text("value");
        Answered = body.Member("value").ValueKind is JsonValueKind.Object ? RenderedCard.Of(body.Member("value")) : null;
        await Reopen();
        return Answer;
    }

    /// <summary>Opens the chat anew: what answers had changed is forgotten, and cards that ask for it are fetched again.</summary>
    public async Task Reopen()
    {
        _mine.Clear();
        foreach (var message in Messages)
        {
            if (message.Card?.Json.Member("refresh") is not { ValueKind: JsonValueKind.Object } refresh
                || !refresh.Items("userIds").Any(id => id.AsText() == ChannelId))
            {
                continue;
            }

            var activity = NewActivity("invoke");
            activity["name"] = "adaptiveCard/action";
            activity["replyToId"] = message.Id;
            activity["value"] = new JsonObject { ["action"] = JsonObject.Create(refresh.Member("action")), ["trigger"] = "automatic" };
            var answer = await _chat.Deliver(activity);
            var body = answer.Body.IsEmpty ? default : JsonElement.Parse(answer.Body.Span);
            if (body.Member("value").ValueKind is JsonValueKind.Object)
            {
                _mine[message.Id] = (message.Edits, RenderedCard.Of(body.Member("value")));
            }
        }
    }

    /// <summary>An activity of this person in this conversation with the usual fields.</summary>
    public JsonObject NewActivity(string type) => new()
    {
        ["type"] = type,
        ["id"] = "in-" + _chat.NextId(),
        ["channelId"] = "msteams",
        ["serviceUrl"] = "https://channel.example/",
        ["from"] = new JsonObject { ["id"] = ChannelId, ["name"] = Person, ["aadObjectId"] = "aad-" + Person },
        ["recipient"] = new JsonObject { ["id"] = "28:bot", ["name"] = "Bot" },
        ["conversation"] = new JsonObject
        {
            ["id"] = Id,
            ["conversationType"] = Kind is ConversationKind.Personal ? "personal" : "channel",
            ["tenantId"] = "tenant",
        },
        ["locale"] = Locale,
    };

    private string ChannelId => "29:" + Person;

    private RenderedMessage With(string button) => Messages.LastOrDefault(message => CardOf(message)?.Has(button) is true)
        ?? throw new InvalidOperationException($"No message has a button '{button}'.");

    private bool Sees(RenderedMessage message) =>
        Outbox.Address.ChannelOf(message.Conversation) == Id && (message.OnlyFor is null || message.OnlyFor == ChannelId);
}
