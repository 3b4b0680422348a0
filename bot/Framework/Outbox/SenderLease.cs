namespace Improvement.Bot.Framework.Outbox;

/// <summary>
/// The sender lease: the right to send the outbox. Of all processes that share a store one holds it at a time, which keeps the order of
/// messages and the limits of the tenant. Dispose it to hand it over.
/// </summary>
public abstract class SenderLease : IAsyncDisposable
{
    /// <summary>The lease of a process that shares its store with nobody; always held.</summary>
    public static SenderLease Unshared { get; } = new Own();

    /// <summary>Whether the lease is proven to be held at this moment, so that no other process sends.</summary>
    public abstract bool IsHeld { get; }

    /// <summary>Cancelled when the lease is lost or its proof has expired.</summary>
    public abstract CancellationToken Lost { get; }

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    private sealed class Own : SenderLease
    {
        public override bool IsHeld => true;

        public override CancellationToken Lost => CancellationToken.None;

        public override ValueTask DisposeAsync()
        {
            GC.SuppressFinalize(this);
            return default;
        }
    }
}
