using Improvement.Bot.Framework.Outbox;

namespace Improvement.Bot.Framework.Tests.Outbox;

/// <summary>A store that takes its time to settle.</summary>
internal sealed class SlowNotes(IOutboxStore store, Task until) : StoreLine(store)
{
    public override async Task<bool> Delivered(OutboxRow row, Delivery delivery, CancellationToken ct)
    {
        await until;
        return await base.Delivered(row, delivery, ct);
    }
}
