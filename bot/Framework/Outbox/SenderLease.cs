namespace Improvement.Bot.Framework.Outbox;

/// <summary>
/// The right to speak to the channel. Of all processes that share a store one has it at a time, which keeps the order of what is said and the limits of the tenant.
/// Dispose it to let another one speak.
/// </summary>
public abstract class SenderLease : IAsyncDisposable
{
    /// <summary>That of a process that shares its store with nobody.</summary>
    public static SenderLease Unshared { get; } = new Own();

    /// <summary>Whether it is known, at this moment, that nobody else may speak.</summary>
    public abstract bool IsHeld { get; }

    /// <summary>Cancelled as soon as that is no longer known.</summary>
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
