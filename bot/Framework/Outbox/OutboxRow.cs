namespace Improvement.Bot.Framework.Outbox;

/// <summary>Address of a message: a known conversation, or a person whose personal chat may still have to be created.</summary>
/// <param name="ServiceUrl">Base address of the connector as the channel last gave it.</param>
/// <param name="Conversation">Conversation id, with <c>;messageid=</c> for a thread of a channel; null when the person's personal chat is
/// meant and its id is not known.</param>
/// <param name="Tenant">Tenant of the conversation; needed to create one.</param>
/// <param name="Person">Channel id (<c>29:…</c>) or Entra object id of the person: the other side of a personal chat, or the only one who
/// may see a targeted message.</param>
public sealed record Address(string ServiceUrl, string? Conversation, string? Tenant, string? Person = null)
{
    /// <summary>
    /// Key of the queue in which the messages of one conversation keep their order. The threads of a channel share a queue, so that a line
    /// never overtakes the post it belongs to.
    /// </summary>
    public string QueueKey => Conversation is null ? $"person:{Person}" : ChannelOf(Conversation);

    /// <summary>Key of the rate limits: a personal chat, a group chat, or one post of a channel.</summary>
    public string Thread => Conversation ?? $"person:{Person}";

    /// <summary>
    /// Whether several people read here, so that a person in the address means one of them; elsewhere that person is the other side.
    /// </summary>
    public bool IsShared => Conversation is not null
        && !Conversation.StartsWith("a:", StringComparison.Ordinal) && !Conversation.EndsWith("@unq.gbl.spaces", StringComparison.Ordinal);

    /// <summary>
    /// Thread address for a line about a message of this conversation: in a channel the thread of that message (or the thread that the
    /// message itself is in); in chats, which have no threads, the chat.
    /// </summary>
    public Address ThreadOf(string activityId) =>
        IsShared && Person is null && !Conversation!.Contains(';', StringComparison.Ordinal)
            && !Conversation.EndsWith("@thread.v2", StringComparison.Ordinal)
            ? this with { Conversation = $"{Conversation};messageid={activityId}" }
            : this;

    /// <summary>The conversation without its thread.</summary>
    public static string ChannelOf(string conversation) => Activities.ConversationAccount.BaseOf(conversation);
}

/// <summary>Kind of an outbox row: the operation of the sender.</summary>
public enum OutboxKind
{
    /// <summary>Sends <see cref="OutboxRow.Body"/> as a new message.</summary>
    Say,

    /// <summary>
    /// Sends <see cref="OutboxRow.Body"/> as a targeted message that only <see cref="Address.Person"/> sees; if the channel refuses it, in
    /// the personal chat.
    /// </summary>
    SayPrivately,

    /// <summary>
    /// Replaces message <see cref="OutboxRow.ActivityId"/> by <see cref="OutboxRow.Body"/>; a message that is gone counts as delivered. In
    /// a shared conversation an address with a person means a message that only that person sees.
    /// </summary>
    Replace,

    /// <summary>
    /// Shows a place in its newest state: posts it when it has no message yet, replaces it otherwise, posts it anew when the message is
    /// gone.
    /// </summary>
    Show,

    /// <summary>Sends <see cref="OutboxRow.Body"/> into the thread of the message of <see cref="OutboxRow.Place"/>.</summary>
    SayInThread,
}

/// <summary>
/// A row of the outbox: a message that is committed and not yet delivered. The content of a say is kept once, here, and deleted on
/// delivery.
/// </summary>
public sealed record OutboxRow(OutboxKind Kind, Address To)
{
    /// <summary>Given by the store; ascending in the order of commits.</summary>
    public long Id { get; init; }

    /// <summary>The activity as it goes onto the wire, in UTF-8; null for <see cref="OutboxKind.Show"/>.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The message to replace.</summary>
    public string? ActivityId { get; init; }

    /// <summary>The place to show, or in whose thread to post.</summary>
    public long? Place { get; init; }

    /// <summary>
    /// The card as the turn that asked for this show has drawn it for its answer, so that the sender need not draw it again. Never stored,
    /// and used once.
    /// </summary>
    public Drawn? Drawn { get; init; }

    /// <summary>
    /// The newest address of the connector for its conversation, where the store looked that up when it read the row. Never stored, and
    /// used at once or not at all.
    /// </summary>
    public string? Connector { get; init; }

    /// <summary>The dialog whose live card this message becomes once it is delivered.</summary>
    public string? DialogId { get; init; }

    /// <summary>
    /// Grows when a show is asked for again while it waits, so that a delivery of older content does not count for the newer.
    /// </summary>
    public int Revision { get; init; }

    /// <summary>
    /// The fan-out that it belongs to, by its number in the store, which counts how many of its messages are delivered; null for none.
    /// </summary>
    public long? FanOut { get; init; }

    /// <summary>Failed attempts so far.</summary>
    public int Attempts { get; init; }

    /// <summary>
    /// When it was written (UTC); given by the store. The sender gives up on what has become too old, and health shows the oldest.
    /// </summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Not to be tried again before this moment (UTC).</summary>
    public DateTimeOffset? NotBefore { get; init; }
}

/// <summary>
/// A place as it was drawn a moment ago. When the record has changed since, the show was asked for again and is sent again.
/// </summary>
/// <param name="Body">The activity as it goes onto the wire, in UTF-8.</param>
public sealed record Drawn(Place Place, byte[] Body);

/// <summary>A message in some conversation that always shows the current state of one record.</summary>
/// <param name="Id">Given by the store.</param>
/// <param name="Subject">The record, such as <c>error:12</c>.</param>
/// <param name="View">Which view of it, such as <c>triage</c> or <c>reporter</c>.</param>
/// <param name="To">Where.</param>
/// <param name="ActivityId">Its message; null until the first delivery.</param>
public sealed record Place(long Id, string Subject, string View, Address To, string? ActivityId);
