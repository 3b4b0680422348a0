using FluentAssertions;
using Improvement.Bot.Jobs;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Operations;
using Improvement.Bot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Quartz;
using Xunit;

namespace Improvement.Bot.Tests.Jobs;

/// <summary>Quartz over its own store beside the database: what fires, and what becomes of it when the store is gone.</summary>
public abstract class SchedulerCompliance : IDisposable, IAsyncLifetime
{
    private const string Name = "test of each second";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly List<JobsUnderTest> _instances = [];

    private protected SchedulerCompliance(StorageEngine engine) => Place = new(engine: engine);

    private protected TemporaryDatabase Place { get; }

    public Task InitializeAsync() => JobsUnderTest.AddEffects(Place.Database);

    public async Task DisposeAsync()
    {
        foreach (var instance in _instances) await instance.Scheduler.Stop();
    }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        foreach (var instance in _instances) instance.Dispose();
        Place.Dispose();
    }

    [StoreFact]
    public async Task What_is_scheduled_is_fired_and_no_period_runs_twice()
    {
        var one = Instance(Place.Database);
        await one.Scheduler.Tend(default);

        await Fires(one);

        one.Effects().Should().OnlyHaveUniqueItems();
        (one.Scheduler.Problem, one.Scheduler.IsElsewhere).Should().Be((null, false));
        one.Log.Lines.Should().BeEmpty();
        using var reader = Place.Database.Engine.OpenReader();
        Place.Database.Engine.Catalog.Tables(reader)
            .Should()
            .NotContain(table => table.Name.StartsWith("qrtz"), "the store is in no backup");
    }

    [StoreFact]
    public async Task What_was_missed_is_caught_up_at_the_start()
    {
        var yearly = Instance(Place.Database, cron: "0 0 1 1 *");
        await yearly.Runs.Store(default);
        await yearly.Change("UPDATE schedules SET since = 0");

        var watch = TimeProvider.System.GetTimestamp();
        await yearly.Scheduler.Tend(default);
        while (yearly.Effects().Count is 0 && TimeProvider.System.GetElapsedTime(watch) < Patience)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        var now = TimeProvider.System.GetUtcNow();
        yearly.Effects().Should().ContainSingle().Which.Period.Should().Be(new DateTimeOffset(now.Year, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    [StoreFact]
    public async Task A_store_that_is_gone_is_told_and_made_again()
    {
        var one = Instance(Place.Database);
        await one.Scheduler.Tend(default);
        await Fires(one);

        Lose();
        await one.Scheduler.Tend(default);
        one.Scheduler.Problem.Should().NotBeNullOrEmpty();
        await one.Scheduler.Tend(default);

        one.Scheduler.Problem.Should().BeNull();
        await Fires(one);
        one.Effects().Should().OnlyHaveUniqueItems();
        one.Log.Lines.Should().Contain(line => line.Contains("cannot be used")).And.Contain(line => line.Contains("can be used again"));
    }

    [StoreFact]
    public async Task A_store_of_an_older_version_or_of_another_schema_is_made_again_from_the_table_of_schedules()
    {
        var store = Place.Database.SideStore("schedule");
        store.Recreate(30_000);
        Change(store, "CREATE TABLE qrtz_triggers (x text)");
        var one = Instance(Place.Database);
        await one.Scheduler.Tend(default);
        store.MadeBy().Should().BeGreaterThan(40_000);
        await Fires(one);
        one.Log.Lines.Should().BeEmpty("it is known to be an older one");
        await one.Scheduler.Stop();

        store.Recreate(store.MadeBy());
        Change(store, "CREATE TABLE qrtz_triggers (x text)");
        var other = Instance(Place.Database);
        await other.Scheduler.Tend(default);
        other.Scheduler.Problem.Should().BeNull();
        await Fires(other);
        other.Log.Lines.Should().ContainSingle().Which.Should().Contain("refuses its store");
    }

    [StoreFact]
    public async Task Triggers_that_wait_for_a_time_far_ahead_are_made_again_when_the_clock_has_gone_back()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddDays(400));
        var one = Instance(Place.Database, time);
        await one.Scheduler.Tend(default);
        await one.Scheduler.Tend(default);
        one.Log.Lines.Should().BeEmpty();

        time.AdjustTime(TimeProvider.System.GetUtcNow());
        await one.Scheduler.Tend(default);

        one.Log.Lines.Should().ContainSingle().Which.Should().Contain("starts anew: its triggers wait");
        await one.Scheduler.Tend(default);
        one.Log.Lines.Should().ContainSingle();
    }

    [StoreFact]
    public async Task What_recurs_is_fired_again_and_again_never_twice_at_a_time_and_goes_on_after_a_failure()
    {
        var (runs, present, most) = (0, 0, 0);
        var job = new RecurringJob("test that recurs", CronExpression.Parse("* * * * * ?"), async ct =>
        {
            most = Math.Max(most, Interlocked.Increment(ref present));
            await Task.Delay(TimeSpan.FromSeconds(1.5), TimeProvider.System, ct); // longer than until the next trigger
            Interlocked.Decrement(ref present);
            if (Interlocked.Increment(ref runs) is 1) throw new InvalidOperationException("the first run fails");
        });
        var one = new JobsUnderTest(Place.Database, TimeProvider.System, services => services.AddSingleton(job));
        _instances.Add(one);
        await one.Scheduler.Tend(default);
        for (var began = TimeProvider.System.GetTimestamp(); Volatile.Read(ref runs) < 3;)
        {
            TimeProvider.System.GetElapsedTime(began).Should().BeLessThan(Patience);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        most.Should().Be(1);
        one.Log.Lines.Should().OnlyContain(line => line.Contains("test that recurs"));
    }

    [StoreFact]
    public async Task It_ends_where_it_may_not_run_any_more()
    {
        var one = Instance(Place.Database);
        await one.Scheduler.Tend(default);
        await Fires(one);

        one.MaySchedule = false;
        await one.Scheduler.Tend(default);

        (one.Scheduler.Problem, one.Scheduler.IsElsewhere).Should().Be((null, true));
        one.MaySchedule = true;
        await one.Scheduler.Tend(default);
        await Fires(one);
    }

    /// <summary>Removes the store, as a person who tidies up does.</summary>
    private protected abstract void Lose();

    /// <summary>One more instance on the same data.</summary>
    private protected JobsUnderTest Instance(Database database, TimeProvider? time = null, string cron = "* * * * * ?")
    {
        var job = new ScheduledJob(
            Name, new(cron, TimeZoneInfo.Utc), (scope, run, ct) => run.Commit(_ => JobsUnderTest.Effect(scope, run.Key), ct));
        var instance = new JobsUnderTest(database, time ?? TimeProvider.System, services => services.AddSingleton(job));
        _instances.Add(instance);
        return instance;
    }

    /// <summary>Waits until two more periods were run.</summary>
    private protected static async Task Fires(JobsUnderTest instance)
    {
        var before = instance.Effects().Count;
        for (var began = TimeProvider.System.GetTimestamp(); instance.Effects().Count < before + 2;)
        {
            TimeProvider.System.GetElapsedTime(began)
                .Should()
                .BeLessThan(Patience, $"it says {instance.Scheduler.Problem} {string.Join('\n', instance.Log.Lines)}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    private protected static void Change(SideStore store, string sql)
    {
        using var connection = store.Driver.CreateConnection()!;
        connection.ConnectionString = store.ConnectionString;
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

public sealed class SqliteSchedulerTests() : SchedulerCompliance(StorageEngine.Sqlite)
{
    private protected override void Lose() => File.Delete(Place.Database.SideStore("schedule").Name);
}

[OnPostgres]
public sealed class PostgresSchedulerTests() : SchedulerCompliance(StorageEngine.PostgreSql)
{
    [StoreFact]
    public async Task Two_instances_run_each_period_once_and_one_goes_on_alone()
    {
        using var second = Place.Open();
        var (one, other) = (Instance(Place.Database), Instance(second));
        await Task.WhenAll(Task.Run(() => one.Scheduler.Tend(default)), Task.Run(() => other.Scheduler.Tend(default)));
        await Fires(one);
        await Fires(other);
        (one.Scheduler.Problem, other.Scheduler.Problem).Should().Be((null, null));

        await one.Scheduler.Stop();
        await Fires(other);
        await other.Scheduler.Stop();

        other.Effects().Should().OnlyHaveUniqueItems();
        one.Log.Lines.Concat(other.Log.Lines).Should().BeEmpty();
    }

    [StoreFact]
    public async Task Without_the_right_to_make_a_schema_it_fires_all_the_same_and_says_what_to_do()
    {
        using var poor = new PoorUser(Place);
        using var database = Database.Open(poor.Settings, TimeProvider.System, NullLogger<Database>.Instance);
        var (one, other) = (Instance(database), Instance(database));
        await one.Scheduler.Tend(default);
        await other.Scheduler.Tend(default);

        await Fires(one);
        one.Effects().Should().OnlyHaveUniqueItems();
        one.Scheduler.Problem.Should().BeNull();
        one.Scheduler.Doubt.Should().Contain($"CREATE SCHEMA improvement_bot_schedule AUTHORIZATION {poor.Name}");

        Place.Run($"CREATE SCHEMA improvement_bot_schedule AUTHORIZATION {poor.Name}");
        await one.Scheduler.Stop();
        await other.Scheduler.Stop();
        var next = Instance(database);
        await next.Scheduler.Tend(default);
        await Fires(next);
        (next.Scheduler.Problem, next.Scheduler.Doubt).Should().Be((null, null));
        await next.Scheduler.Stop();
    }

    private protected override void Lose() => Change(Place.Database.SideStore("schedule"), "DROP SCHEMA improvement_bot_schedule CASCADE");
}
