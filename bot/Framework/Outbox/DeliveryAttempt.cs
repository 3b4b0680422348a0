namespace Improvement.Bot.Framework.Outbox;

/// <summary>The delivery of one row, with its state since the row was read; the same object serves all retries.</summary>
internal sealed class DeliveryAttempt(OutboxRow row, DateTimeOffset noticed)
{
    /// <summary>The row, with its attempts and, for a show, the revision that was drawn.</summary>
    public OutboxRow Row { get; set; } = row;

    /// <summary>Time at which the row was written; if unknown, at which the sender received it.</summary>
    public DateTimeOffset Since { get; } = row.Created ?? noticed;

    /// <summary>Address of the next call.</summary>
    public Address To { get; set; } = row.To;

    /// <summary>The connector as it was read with the row or with its place; for the first call alone.</summary>
    public string? Connector { get; set; } = row.Kind is OutboxKind.Show or OutboxKind.SayInThread ? null : row.Connector;

    /// <summary>The next step.</summary>
    public Stage Stage { get; set; } = row.Kind is OutboxKind.Show or OutboxKind.SayInThread ? Stage.Prepare : Stage.Call;

    /// <summary>The place of a show or a line, as last read.</summary>
    public Place? Place { get; set; }

    /// <summary>The message of the place is gone: a new one is posted.</summary>
    public bool PostAnew { get; set; }

    /// <summary>Failures in a row that the sender has seen, whether or not they count as attempts.</summary>
    public int Failures { get; set; }

    /// <summary>Its personal chat was created again once.</summary>
    public bool Recreated { get; set; }

    /// <summary>The token was refused once.</summary>
    public bool Unauthorized { get; set; }

    /// <summary>Not before this moment of the sender's clock.</summary>
    public long Due { get; set; }

    /// <summary>The thread that the last call went to.</summary>
    public string? Called { get; set; }

    /// <summary>The limits have let the next call through already.</summary>
    public bool HasSlot { get; set; }
}

/// <summary>The steps of a delivery; each is at most one call to the connector.</summary>
internal enum Stage
{
    /// <summary>Find its address; no call.</summary>
    Prepare,

    /// <summary>Deliver it, or first create the personal chat when its conversation is not known.</summary>
    Call,

    /// <summary>Deliver a private message in the personal chat, as the conversation refused it.</summary>
    Instead,

    /// <summary>Ask in the conversation to write to the bot, as the personal chat is out of reach too.</summary>
    Ask,
}

/// <summary>Result of one delivery step.</summary>
/// <param name="Next">The next state of the row.</param>
/// <param name="Delivery">How it was delivered.</param>
/// <param name="Wait">How long to wait before it is tried again.</param>
internal readonly record struct DeliveryResult(Next Next, Delivery? Delivery = null, TimeSpan Wait = default)
{
    /// <summary>
    /// Notes in the store what happened, in place of the delivery alone; false when the row must be sent again. Repeated until it succeeds.
    /// </summary>
    public Func<Task<bool>>? Note { get; init; }
}

/// <summary>The next state of a row after a delivery step.</summary>
internal enum Next
{
    /// <summary>The channel took it, or it is set aside; it is settled in the background.</summary>
    Settle,

    /// <summary>It is over without anything to settle: no longer wanted.</summary>
    Leave,

    /// <summary>Its next step follows at once.</summary>
    GoOn,

    /// <summary>The same step again, later.</summary>
    Retry,

    /// <summary>Another row of the queue has to go first.</summary>
    LetOthersPass,
}
