using FluentAssertions;
using Improvement.Bot.Jobs;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Operations;
using Improvement.Bot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Improvement.Bot.Tests.Jobs;

/// <summary>Each period of what is scheduled is run once, whatever happens to the clock, to the process and beside it.</summary>
public abstract class ScheduledRunsCompliance : IDisposable, IAsyncLifetime
{
    private const string Name = "nightly test";

    private static readonly DateTimeOffset Start = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset FirstNight = new(2026, 3, 11, 2, 30, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Start);
    private readonly TemporaryDatabase _place;
    private readonly Database _second;
    private readonly JobsUnderTest _one, _other;

    private Cron? _cron = new("30 2 * * *", TimeZoneInfo.Utc);
    private TimeSpan? _usefulFor;
    private Func<IServiceProvider, JobRun, CancellationToken, Task> _run = Effect;

    private protected ScheduledRunsCompliance(StorageEngine engine)
    {
        _place = new(engine: engine);
        _second = _place.Open();
        (_one, _other) = (Instance(_place.Database), Instance(_second));
    }

    public async Task InitializeAsync()
    {
        await JobsUnderTest.AddEffects(_place.Database);
        await _one.Runs.Store(default);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _one.Dispose();
        _other.Dispose();
        _second.Dispose();
        _place.Dispose();
    }

    [StoreFact]
    public async Task A_fire_time_is_run_once_however_often_it_is_woken()
    {
        await Run(_one, Start);
        _one.Effects().Should().BeEmpty("no fire time has come since it is scheduled");

        await Run(_one, FirstNight.AddMilliseconds(-1));
        _one.Effects().Should().BeEmpty();
        _one.Runs.Due(FirstNight).Should().Equal(Name);

        for (var times = 0; times < 3; times++) await Run(_one, FirstNight.AddMinutes(times));

        Periods().Should().Equal(FirstNight);
        _one.Runs.Due(FirstNight).Should().BeEmpty();
        _one.Log.Lines.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Of_two_instances_one_runs_it()
    {
        for (var night = 0; night < 10; night++)
        {
            var at = FirstNight.AddDays(night);
            _time.AdjustTime(at);
            await Task.WhenAll(
                Enumerable.Range(0, 4).Select(i => Task.Run(() => (i % 2 is 0 ? _one : _other).Runs.Run(Name, at, default))));
        }

        Periods().Should().Equal(Enumerable.Range(0, 10).Select(night => FirstNight.AddDays(night)));
    }

    [StoreFact]
    public async Task What_was_missed_is_caught_up_once_with_its_latest_period()
    {
        await Run(_one, FirstNight);
        await Run(_one, FirstNight.AddDays(6).AddHours(9));
        await Run(_one, FirstNight.AddDays(6).AddHours(10));

        Periods().Should().Equal(FirstNight, FirstNight.AddDays(6));
    }

    [StoreFact]
    public async Task What_is_too_old_is_skipped_and_that_is_noted()
    {
        _usefulFor = TimeSpan.FromHours(2);
        using var strict = Instance(_place.Database);

        await Run(strict, FirstNight.AddHours(3));
        await Run(strict, FirstNight.AddHours(4));

        Periods().Should().BeEmpty();
        strict.Log.Lines.Should().ContainSingle().Which.Should().Contain($"{Name} was missed at 2026-03-11 02:30:00Z");
        await Run(strict, FirstNight.AddDays(1).AddHours(1));
        Periods().Should().Equal(FirstNight.AddDays(1));
    }

    [StoreFact]
    public async Task A_clock_that_jumps_ahead_and_back_repeats_nothing()
    {
        await Run(_one, FirstNight);
        await Run(_one, FirstNight.AddDays(30));
        await Run(_one, FirstNight.AddMinutes(5));
        Periods().Should().Equal(FirstNight, FirstNight.AddDays(30));

        await Run(_one, FirstNight.AddDays(1));
        await Run(_one, FirstNight.AddDays(30).AddHours(1));
        Periods().Should().Equal([FirstNight, FirstNight.AddDays(1), FirstNight.AddDays(30)], "after the jump every night is run as ever");
    }

    [StoreFact]
    public async Task A_schedule_made_by_a_clock_that_was_far_ahead_runs_again_after_the_next_start()
    {
        using var ahead = Instance(_place.Database, new FakeTimeProvider(Start.AddYears(4)));
        await ahead.Change("DELETE FROM schedules");
        await ahead.Runs.Store(default);
        await Run(_one, FirstNight);
        Periods().Should().BeEmpty();

        _time.AdjustTime(Start);
        await _one.Runs.Store(default);
        await Run(_one, FirstNight);
        Periods().Should().Equal(FirstNight);
    }

    [StoreFact]
    public async Task A_changed_schedule_begins_with_its_next_fire_time_and_one_that_is_switched_off_ends()
    {
        await Run(_one, FirstNight);
        _time.AdjustTime(FirstNight.AddHours(9));
        _cron = new("0 4 * * *", TimeZoneInfo.Utc);
        using var changed = Instance(_place.Database);
        await changed.Runs.Store(default);

        await Run(changed, FirstNight.AddHours(9));
        Periods().Should().Equal([FirstNight], "four o'clock of today was no fire time yet when it was four");
        await Run(changed, FirstNight.AddDays(1).AddHours(1.5));
        Periods().Should().Equal(FirstNight, FirstNight.AddDays(1).AddHours(1.5));

        _cron = null;
        using var off = Instance(_place.Database);
        await off.Runs.Store(default);
        await Run(off, FirstNight.AddDays(9));
        Periods().Should().HaveCount(2);
    }

    [StoreFact]
    public async Task A_run_that_fails_is_logged_and_run_again_after_a_growing_pause_until_it_is_done()
    {
        _run = (_, _, _) => throw new TimeoutException("the disk is full");
        await Run(_one, FirstNight);
        await Run(_one, FirstNight.AddMinutes(4));
        _one.Log.Lines.Should()
            .ContainSingle("it is not due before five minutes are over").Which.Should()
            .Contain("run again at 2026-03-11 02:35:00Z");

        await Run(_one, FirstNight.AddMinutes(5));
        await Run(_one, FirstNight.AddMinutes(14));
        _one.Log.Lines.Should().HaveCount(2, "the second pause is twice as long");

        _run = Effect;
        await Run(_one, FirstNight.AddMinutes(15));
        await Run(_one, FirstNight.AddMinutes(60));
        Periods().Should().Equal(FirstNight);
        _one.Number("SELECT attempts FROM job_runs WHERE done_at IS NOT NULL").Should().Be(3);
    }

    [StoreFact]
    public async Task An_effect_whose_commit_fails_is_not_kept_and_neither_is_that_it_is_done()
    {
        _run = (scope, run, ct) => run.Commit(
            _ =>
            {
                JobsUnderTest.Effect(scope, run.Key);
                throw new TimeoutException("after the first half");
            }, ct);

        await Run(_one, FirstNight);

        _one.Effects().Should().BeEmpty();
        _one.Number("SELECT COUNT(*) FROM job_runs WHERE done_at IS NOT NULL").Should().Be(0);
    }

    [StoreFact]
    public async Task The_run_of_a_process_that_stood_still_is_taken_over_and_its_effect_is_kept_once()
    {
        var (begun, goesOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        _run = async (scope, run, ct) =>
        {
            if (begun.TrySetResult()) await goesOn.Task;
            await Effect(scope, run, CancellationToken.None);
        };
        var stood = Run(_one, FirstNight);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(60));

        await Run(_other, FirstNight.AddMinutes(1));
        Periods().Should().BeEmpty("it is being run");

        await _other.Change("UPDATE leases SET expires_at = 0"); // as after a minute in which nobody renewed it
        await Run(_other, FirstNight.AddMinutes(10));
        Periods().Should().Equal(FirstNight);

        goesOn.SetResult();
        await stood;
        Periods().Should().Equal([FirstNight], "the one that comes back finds it done");
    }

    [StoreFact]
    public async Task A_run_whose_lease_is_lost_is_cancelled()
    {
        var begun = new TaskCompletionSource();
        _run = async (_, _, ct) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
        };
        var running = Run(_one, FirstNight);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(60));

        await _other.Change("UPDATE leases SET holder = 'another instance', expires_at = 9999999999999");
        while (!running.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(15)); // again until its timer is there
            await Task.Yield();
        }

        await running;
        _one.Log.Lines.Should().ContainSingle().Which.Should().Contain("failed");
    }

    [StoreFact]
    public async Task Old_runs_are_forgotten_but_not_the_latest_of_what_is_scheduled()
    {
        await Run(_one, FirstNight);
        await Run(_one, FirstNight.AddDays(1));
        _time.AdjustTime(FirstNight.AddDays(200));

        (await _one.Runs.Forget(default)).Should().Be(1);

        await Run(_one, FirstNight.AddDays(1).AddHours(1));
        Periods().Should().Equal(FirstNight, FirstNight.AddDays(1));
    }

    private JobsUnderTest Instance(Database database, TimeProvider? time = null) => new(database, time ?? _time, services =>
        services.AddSingleton(new ScheduledJob(Name, _cron, (scope, run, ct) => _run(scope, run, ct)) { UsefulFor = _usefulFor }));

    private Task Run(JobsUnderTest instance, DateTimeOffset at)
    {
        _time.AdjustTime(at);
        return instance.Runs.Run(Name, at, default);
    }

    private static Task Effect(IServiceProvider scope, JobRun run, CancellationToken ct) =>
        run.Commit(_ => JobsUnderTest.Effect(scope, run.Key), ct);

    private IEnumerable<DateTimeOffset> Periods() => _one.Effects().Select(effect => effect.Period);
}

public sealed class SqliteScheduledRunsTests() : ScheduledRunsCompliance(StorageEngine.Sqlite);

[OnPostgres]
public sealed class PostgresScheduledRunsTests() : ScheduledRunsCompliance(StorageEngine.PostgreSql);
