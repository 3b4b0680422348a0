using Improvement.Bot.Storage;

namespace Improvement.Bot.Api;

/// <summary>Lets one instance of the bot do something at a time. Whoever holds it renews it in good time; when its holder is gone it is over by itself.</summary>
internal sealed class Lease(Database database, string name, TimeSpan life, TimeProvider time)
{
    private const string Take = """
        INSERT INTO leases (name, holder, expires_at) VALUES (@name, @holder, @until)
        ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at WHERE leases.holder = excluded.holder OR leases.expires_at < @now
        """;

    private readonly string _holder = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
    private DateTimeOffset _until;

    /// <summary>Whether this instance still holds it for so long.</summary>
    public bool HoldsFor(TimeSpan needed) => time.GetUtcNow() + needed < _until;

    /// <summary>Takes or renews it, unless more than half of it is left; false when another instance holds it.</summary>
    public async Task<bool> TryHold(CancellationToken ct)
    {
        if (HoldsFor(life / 2)) return true;
        var now = time.GetUtcNow();
        var until = now + life;
        if (!await database.Settle(writer => writer[Take].Execute(name, _holder, until.Kept(), now.Kept()) > 0, ct)) return false;
        _until = until;
        return true;
    }

    /// <summary>Gives it back, so that another instance need not wait.</summary>
    public async Task Release(CancellationToken ct)
    {
        if (!HoldsFor(TimeSpan.Zero)) return;
        _until = default;
        await database.Settle(writer => writer["DELETE FROM leases WHERE name = @name AND holder = @holder"].Execute(name, _holder), ct);
    }
}
