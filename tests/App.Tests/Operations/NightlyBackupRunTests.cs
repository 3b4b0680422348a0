using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Jobs;
using Improvement.Bot.Operations.Backups;
using Improvement.Bot.Storage.Backups;
using Improvement.Bot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Improvement.Bot.Tests.Operations;

/// <summary>One run of the scheduled backup and of the trial, without the scheduler.</summary>
public sealed class NightlyBackupRunTests : IDisposable
{
    private static readonly DateTimeOffset Night = new(2026, 3, 11, 2, 30, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Night);
    private readonly TemporaryDatabase _place = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("nightly-").FullName;
    private readonly BackupSettings _settings;
    private readonly BackupFolder _backups;

    public NightlyBackupRunTests()
    {
        _settings = new() { Folder = Path.Combine(_folder, "backups"), Keep = 2 };
        _backups = new(_place.Database, Options.Create(_place.Settings), Options.Create(_settings), _time);
    }

    public void Dispose()
    {
        _place.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_file_that_a_killed_run_has_finished_is_not_written_again()
    {
        await Backup(Night, now: Night.AddMinutes(1));
        var again = await Backup(Night, now: Night.AddMinutes(20));
        again.Should().Contain("which was there already");
        Files().Should().Equal("improvement-bot-2026-03-11T02-31-00.000Z.jsonl.gz");

        await Backup(Night.AddDays(1), now: Night.AddDays(1));
        await Backup(Night.AddDays(2), now: Night.AddDays(2));
        Files().Should().Equal("improvement-bot-2026-03-12T02-30-00.000Z.jsonl.gz", "improvement-bot-2026-03-13T02-30-00.000Z.jsonl.gz");
    }

    [Fact]
    public async Task A_file_from_a_clock_that_was_ahead_stands_for_no_night_before_it()
    {
        await Backup(Night.AddYears(1), now: Night.AddYears(1));

        (await Backup(Night, now: Night)).Should().NotContain("there already");

        Files().Should().HaveCount(2);
    }

    [Fact]
    public async Task What_a_killed_run_left_half_written_is_removed_a_day_later()
    {
        Directory.CreateDirectory(_settings.Folder);
        var (old, young) = (
            Path.Combine(_settings.Folder, "improvement-bot-1.jsonl.gz.part"),
            Path.Combine(_settings.Folder, "improvement-bot-2.jsonl.gz.part"));
        await File.WriteAllTextAsync(old, "");
        await File.WriteAllTextAsync(young, "");
        File.SetLastWriteTimeUtc(old, Night.AddHours(-25).UtcDateTime);
        File.SetLastWriteTimeUtc(young, Night.AddHours(-1).UtcDateTime);

        await Backup(Night, now: Night);

        (File.Exists(old), File.Exists(young)).Should().Be((false, true));
    }

    [Fact]
    public async Task Without_a_backup_the_trial_says_so_and_with_one_what_it_found()
    {
        (await Trial()).Should().StartWith("not tried: there is no backup in").And.Contain(Environment.MachineName);

        await Backup(Night, now: Night);
        (await Trial()).Should().StartWith("passed: ");

        await File.WriteAllTextAsync(
            Path.Combine(_settings.Folder, "improvement-bot-2027-01-01T00-00-00.000Z.jsonl.gz"), "nothing that can be read");
        (await Trial()).Should().StartWith("failed: ").And.Contain("damaged");
    }

    [Theory]
    [InlineData("25 2 * * *", "", "", null)]
    [InlineData("0 30 2 * * ?", "*/5 * * * *", "Europe/Berlin", null)]
    [InlineData("", "", "", null)]
    [InlineData("half past two", "", "", "Backup:Schedule is 'half past two'")]
    [InlineData("", "61 2 * * *", "", "Backup:Trial is '61 2 * * *'")]
    [InlineData("30 2 * * *", "", "Middle/Earth", "Backup:TimeZone is 'Middle/Earth'")]
    public void A_schedule_that_cannot_be_read_is_named(string schedule, string trial, string zone, string? fault)
    {
        var faults = new BackupSettings { Schedule = schedule, Trial = trial, TimeZone = zone }.Faults();

        if (fault is null) faults.Should().BeEmpty();
        else faults.Should().ContainSingle().Which.Should().StartWith(fault);
    }

    [Theory]
    [
        InlineData(
            "30 2 * * *", "Europe/Berlin", "2026-03-29T01:00:00Z", "the hour of half past two is left out, and it fires when it is over")]
    [InlineData("30 2 * * *", "UTC", "2026-03-29T02:30:00Z", "there is no summer time")]
    [InlineData("30 3 * * 0", "UTC", "2026-03-29T03:30:00Z", "0 is Sunday, as in every crontab")]
    public void A_crontab_is_read_in_its_time_zone(string text, string zone, string latest, string why)
    {
        var cron = new Cron(text, TimeZoneInfo.FindSystemTimeZoneById(zone));

        cron.LatestAt(new(2026, 3, 29, 12, 0, 0, TimeSpan.Zero)).Should().Be(DateTimeOffset.Parse(latest), why);
        cron.LatestAt(DateTimeOffset.Parse(latest)).Should().Be(DateTimeOffset.Parse(latest), "the fire time itself counts");
    }

    private async Task<string> Backup(DateTimeOffset period, DateTimeOffset now)
    {
        _time.AdjustTime(now);
        var run = Run(NightlyBackup.Job, period, now);
        await new NightlyBackup(_backups, NullLogger<NightlyBackup>.Instance).Run(run, default);
        return run.Outcome!;
    }

    private async Task<string> Trial()
    {
        var run = Run(RestoreCheck.Job, Night, Night);
        await new RestoreCheck(
            _backups, _place.Database, Options.Create(_settings), _time, NullLogger<RestoreCheck>.Instance).Run(run, default);
        RestoreCheck.Passed(run.Outcome!).Should().Be(run.Outcome!.StartsWith("passed", StringComparison.Ordinal));
        return run.Outcome!;
    }

    private static JobRun Run(string job, DateTimeOffset period, DateTimeOffset now) =>
        new(new ServiceCollection().BuildServiceProvider(), new(job, "", period), now);

    private IEnumerable<string?> Files() => Directory.GetFiles(_settings.Folder).Select(Path.GetFileName).Order();
}
