using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.WholeBot;
using Xunit;

namespace Improvement.Bot.Tests.Graph;

/// <summary>The running application with the directory switched on, and a Graph to ask.</summary>
public class DirectoryProduct : Product, IAsyncLifetime
{
    public FakeGraph Graph { get; private set; } = null!;

    protected override IEnumerable<(string Name, string Value)> Settings =>
    [
        ("Directory:Enabled", "true"),
        ("Directory:AutomaticReplies", "true"),
        ("Directory:Address", Graph.Address),
    ];

    protected override void Furnish() => Graph = FakeGraph.StartAsync(Teams).GetAwaiter().GetResult();

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        if (Graph is not null) await Graph.DisposeAsync();
    }

    /// <summary>Has the groups of all teams read again, and waits until that is over.</summary>
    public async Task ReadGroups()
    {
        await Bot.Change("UPDATE teams SET directory_due_at = NULL");
        await Until(() =>
            Bot.Number("SELECT COUNT(*) FROM teams WHERE directory_due_at IS NULL OR directory_due_at < @soon", SoonDue) is 0);
    }

    /// <summary>Waits until something is so.</summary>
    public static async Task Until(Func<bool> condition)
    {
        for (var i = 0; i < 1500 && !condition(); i++) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        if (!condition()) throw new TimeoutException("It does not become so.");
    }

    // A team that is being read is due again a minute later; one that was read, or refused, is due later than this.
    private static long SoonDue => (TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(2)).ToStoredMilliseconds();
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class PostgresDirectoryProduct : DirectoryProduct
{
    private protected override StorageEngine Engine => StorageEngine.PostgreSql;
}
