using FluentAssertions;
using Improvement.Bot.Api.Keys;
using Improvement.Bot.Jobs;
using Improvement.Bot.Operations.Backups;
using Improvement.Bot.Operations.Delivery;
using Improvement.Bot.Operations.Trust;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Storage;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Improvement.Bot.Tests.Operations;

public sealed class SqliteAdministratorFactTests() : AdministratorFactCompliance(StorageEngine.Sqlite);

[OnPostgres]
public sealed class PostgresAdministratorFactTests() : AdministratorFactCompliance(StorageEngine.PostgreSql);

/// <summary>What the administrators read once a week of backups, messages, people out of reach, keys and certificates.</summary>
public abstract class AdministratorFactCompliance : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 9, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Night = Now.AddHours(-6), Sunday = Now.AddHours(-29);

    private readonly TemporaryDatabase _place;
    private readonly string _folder = Directory.CreateTempSubdirectory("fact-").FullName;

    private protected AdministratorFactCompliance(StorageEngine engine) => _place = new(engine: engine);

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _place.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [StoreFact]
    public async Task A_backup_that_was_tried_is_one_short_line()
    {
        await Ran(NightlyBackup.Job, Night, "/backups/1.gz");
        await Ran(RestoreCheck.Job, Sunday, "passed: 40 tables and 900 rows of 1.gz");

        var fact = Backup();

        fact.IsWell.Should().BeTrue();
        fact.Words.Should().StartWith("Last backup").And.Contain("2026-03-09").And.Contain("restored on trial").And.Contain("2026-03-08")
            .And.NotContain("/backup");
    }

    [StoreFact]
    public async Task What_was_not_made_failed_or_was_never_tried_is_told_as_it_is_with_what_to_do()
    {
        Backup().IsWell.Should().BeFalse();
        Backup().Words.Should().StartWith("No backup yet, never restored on trial. /backup");

        await Ran(NightlyBackup.Job, Night, "/backups/1.gz");
        Backup().Words.Should().StartWith("Last backup").And.Contain("never restored on trial").And.Contain("Backup:Trial");

        await Ran(RestoreCheck.Job, Sunday, "not tried: no place on the disk");
        Backup().Words.Should().Contain("could not be tried").And.Contain("no place on the disk").And.Contain("by hand");

        await Ran(RestoreCheck.Job, Sunday.AddHours(1), "failed: errors: 4 rows instead of 5");
        Backup().Words.Should().Contain("failed").And.Contain("4 rows instead of 5").And.Contain("/backup");

        await Ran(RestoreCheck.Job, Sunday.AddHours(2), "passed: all of it");
        await Failed(NightlyBackup.Job, Night.AddHours(1), "The disk is full.");
        Backup().IsWell.Should().BeFalse();
        Backup().Words.Should().Contain("The disk is full.").And.Contain(_folder);

        await File.WriteAllTextAsync(Path.Combine(_folder, "improvement-bot-2026-03-09T05-00-00.000Z.jsonl.gz"), "");
        Backup().IsWell.Should().BeTrue("somebody has made one since");
        Backup(Now.AddDays(20)).Words.Should().Contain("/backup writes one now");
    }

    [StoreFact]
    public async Task People_out_of_reach_are_counted_once_and_channels_where_a_team_wants_to_read()
    {
        await _place.Database.Settle(writer =>
        {
            foreach (var name in new[] { "Ann", "Bob", "Cid" })
            {
                writer.Execute($"""
                    INSERT INTO people {NewRow.Of(
                        ("tenant", "t"), ("name", name), ("person_kind", "person"), ("is_guest", false), ("created_at", Now))}
                    """);
            }

            writer.Execute($"""
                INSERT INTO teams {NewRow.Of(("teams_team_id", "19:t"), ("name", "Night shift"), ("triage_conversation", "19:triage"),
                    ("shares_similar", false), ("installed_at", Now))}
                """);
            Conversation("a:1", "personal", 1, "blocked");
            Conversation("person:29:1", "personal", 1, "blocked");
            Conversation("person:29:2", "personal", 2, "blocked");
            Conversation("a:2", "personal", 2, null);
            Conversation("a:3", "personal", 3, null);
            Conversation("19:gone", "channel", null, "removed");
            Conversation("19:triage", "channel", null, "removed");
            return true;

            void Conversation(string id, string kind, long? person, string? reason) => writer.Execute($"""
                INSERT INTO conversations {NewRow.Of(("id", id), ("kind", kind), ("person", person), ("service_url", "https://x/"),
                    ("unreachable_since", reason is null ? (DateTimeOffset?)null : Now), ("unreachable_reason", reason))}
                """);
        }, default);

        using var session = _place.Database.OpenSession();
        OutOfReachRows.Count(session.Statements).Should().Be((1, 1));
        OutOfReachRows.Newest(session.Statements, 9).Select(row => row.Name).Should().BeEquivalentTo("Ann", "19:triage");
        OutboxFacts.OfReach((1, 1)).Words.Should().Contain("1 person, 1 channel").And.Contain("/outbox");
    }

    [Fact]
    public void Keys_and_a_certificate_are_named_two_weeks_before_they_end()
    {
        KeyFact.Of([Key("Scheduler", 15), Key("Old", -8), Key("For ever", null)], Now).IsWell.Should().BeTrue();
        var fact = KeyFact.Of([Key("Scheduler", 15), Key("Robot", 13), Key("Reader", -2)], Now);
        (fact.IsWell, fact.Button?.Command).Should().Be((false, "keys"));
        fact.Words.Should().Contain("Robot").And.Contain("Reader").And.NotContain("Scheduler");

        CertificateFact.Of(null, Now).Should().BeNull("when a client secret ends is not known");
        CertificateFact.Of(Now.AddDays(15), Now)!.IsWell.Should().BeTrue();
        CertificateFact.Of(Now.AddDays(13), Now)!.IsWell.Should().BeFalse();
        CertificateFact.Of(Now.AddDays(13), Now)!.Words.Should().Contain("2026-03-22");
    }

    private AdministratorFact Backup(DateTimeOffset? now = null)
    {
        var settings = Options.Create(new BackupSettings { Folder = _folder });
        using var session = _place.Database.OpenSession();
        return new BackupFact(session, new(_place.Database, Options.Create(_place.Settings), settings, new FakeTimeProvider(Now)), settings)
            .Find(now ?? Now);
    }

    private Task Ran(string job, DateTimeOffset period, string outcome) =>
        _place.Database.Settle(writer => JobRunRows.TryFinish(writer, new(job, "", period), period, outcome), default);

    private Task Failed(string job, DateTimeOffset period, string outcome) => _place.Database.Settle(
        writer =>
        {
            JobRunRows.Begin(writer, new(job, "", period), period);
            JobRunRows.Postpone(writer, new(job, "", period), period.AddHours(1), outcome);
            return true;
        }, default);

    private static ApiKey Key(string name, int? days) => new(
        1, "h", "s", 1, new(new(1), "", null, null, name, null, null, null, null, false), new(1), "Night shift", true, [], Now,
        days is { } ahead ? Now.AddDays(ahead) : null, null, null);
}
