using Improvement.Bot.Framework.Outbox;

namespace Improvement.Bot.Storage;

/// <summary>What a committed group has for others.</summary>
internal sealed class CommitNews
{
    /// <summary>The rows that were added to the outbox, ascending.</summary>
    public List<OutboxRow> Rows { get; } = [];
}
