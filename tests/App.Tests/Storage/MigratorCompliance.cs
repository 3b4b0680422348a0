using Dapper;
using FluentAssertions;
using Improvement.Bot.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Improvement.Bot.Tests.Storage;

/// <summary>What every engine must do.</summary>
public abstract class MigratorCompliance : IDisposable
{
    private static readonly Migration Start = new(1, "start", "CREATE TABLE first (id {identity}, body {blob}); CREATE TABLE second (a text, PRIMARY KEY (a)) {clustered};");
    private static readonly Migration Expand = new(2, "expand", "ALTER TABLE first ADD COLUMN note text NULL;");
    private static readonly Migration Contract = new(3, "contract", "-- contract: the column is gone, older versions read it\nALTER TABLE first DROP COLUMN body;");

    private readonly EmptyPlace _place;
    private readonly Engine _engine;

    private protected MigratorCompliance(StorageEngine engine)
    {
        _place = new(engine);
        _engine = Engine.Of(_place.Settings);
    }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _place.Remove();
    }

    [StoreFact]
    public void Each_migration_is_applied_once_in_order()
    {
        Migrate(Expand, Start);
        Migrate(Start, Expand);

        Versions().Should().Equal(1, 2);
    }

    [StoreFact]
    public void An_older_version_runs_beside_a_newer_one_that_only_expanded()
    {
        Migrate(Start, Expand);

        ((Action)(() => Migrate(Start))).Should().NotThrow();
    }

    [StoreFact]
    public void An_older_version_refuses_a_database_that_a_newer_one_contracted()
    {
        Migrate(Start, Expand, Contract);

        ((Action)(() => Migrate(Start, Expand))).Should().Throw<InvalidOperationException>().WithMessage("*newer version*migration 3, contract*");
        ((Action)(() => Migrate(Start, Expand, Contract))).Should().NotThrow();
    }

    [StoreFact]
    public void A_migration_that_fails_leaves_nothing_behind()
    {
        var broken = new Migration(2, "broken", "CREATE TABLE third (id {identity}); CREATE TABLE third (id {identity});");

        ((Action)(() => Migrate(Start, broken))).Should().Throw<System.Data.Common.DbException>();

        Migrate(Start, Expand);
        Versions().Should().Equal(1, 2);
    }

    [StoreFact]
    public async Task Many_that_start_at_the_same_moment_wait_for_each_other()
    {
        using var start = new Barrier(8);
        var slow = new Migration(4, "slow", "CREATE TABLE numbers AS WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 50000) SELECT x FROM n;");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait(TimeSpan.FromSeconds(30)).Should().BeTrue();
                Migrate(Start, Expand, slow);
            },
            TaskCreationOptions.LongRunning)));

        Versions().Should().Equal(1, 2, 4);
    }

    [StoreFact]
    public void No_two_embedded_migrations_have_the_same_number()
    {
        Migrator.Embedded().Select(m => m.Version).Should().OnlyHaveUniqueItems().And.Contain(1);
    }

    [StoreFact]
    public async Task Two_databases_can_be_open_on_one_file_and_each_sees_what_the_other_committed()
    {
        using var first = Database.Open(_place.Settings, TimeProvider.System, NullLogger<Database>.Instance);
        using var second = Database.Open(_place.Settings, TimeProvider.System, NullLogger<Database>.Instance);

        await first.Commit(async s => await s.Connection.ExecuteAsync("INSERT INTO record_events (at, actor_kind, record_kind, record_id, what) VALUES (1, 'system', 'test', 1, 'first')"));

        using var session = second.OpenSession();
        session.Connection.QuerySingle<string>("SELECT what FROM record_events").Should().Be("first");
    }

    private void Migrate(params Migration[] migrations) => Migrator.Migrate(_engine, TimeProvider.System, migrations);

    private IEnumerable<int> Versions()
    {
        using var reader = _engine.OpenReader();
        return [.. reader.Connection.Query<int>("SELECT version FROM schema_versions ORDER BY version")];
    }
}
