using FluentAssertions;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Operations;
using Improvement.Bot.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Improvement.Bot.Tests.Jobs;

/// <summary>The sweep over due rows, with rows that only this test has.</summary>
public abstract class DueRowSweepCompliance : IDisposable, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDatabase _place;
    private readonly Database _second;
    private readonly JobsUnderTest _one, _other;
    private readonly List<(string Row, DateTimeOffset Actor, DateTimeOffset Run, bool IsBot)> _handled = [];
    private string? _failing;
    private Action? _onceFound;

    private protected DueRowSweepCompliance(StorageEngine engine)
    {
        _place = new(engine: engine);
        _second = _place.Open();
        (_one, _other) = (Instance(_place.Database), Instance(_second));
    }

    public Task InitializeAsync() => JobsUnderTest.AddEffects(_place.Database);

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
    public async Task The_oldest_comes_first_each_at_its_own_due_time_with_the_bot_as_actor()
    {
        await Add(("c", -1), ("a", -300), ("later", 1), ("b", -20));

        (await _one.Sweep.Run(Now, default)).Should().Be(3);

        _handled.Should().Equal(
            ("a", Now.AddMinutes(-300), Now.AddMinutes(-300), true),
            ("b", Now.AddMinutes(-20), Now.AddMinutes(-20), true),
            ("c", Now.AddMinutes(-1), Now.AddMinutes(-1), true));
        (await _one.Sweep.Run(Now, default)).Should().Be(0);
    }

    [StoreFact]
    public async Task One_that_fails_keeps_no_other_waiting_and_is_tried_with_the_next_sweep()
    {
        await Add([.. Enumerable.Range(1, 250).Select(i => ($"r{i:000}", i - 1000))]);
        _failing = "r001";

        (await _one.Sweep.Run(Now, default)).Should().Be(249);
        _one.Log.Lines.Where(line => line.StartsWith("reminder ", StringComparison.Ordinal))
            .Should()
            .ContainSingle().Which.Should()
            .Contain("r001");
        _one.Log.Lines.Should().Contain(line => line.Contains("The rows of broken"));
        _failing = null;

        (await _one.Sweep.Run(Now, default)).Should().Be(1);
        Subjects().Should().OnlyHaveUniqueItems().And.HaveCount(250);
    }

    [StoreFact]
    public async Task Of_two_instances_that_sweep_at_once_each_row_is_handled_by_one()
    {
        await Add([.. Enumerable.Range(1, 100).Select(i => ($"r{i:000}", -i))]);

        var handled =
            await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => (i % 2 is 0 ? _one : _other).Sweep.Run(Now, default))));

        handled.Sum().Should().Be(100);
        Subjects().Should().OnlyHaveUniqueItems().And.HaveCount(100);
    }

    [StoreFact]
    public async Task What_another_instance_was_first_with_hides_no_row_that_becomes_due_meanwhile()
    {
        await Add(("a", -10));
        _onceFound = () => // between the look of the one and its handling
        {
            _other.Sweep.Run(Now, default).GetAwaiter().GetResult().Should().Be(1);
            Add(("b", -5)).GetAwaiter().GetResult();
        };

        (await _one.Sweep.Run(Now, default)).Should().Be(1);

        Subjects().Should().Equal("a", "b");
    }

    [StoreFact]
    public async Task A_row_that_is_due_again_later_is_handled_again_and_not_twice_at_the_same_due_time()
    {
        await Add(("a", -10));
        await _one.Sweep.Run(Now, default);
        await _one.Change("UPDATE reminders SET is_done = FALSE"); // its handler forgot to note it
        (await _one.Sweep.Run(Now, default)).Should().Be(0);

        await _one.Change("UPDATE reminders SET due_at = due_at + 60000");
        (await _one.Sweep.Run(Now, default)).Should().Be(1);
    }

    private Task Add(params (string Name, int Minutes)[] rows) => _place.Database.Commit(session =>
    {
        foreach (var (name, minutes) in rows)
        {
            session.Statements["INSERT INTO reminders (name, due_at, is_done) VALUES (@name, @due, FALSE)"]
                .Execute(name, Now.AddMinutes(minutes).ToStoredMilliseconds());
        }

        return default;
    });

    private IEnumerable<string> Subjects() => _one.Effects().Select(effect => effect.Subject);

    private JobsUnderTest Instance(Database database) =>
        new(database, TimeProvider.System, services => services
            .AddSingleton(
                new DueSource(
                    "broken", (_, _, _, _) => throw new TimeoutException("no such table"), (_, _) => throw new InvalidOperationException()))
            .AddSingleton(new DueSource("reminder", Find, Handle)));

    private List<DueRow> Find(IServiceProvider scope, DateTimeOffset now, int skip, int limit)
    {
        using var rows = scope.GetRequiredService<Session>().Statements["""
            SELECT name, due_at FROM reminders WHERE due_at <= @now AND NOT is_done ORDER BY due_at, name LIMIT @limit OFFSET @skip
            """].Read(now.ToStoredMilliseconds(), limit, skip);
        var due = new List<DueRow>();
        while (rows.Read()) due.Add(new(rows.GetString(0), DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(1))));
        Interlocked.Exchange(ref _onceFound, null)?.Invoke();
        return due;
    }

    private void Handle(IServiceProvider scope, JobRun run)
    {
        if (run.Key.Subject == _failing) throw new TimeoutException("not this one");
        var actor = scope.GetRequiredService<Actor>();
        JobsUnderTest.Effect(scope, run.Key);
        scope.GetRequiredService<Session>().Statements["UPDATE reminders SET is_done = TRUE WHERE name = @name"].Execute(run.Key.Subject);
        lock (_handled) _handled.Add((run.Key.Subject, actor.Now, run.Now, actor.IsBot));
    }
}

public sealed class SqliteDueRowSweepTests() : DueRowSweepCompliance(StorageEngine.Sqlite);

[OnPostgres]
public sealed class PostgresDueRowSweepTests() : DueRowSweepCompliance(StorageEngine.PostgreSql);
