using Improvement.Bot.Storage;

namespace Improvement.Bot.Jobs;

/// <summary>
/// Lets one instance of the bot do something at a time. Whoever holds it renews it in good time; when its holder is gone it is over by
/// itself. When that is, the clock of the database says, and its holder
/// counts the time that has passed since it asked; so the clocks of the machines need not agree.
/// </summary>
internal sealed class Lease(Database database, string name, TimeSpan life, TimeProvider time)
{
    private readonly string _holder = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
    private long? _asked;

    /// <summary>Whether this instance still holds it for so long.</summary>
    public bool HoldsFor(TimeSpan needed) => _asked is { } asked && time.GetElapsedTime(asked) + needed < life;

    /// <summary>Takes or renews it, unless more than half of it is left; false when another instance holds it.</summary>
    public async Task<bool> TryHold(CancellationToken ct)
    {
        if (HoldsFor(life / 2)) return true;
        var asked = time.GetTimestamp(); // before the database answers, so that it ends here no later than there
        if (!await database.Settle(Take, ct)) return false;
        _asked = asked;
        return true;
    }

    /// <summary>Gives it back, so that another instance need not wait.</summary>
    public async Task Release(CancellationToken ct)
    {
        if (!HoldsFor(TimeSpan.Zero)) return;
        _asked = null;
        await database.Settle(writer => writer.Execute($"DELETE FROM leases WHERE name = {name} AND holder = {_holder}"), ct);
    }

    /// <summary>
    /// Renews it while something goes on, and cancels that when it is lost. Ends when it is cancelled, by itself or by its owner.
    /// </summary>
    /// <param name="held">Cancelled at the end of what goes on.</param>
    public async Task RenewUntilOver(CancellationTokenSource held)
    {
        while (!held.IsCancellationRequested)
        {
            await Task.Delay(life / 4, time, held.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!held.IsCancellationRequested && !await IsRenewed(held.Token)) await held.CancelAsync();
        }
    }

    // A database that is away for a moment ends nothing as long as the lease lasts.
    private async Task<bool> IsRenewed(CancellationToken ct)
    {
        try
        {
            return await TryHold(ct);
        }
        catch (Exception)
        {
            return HoldsFor(life / 4);
        }
    }

    private bool Take(Statements writer) => writer.Execute($"""
        INSERT INTO leases {NewRow.Of(
            ("name", name), ("holder", _holder), ("expires_at", Sql.Of($"{database.Clock} + {(long)life.TotalMilliseconds}")))}
        ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
        WHERE leases.holder = excluded.holder OR leases.expires_at < {database.Clock}
        """) > 0;
}
