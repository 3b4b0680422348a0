using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Storage;
using Improvement.Bot.Storage.Backups;
using Improvement.Bot.Storage.Engine;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.Operations;
using Xunit;

namespace Improvement.Bot.Tests.Storage;

/// <summary>The trial of a restore finds what differs, says why it cannot be made, and leaves nothing behind.</summary>
public abstract class RestoreTrialCompliance : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trial-").FullName;

    private protected RestoreTrialCompliance(StorageEngine engine) => Place = new(engine: engine);

    private protected TemporaryDatabase Place { get; }

    private protected DatabaseEngine Engine => Place.Database.Engine;

    private string BackupPath => Path.Combine(_folder, "one.jsonl.gz");

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Place.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [StoreFact]
    public async Task A_good_backup_passes_and_nothing_is_left_behind()
    {
        await Write();

        var result = Try();

        result.Verdict.Should().Be(RestoreTrialVerdict.Passed, result.Text);
        result.Text.Should().MatchRegex("^[0-9]+ tables and [0-9]+ rows of one.jsonl.gz$");
        IsThere().Should().BeFalse();
        Directory.GetFileSystemEntries(_folder).Should().Equal(BackupPath);
        using var session = Place.Database.OpenSession();
        session.Statements["SELECT COUNT(*) FROM people"].Number().Should().Be(3, "the database of the bot is left alone");
    }

    [StoreTheory]
    [InlineData("UPDATE people SET name = 'Ann' WHERE id = 2", "people: other contents")]
    [InlineData("UPDATE error_changes SET before_text = NULL WHERE id = 3", "error_changes: other contents")]
    [InlineData("UPDATE error_changes SET before_text = '' WHERE id = 3", "error_changes: other contents")]
    [InlineData("UPDATE conversations SET person = 4 - person", "conversations: other contents")]
    [InlineData("DELETE FROM leases WHERE expires_at = 1", "leases: 2 rows and not 3")]
    [InlineData("INSERT INTO leases (name, holder, expires_at) VALUES ('x', 'y', 1)", "leases: 4 rows and not 3")]
    [InlineData("CREATE TABLE other (name text); INSERT INTO other VALUES ('x')", "other: is not in the backup")]
    [InlineData("DROP TABLE leases", "leases: is missing")]
    public async Task What_was_changed_on_the_way_is_found(string change, string difference)
    {
        await Write();
        using var place = Engine.MakeTrialPlace(_folder);

        var result = RestoreTrial.Run(place.Engine, BackupPath, TimeProvider.System, default, () =>
        {
            using var writer = place.Engine.OpenWriter();
            writer.Run(change);
        });

        result.Should().Be(RestoreTrialResult.Failed(difference));
    }

    [StoreFact]
    public async Task A_damaged_backup_fails()
    {
        await Write();
        var bytes = File.ReadAllBytes(BackupPath);
        await File.WriteAllBytesAsync(BackupPath, bytes[..(bytes.Length / 2)]);

        var result = Try();

        result.Verdict.Should().Be(RestoreTrialVerdict.Failed);
        result.Text.Should().Contain("damaged");
        IsThere().Should().BeFalse();
    }

    [StoreFact]
    public void One_that_cannot_be_read_fails()
    {
        var result = Try();

        result.Verdict.Should().Be(RestoreTrialVerdict.Failed);
        result.Text.Should().Contain("cannot be read");
        IsThere().Should().BeFalse();
    }

    [StoreFact]
    public async Task What_a_trial_that_was_killed_left_behind_is_taken_away_by_the_next_one()
    {
        await Write();
        var abandoned = Engine.MakeTrialPlace(_folder);
        using (var file = File.OpenRead(BackupPath)) Restore.Fill(abandoned.Engine, file, TimeProvider.System);
        IsThere().Should().BeTrue();

        Try().Verdict.Should().Be(RestoreTrialVerdict.Passed);

        IsThere().Should().BeFalse();
    }

    [StoreFact]
    public void A_backup_of_an_earlier_version_is_compared_as_it_was_and_brought_up_to_date()
    {
        var earlier = new EmptyPlace(StorageEngine.Sqlite);
        var all = Migrator.Embedded().OrderBy(migration => migration.Version).ToList();
        Migrator.Migrate(DatabaseEngine.Of(earlier.Settings), TimeProvider.System, all[..^2]);
        Backup.Write(DatabaseEngine.Of(earlier.Settings), "test", BackupPath, DateTimeOffset.UnixEpoch);
        earlier.Remove();

        Try().Verdict.Should().Be(RestoreTrialVerdict.Passed);
    }

    [Fact]
    public void The_checksum_is_that_of_the_rows_in_any_order_and_of_nothing_else()
    {
        Sum("a", "b").Should().Be(Sum("b", "a"));
        Sum("a", "a").Should().NotBe(Sum("b", "b"));
        Sum("ab").Should().NotBe(Sum("ba"));
        Sum("a", "a", "b").Should().NotBe(Sum("a", "b", "b"));
        Sum().Should().Be(Sum());

        static string Sum(params string[] rows)
        {
            var sum = new TableChecksum();
            foreach (var row in rows) sum.Add([ValueKind.Text], System.Text.Json.JsonDocument.Parse($"[\"{row}\"]").RootElement);
            return $"{sum.Rows} {sum.Sum}";
        }
    }

    /// <summary>Whether the place of a trial is there.</summary>
    private protected abstract bool IsThere();

    private protected async Task Write()
    {
        await FullTables.Fill(Place.Database);
        Backup.Write(Engine, "test", BackupPath, DateTimeOffset.UnixEpoch);
    }

    private protected RestoreTrialResult Try(DatabaseEngine? engine = null) =>
        RestoreTrial.Run(engine ?? Engine, BackupPath, _folder, TimeProvider.System, default);

    private protected bool FolderExists(string name) => Directory.Exists(Path.Combine(_folder, name));
}

public sealed class SqliteRestoreTrialTests() : RestoreTrialCompliance(StorageEngine.Sqlite)
{
    [SmallDiskFact]
    public async Task Without_the_space_for_it_it_is_not_tried()
    {
        await Write();
        using var disk = new SmallDisk();
        disk.Fill();

        var result = RestoreTrial.Run(Engine, "any", disk.File("backups"), TimeProvider.System, default);
        result.Verdict.Should().Be(RestoreTrialVerdict.NotTried);

        Directory.Exists(disk.File("backups/restore-trial")).Should().BeFalse();
    }

    private protected override bool IsThere() => FolderExists("restore-trial");
}

[OnPostgres]
public sealed class PostgresRestoreTrialTests() : RestoreTrialCompliance(StorageEngine.PostgreSql)
{
    private const string Schema = "improvement_bot_restore_trial";

    [StoreFact]
    public async Task Nobody_waits_for_it_to_write()
    {
        await Write();
        using var writer = Engine.OpenWriter();
        writer.Begin();

        var result = await Task.Run(() => Try()).WaitAsync(TimeSpan.FromMinutes(2));

        result.Verdict.Should().Be(RestoreTrialVerdict.Passed, "it has a lock of its own");
        writer.RollBack();
    }

    [StoreFact]
    public async Task Without_the_right_to_make_a_schema_it_is_not_tried_and_in_one_that_was_given_it_is()
    {
        await Write();
        using var poor = new PoorUser(Place);

        var result = Try(poor.Engine);
        result.Verdict.Should().Be(RestoreTrialVerdict.NotTried);
        result.Text.Should().Contain($"CREATE SCHEMA {Schema} AUTHORIZATION {poor.Name}");

        Place.Run($"CREATE SCHEMA {Schema} AUTHORIZATION {poor.Name}");
        Try(poor.Engine).Verdict.Should().Be(RestoreTrialVerdict.Passed);
        Try(poor.Engine).Verdict.Should().Be(RestoreTrialVerdict.Passed);
        IsThere().Should().BeTrue("it is not the bot's to remove");
        Number($"SELECT COUNT(*) FROM pg_tables WHERE schemaname = '{Schema}'").Should().Be(0);
    }

    private protected override bool IsThere() => Number($"SELECT COUNT(*) FROM pg_namespace WHERE nspname = '{Schema}'") > 0;

    private long Number(string sql)
    {
        using var session = Place.Database.OpenSession();
        return session.Statements[sql].Number()!.Value;
    }
}
