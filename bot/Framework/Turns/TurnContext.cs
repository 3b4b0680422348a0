using System.Globalization;
using System.Text.Json;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Outbox;

namespace Improvement.Bot.Framework.Turns;

/// <summary>
/// One activity, and what is decided about it. Handlers read, and say here what is to be written and said; nothing is sent or stored before
/// the turn commits.
/// </summary>
public sealed class TurnContext
{
    private readonly List<(Func<ITurnWriter, ValueTask> Write, bool Beside)> _writes = [];

    internal TurnContext(
        Activity activity, IServiceProvider services, DateTimeOffset now, CultureInfo culture, bool isUnrecorded = false) =>
        (Activity, Services, Now, Culture, IsUnrecorded, Text) = (activity, services, now, culture, isUnrecorded,
            activity.Type is ActivityTypes.Message ? MessageText.Of(activity) : "");

    /// <summary>The incoming activity.</summary>
    public Activity Activity { get; }

    /// <summary>The text of the message, without the mention of the bot and without quotes.</summary>
    public string Text { get; internal set; }

    /// <summary>The messages that the person quoted.</summary>
    public IReadOnlyList<Quote> Quotes => Activity.Type is ActivityTypes.Message ? Quote.In(Activity) : [];

    /// <summary>When, by the product's clock, UTC.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The language of the answer.</summary>
    public CultureInfo Culture { get; set; }

    /// <summary>The services of this turn; those that touch the database take part in its transaction.</summary>
    public IServiceProvider Services { get; }

    /// <summary>
    /// Whether the turn leaves no trace: no seen-mark, no outbox row, no span, no count, and no log line that says who or where. Its route
    /// decides (<see cref="BotRoutes.Press"/>).
    /// </summary>
    public bool IsUnrecorded { get; }

    /// <summary>Whether only this person and the bot see what is said here.</summary>
    public bool IsPrivate => Activity.Conversation.Kind is ConversationKind.Personal || Activity.IsTargeted;

    /// <summary>Whether a button was pressed: in a card that can be answered, or, by an older client, as a message.</summary>
    public bool IsPress =>
        IsInvoke || (Activity is { Type: ActivityTypes.Message, Value.ValueKind: JsonValueKind.Object }
            && (Activity.Value.Text(Verbs.Name) is not null || Text.Length is 0));

    /// <summary>Whether the channel waits for an answer in the response.</summary>
    public bool IsInvoke => Activity.Type is ActivityTypes.Invoke;

    /// <summary>The dialog whose button was pressed; null for any other button.</summary>
    public string? PressedDialog => IsPress ? Envelope.Read(PressData)?.Dialog : null;

    /// <summary>The data that a pressed button carries.</summary>
    public JsonElement PressData => IsInvoke ? Activity.Value.Member("action").Member("data") : Activity.Value;

    /// <summary>The conversation, with its thread.</summary>
    public Address Here => new(Activity.ServiceUrl ?? "", Activity.Conversation.Id, Activity.Conversation.TenantId);

    /// <summary>This conversation for this person alone; the personal chat is that already.</summary>
    public Address HereAlone => Activity.Conversation.Kind is ConversationKind.Personal ? Here : Here with { Person = Activity.From.Id };

    /// <summary>The answer to an invoke; set by the handler.</summary>
    public InvokeAnswer? Answer { get; set; }

    /// <summary>What the store read as it began; nothing where it only reads.</summary>
    internal TurnOpening Opening { get; set; } = new();

    internal IEnumerable<Func<ITurnWriter, ValueTask>> Writes => _writes.Select(each => each.Write);

    /// <summary>How many writes there are.</summary>
    internal int WriteCount => _writes.Count;

    /// <summary>Whether all of them may be committed beside others (see <see cref="ITurnStore.Commit"/>).</summary>
    internal bool IsBeside => _writes.TrueForAll(each => each.Beside);

    /// <summary>Adds something to be written in the turn's transaction, in order.</summary>
    /// <param name="beside">Whether it may be committed beside others (see <see cref="ITurnStore.Commit"/>).</param>
    public void Write(Func<ITurnWriter, ValueTask> write, bool beside = false) => _writes.Add((write, beside));

    /// <summary>Adds something to be sent after the commit.</summary>
    /// <exception cref="InvalidOperationException">The turn is unrecorded; it can only answer.</exception>
    public void Enqueue(OutboxRow row)
    {
        if (IsUnrecorded) throw new InvalidOperationException("An unrecorded turn leaves no row in the outbox; set its Answer instead.");
        Write(writer =>
        {
            writer.Enqueue(row);
            return default;
        }, beside: true);
    }

    /// <summary>Says a card to this person, inside the transaction.</summary>
    internal void SayIn(ITurnWriter writer, Card card) => writer.Enqueue(HereAlone.Person is null
        ? new(OutboxKind.Say, Here) { Body = OutgoingActivity.Of(card).ToJson() }
        : Privately(OutgoingActivity.Of(card)));

    /// <summary>Says something in the conversation, for everybody in it unless the person asked privately.</summary>
    public void Say(OutgoingActivity message) =>
        Enqueue(Activity.IsTargeted ? Privately(message) : new(OutboxKind.Say, Here) { Body = message.ToJson() });

    /// <summary>Says something that only this person sees.</summary>
    public void SayPrivately(OutgoingActivity message) =>
        Enqueue(Activity.Conversation.Kind is ConversationKind.Personal
            ? new(OutboxKind.Say, Here) { Body = message.ToJson() }
            : Privately(message));

    /// <summary>Shows a card to this person: in the place of the card whose button was pressed, otherwise as a message.</summary>
    public void Show(Card card)
    {
        if (IsInvoke) Answer = InvokeAnswer.With(card);
        else if (IsPress && Activity.ReplyToId is { } pressed) Enqueue(Replacing(pressed, card));
        else SayPrivately(OutgoingActivity.Of(card));
    }

    /// <summary>Shows a card in the place of the one that was pressed, also when the chat is opened again.</summary>
    internal void ShowToStay(Card card)
    {
        Show(card);
        if (IsInvoke && Activity.ReplyToId is { } pressed) Enqueue(Replacing(pressed, card));
    }

    /// <summary>Shows a card to this person further down; what was pressed stays as it is, and says so.</summary>
    public void ShowBelow(Card card)
    {
        SayPrivately(OutgoingActivity.Of(card));
        if (IsInvoke) Answer = InvokeAnswer.Line(Activity.Name, TurnTexts.AnsweredBelow);
    }

    /// <summary>One line for this person; what was pressed stays as it is.</summary>
    public void Tell(string line)
    {
        if (IsInvoke) Answer = InvokeAnswer.Line(Activity.Name, line);
        else SayPrivately(OutgoingActivity.Of(line));
    }

    private OutboxRow Replacing(string message, Card card) =>
        new(OutboxKind.Replace, HereAlone) { ActivityId = message, Body = OutgoingActivity.Of(card).ToJson() };

    private OutboxRow Privately(OutgoingActivity message) => new(OutboxKind.SayPrivately, HereAlone) { Body = message.ToJson() };
}
