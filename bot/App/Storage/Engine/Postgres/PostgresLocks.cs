namespace Improvement.Bot.Storage.Engine.Postgres;

/// <summary>
/// What the processes that share a database agree on. The numbers are this product's own; they are the same in every version.
/// </summary>
internal static class PostgresLocks
{
    /// <summary>
    /// Held by whoever writes, for one transaction: by those who write beside others together, by everybody else alone.
    /// </summary>
    public const long Writer = 7_291_660_001;

    /// <summary>The sender lock: held by the instance that sends the outbox, as long as its connection lives.</summary>
    public const long Sender = 7_291_660_002;

    /// <summary>Held by whoever makes a side store.</summary>
    public const long SideStore = 7_291_660_003;

    /// <summary>Held in the place of <see cref="Writer"/> for the trial of a restore, which keeps nobody from writing.</summary>
    public const long Trial = 7_291_660_004;

    /// <summary>
    /// Held from the first row that is added to the outbox or to the events until the commit, by those who write beside others: so numbers
    /// grow in the order of commits.
    /// </summary>
    public const long Numbers = 7_291_660_005;

    /// <summary>Where commits are announced that added to the outbox.</summary>
    public const string OutboxBell = "improvement_bot_outbox";
}
