using Improvement.Bot.Framework.Outbox;

namespace Improvement.Bot.Storage;

/// <summary>The messages that are sent about messages that do not arrive. Asked for in the transaction that notes it.</summary>
/// <param name="OutOfReach">When a conversation goes out of reach, for a reason.</param>
/// <param name="SetAside">When a row is set aside for good, for a reason; for the first of a day alone.</param>
internal sealed record NotDelivered(
    Func<Statements, Address, string, IReadOnlyList<OutboxRow>> OutOfReach,
    Func<Statements, OutboxRow, string, IReadOnlyList<OutboxRow>> SetAside);
