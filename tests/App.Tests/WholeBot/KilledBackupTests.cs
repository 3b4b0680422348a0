using FluentAssertions;
using Improvement.Bot.Operations;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>The process is killed while it writes the scheduled backup; the next one writes it, once.</summary>
public abstract class KilledBackupTests : IDisposable
{
    private const string FillUp = """
        WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 200000)
        INSERT INTO seen_activities (activity, conversation, channel, seen_at) SELECT 'a' || n, 'a:1', 'msteams', @now FROM numbers
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string _folder = Directory.CreateTempSubdirectory("killed-backup-").FullName;

    private protected abstract StorageEngine Engine { get; }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Directory.Delete(_folder, recursive: true);
    }

    [StoreFact]
    public async Task What_was_begun_is_begun_again_and_done_once()
    {
        await using var bot = await BotFixture.StartAsync(
            Engine, new("Backup:Folder", _folder), new("Backup:Schedule", "0 0 1 1 *"), new("Backup:Trial", ""));
        using (var database = Open(bot.Storage)) await Until(() => Number(database, "SELECT COUNT(*) FROM schedules WHERE job = 'nightly "
            + "backup'") is 1);
        await bot.Bot.Kill();
        using (var database = Open(bot.Storage))
        {
            await Change(database, FillUp, TimeProvider.System.GetUtcNow().ToStoredMilliseconds());
            await Change(database, "UPDATE schedules SET since = 0 WHERE job = 'nightly backup'"); // so the first of January was missed
        }

        await bot.Bot.Start();
        await Until(() => Directory.GetFiles(_folder, "*.part").Length > 0);
        await bot.Bot.Kill();

        Directory.GetFiles(_folder, "*.gz").Should().BeEmpty("it was killed in the middle");
        using (var database = Open(bot.Storage))
        {
            Number(database, "SELECT COUNT(*) FROM job_runs WHERE job = 'nightly backup' AND done_at IS NULL").Should().Be(1);
            await Change(database, "UPDATE leases SET expires_at = 0"); // as after a minute
        }

        await bot.Bot.Start();
        using (var database = Open(bot.Storage))
        {
            await Until(() => Number(database, "SELECT COUNT(*) FROM job_runs WHERE job = 'nightly backup' AND done_at IS NOT NULL") is 1);
            Number(database, "SELECT attempts FROM job_runs WHERE job = 'nightly backup'").Should().Be(2);
        }

        await bot.Restart();
        await Until(async () => (await Health(bot)).Contains("scheduler: on time"));
        (await Health(bot)).Should().Contain("nightly backup: written");
        Directory.GetFiles(_folder, "*.gz").Should().ContainSingle();
        bot.Failures.Should().BeEmpty();
    }

    private static Database Open(StorageSettings place) => Database.Open(place, TimeProvider.System, NullLogger<Database>.Instance);

    private static Task<int> Change(Database database, string sql, params Value[] values) =>
        database.Settle(writer => writer[sql].Execute(values), CancellationToken.None);

    private static long Number(Database database, string sql)
    {
        using var session = database.OpenSession();
        return session.Statements[sql].Number() ?? 0;
    }

    private static async Task<string> Health(BotFixture bot)
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(bot.Bot.Address, "/health/ready"));
        return await answer.Content.ReadAsStringAsync();
    }

    private static Task Until(Func<bool> isTrue) => Until(() => Task.FromResult(isTrue()));

    private static async Task Until(Func<Task<bool>> isTrue)
    {
        for (var began = TimeProvider.System.GetTimestamp(); !await isTrue();)
        {
            TimeProvider.System.GetElapsedTime(began).Should().BeLessThan(Patience);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }
}

[Collection("killed bot")]
public sealed class SqliteKilledBackupTests : KilledBackupTests
{
    private protected override StorageEngine Engine => StorageEngine.Sqlite;
}

[OnPostgres]
[Collection("killed bot")]
public sealed class PostgresKilledBackupTests : KilledBackupTests
{
    private protected override StorageEngine Engine => StorageEngine.PostgreSql;
}
