using Dapper;
using FluentAssertions;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Tests.Storage;

/// <summary>What every engine must do.</summary>
public abstract class DatabaseCompliance : IDisposable
{
    private readonly TemporaryDatabase _file;

    private protected DatabaseCompliance(StorageEngine engine) => _file = new(engine: engine);

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _file.Dispose();
    }

    [StoreFact]
    public async Task What_was_committed_is_there_after_a_restart()
    {
        await Note("one");

        _file.Reopen();

        (await Notes()).Should().Equal("one");
    }

    [StoreFact]
    public async Task A_unit_that_fails_undoes_itself_and_nobody_else()
    {
        var units = Enumerable.Range(0, 64).Select(i => i % 8 == 3 ? Failing($"bad {i}") : Note($"good {i}")).ToArray();

        var failures = 0;
        foreach (var unit in units)
        {
            try
            {
                await unit;
            }
            catch (TimeoutException)
            {
                failures++;
            }
        }

        failures.Should().Be(8);
        (await Notes()).Should().HaveCount(56).And.OnlyContain(n => n.StartsWith("good"));
    }

    [StoreFact]
    public async Task Reading_sessions_refuse_to_write()
    {
        using var session = _file.Database.OpenSession();

        var writing = () => session.Connection.ExecuteAsync(Insert, new { what = "sneaked in" });

        (await writing.Should().ThrowAsync<System.Data.Common.DbException>()).WithMessage("*read*only*");
    }

    [StoreFact]
    public async Task A_unit_that_waits_can_be_cancelled_and_one_that_runs_cannot()
    {
        using var enough = new CancellationTokenSource();
        using var started = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var running = _file.Database.Commit(session =>
        {
            started.Set();
            goOn.Wait(TimeSpan.FromSeconds(10)).Should().BeTrue();
            return Write(session, "running");
        }, enough.Token);
        started.Wait(TimeSpan.FromSeconds(10)).Should().BeTrue();
        var waiting = _file.Database.Commit(session => Write(session, "waiting"), enough.Token);

        await enough.CancelAsync();
        goOn.Set();

        await running;
        await ((Func<Task>)(() => waiting)).Should().ThrowAsync<OperationCanceledException>();
        (await Notes()).Should().Equal("running");
    }

    [StoreFact]
    public async Task A_commit_inside_a_commit_is_refused_instead_of_waiting_for_ever()
    {
        var nested = () => _file.Database.Commit(async _ => await Note("inner"));

        (await nested.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*inside a commit*");
    }

    [StoreFact]
    public async Task Many_committers_at_once_all_get_their_answer()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 64), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, _) =>
        {
            for (var n = 0; n < 20; n++) await Note($"{i}/{n}");
        });

        (await Notes()).Should().HaveCount(64 * 20).And.OnlyHaveUniqueItems();
    }

    [StoreFact]
    public async Task When_the_commit_itself_fails_everybody_hears_it_and_the_next_one_works()
    {
        var blocked = _file.Database.Commit(async session =>
        {
            // What a full disk does: the engine ends the transaction by itself.
            await session.Connection.ExecuteAsync("ROLLBACK");
        });

        await ((Func<Task>)(() => blocked)).Should().ThrowAsync<System.Data.Common.DbException>();
        await Note("afterwards");
        (await Notes()).Should().Equal("afterwards");
    }

    private const string Insert =
        "INSERT INTO record_events (at, actor_kind, record_kind, record_id, what) VALUES (1, 'system', 'test', 1, @what)";

    private Task Note(string what) => _file.Database.Commit(session => Write(session, what));

    private Task Failing(string what) => _file.Database.Commit(async session =>
    {
        await Write(session, what);
        throw new TimeoutException();
    });

    private static async ValueTask Write(Session session, string what) => await session.Connection.ExecuteAsync(Insert, new { what });

    private async Task<List<string>> Notes()
    {
        using var session = _file.Database.OpenSession();
        return [.. await session.Connection.QueryAsync<string>("SELECT what FROM record_events ORDER BY id")];
    }
}
