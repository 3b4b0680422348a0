using System.Net;
using FluentAssertions;
using Improvement.Bot.Operations.Backups;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Storage;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>The running application writes backups by itself, tries them, and says in its health how that went.</summary>
public abstract class NightlyBackupTests(Product product)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public sealed class OnSqlite(NightlyBackupTests.Nightly product) : NightlyBackupTests(product),
        IClassFixture<NightlyBackupTests.Nightly>;

    [OnPostgres]
    public sealed class OnPostgreSql(NightlyBackupTests.PostgresNightly product) : NightlyBackupTests(product),
        IClassFixture<NightlyBackupTests.PostgresNightly>;

    [StoreFact]
    public async Task It_writes_them_keeps_as_many_as_set_and_restores_the_newest_on_trial()
    {
        var told = await Ready(text => text.Contains("restore trial: passed") && text.Contains("nightly backup: written"));

        told.Should().StartWith("ready\n").And.Contain("scheduler: on time").And.NotContain("warning");
        await Until(() =>
            product.Bot.Number("SELECT COUNT(*) FROM job_runs WHERE job = @job AND done_at IS NOT NULL", NightlyBackup.Job) > 4);
        var files = Directory.GetFiles(Path.Combine(product.Folder, "backups"), "*.gz");
        files.Length.Should().BeInRange(1, 4, "three are kept, and a fourth one for the moment between writing and removing");
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task What_stands_in_the_table_of_schedules_is_what_the_settings_say()
    {
        await Ready(text => text.Contains("scheduler: on time"));

        product.Bot.Number("SELECT COUNT(*) FROM schedules WHERE (job, cron, zone) IN (('nightly backup', '* * * * * ?', 'UTC'), "
            + "('restore trial', '0/2 * * * * ?', 'UTC'))")
            .Should().Be(2);
    }

    private async Task<string> Ready(Func<string, bool> isMeant)
    {
        using var client = new HttpClient();
        var said = "";
        await Until(async () =>
        {
            using var answer = await client.GetAsync(new Uri(product.Bot.Root, "/health/ready"));
            said = await answer.Content.ReadAsStringAsync();
            return answer.StatusCode is HttpStatusCode.OK && isMeant(said);
        }, () => said);
        return said;
    }

    private static Task Until(Func<bool> isTrue) => Until(() => Task.FromResult(isTrue()), () => "");

    private static async Task Until(Func<Task<bool>> isTrue, Func<string> said)
    {
        for (var began = TimeProvider.System.GetTimestamp(); !await isTrue();)
        {
            TimeProvider.System.GetElapsedTime(began).Should().BeLessThan(Patience, said());
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    /// <summary>Nights of a second each.</summary>
    public class Nightly : Product
    {
        protected override IEnumerable<(string Name, string Value)> Settings =>
            [("Backup:Schedule", "* * * * * ?"), ("Backup:Trial", "0/2 * * * * ?"), ("Backup:TimeZone", "UTC")];
    }

    /// <summary>The same on PostgreSQL.</summary>
    public sealed class PostgresNightly : Nightly
    {
        private protected override StorageEngine Engine => StorageEngine.PostgreSql;
    }
}
