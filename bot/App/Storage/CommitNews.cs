using Improvement.Bot.Framework.Outbox;

namespace Improvement.Bot.Storage;

/// <summary>What a group has for others, once it is committed.</summary>
internal sealed class CommitNews
{
    /// <summary>The rows that were added to the outbox, ascending.</summary>
    public List<OutboxRow> Rows { get; } = [];
}
