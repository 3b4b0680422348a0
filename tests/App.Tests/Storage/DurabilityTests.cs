using Dapper;
using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Improvement.Bot.Tests.Storage;

public sealed class DurabilityTests : IDisposable
{
    private readonly TemporaryDatabase _file = new();

    public void Dispose() => _file.Dispose();

    /// <summary>
    /// What <c>kill -9</c> leaves is the files as they are at that moment: here they are copied under load, and the copy is opened.
    /// </summary>
    [Fact]
    public async Task Whatever_was_acknowledged_is_in_the_files_at_that_moment()
    {
        using var store = new StoreUnderTest(_file.Database, TimeProvider.System);
        using var enough = new CancellationTokenSource();
        using var holding = _file.Database.OpenSession();
        // while somebody reads, the log stays as it is, so that a copy of two files is one moment
        holding.Connection.Query("BEGIN; SELECT * FROM outbox");
        var acknowledged = new System.Collections.Concurrent.ConcurrentBag<string>();
        var committing = Enumerable.Range(0, 16).Select(c => Task.Run(async () =>
        {
            for (var i = 0; !enough.IsCancellationRequested; i++)
            {
                await store.Commit(w => w.Enqueue(StoreUnderTest.Say($"{c}/{i}")));
                acknowledged.Add($"{c}/{i}");
            }
        })).ToArray();

        for (var kill = 0; kill < 5; kill++)
        {
            var before = acknowledged.Count;
            SpinWait.SpinUntil(() => acknowledged.Count > before + 50, TimeSpan.FromSeconds(20)).Should().BeTrue();
            var known = acknowledged.ToArray();
            (await Surviving(kill)).Should().Contain(known);
        }

        await enough.CancelAsync();
        await Task.WhenAll(committing);
        holding.Connection.Execute("ROLLBACK");
    }

    private async Task<List<string>> Surviving(int kill)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(_file.File)!, $"copy{kill}")).FullName;
        var copy = Path.Combine(folder, "bot.db");
        await Copy(_file.File + "-wal", copy + "-wal");
        await Copy(_file.File, copy);
        using var database = Database.Open(new() { ConnectionString = $"Data Source={copy}" }, TimeProvider.System,
            NullLogger<Database>.Instance);
        using var store = new StoreUnderTest(database, TimeProvider.System);
        return [.. (await store.Outbox.Waiting(0, int.MaxValue, default)).Select(row => System.Text.Encoding.UTF8.GetString(row.Body!))];
    }

    private static async Task Copy(string from, string to)
    {
        await using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        await using var target = new FileStream(to, FileMode.Create);
        await source.CopyToAsync(target);
    }
}
