using System.Text.RegularExpressions;
using Dapper;
using FluentAssertions;
using Improvement.Bot.Storage;
using Improvement.Bot.Storage.Engine;
using Microsoft.Extensions.Logging.Abstractions;

namespace Improvement.Bot.Tests.Storage;

/// <summary>What every engine must do.</summary>
public abstract partial class MigratorCompliance : IDisposable
{
    private static readonly Migration Start =
        new(1, "start", "CREATE TABLE first (id {identity}, body {blob}); CREATE TABLE second (a text, PRIMARY KEY (a)) {clustered};");
    private static readonly Migration Expand = new(2, "expand", "ALTER TABLE first ADD COLUMN note text NULL;");
    private static readonly Migration Contract =
        new(3, "contract", "-- contract: the column is gone, older versions read it\nALTER TABLE first DROP COLUMN body;");

    private readonly EmptyPlace _place;
    private readonly DatabaseEngine _engine;

    private protected MigratorCompliance(StorageEngine engine)
    {
        _place = new(engine);
        _engine = DatabaseEngine.Of(_place.Settings);
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

        ((Action)(() => Migrate(Start, Expand)))
            .Should()
            .Throw<InvalidOperationException>()
            .WithMessage("*newer version*migration 3, contract*");
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
        var slow = new Migration(
            4, "slow",
            "CREATE TABLE numbers AS WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 50000) SELECT x FROM n;");

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
    public void The_embedded_migrations_have_all_numbers_but_those_that_were_left_out()
    {
        var versions = Migrator.Embedded().Select(migration => migration.Version).Order().ToList();

        // One that came late with a number that was left out would run in another order on old databases than on new ones.
        versions.Should().Equal(Enumerable.Range(1, versions[^1]).Except([4, 5]));
    }

    [StoreFact]
    public void The_embedded_migrations_only_add_so_that_the_version_before_can_work_beside()
    {
        foreach (var migration in Migrator.Embedded().Where(
            migration => migration.Version > 1 && !migration.Sql.Contains("-- contract:", StringComparison.Ordinal)))
        {
            var statements = Comment()
                .Replace(migration.Sql, "")
                .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .ToList();
            var made = statements.Select(statement => Makes().Match(statement))
                .Where(match => match.Success)
                .Select(match => match.Groups["table"].Value)
                .ToList();
            statements.Where(statement => !Grows(statement, made)).Should().BeEmpty($"{migration.Name} has no line with -- contract:");
        }
    }

    [StoreFact]
    public async Task Two_databases_can_be_open_on_one_file_and_each_sees_what_the_other_committed()
    {
        using var first = Database.Open(_place.Settings, TimeProvider.System, NullLogger<Database>.Instance);
        using var second = Database.Open(_place.Settings, TimeProvider.System, NullLogger<Database>.Instance);

        await first.Commit(async s =>
            await s.Connection.ExecuteAsync(
                "INSERT INTO record_events (at, actor_kind, record_kind, record_id, what) VALUES (1, 'system', 'test', 1, 'first')"));

        using var session = second.OpenSession();
        session.Connection.QuerySingle<string>("SELECT what FROM record_events").Should().Be("first");
    }

    // Without a plain index everything works as before, if slower; a unique one is a rule that older versions rely on.
    private static bool IsPlain(string index) =>
        Migrator.Embedded().Any(migration => migration.Sql.Contains($"CREATE INDEX {index} ON", StringComparison.Ordinal));

    // What older versions insert into a table that they know must go on being taken: new columns have a value by themselves, and no new
    // rule applies to the rows. Rows of a table that the same migration makes are nobody else's.
    private static bool Grows(string statement, List<string> made) =>
        Makes().IsMatch(statement)
            || Index().Match(statement) is { Success: true } index
            && (index.Groups["unique"].Value is "" || made.Contains(index.Groups["table"].Value))
        || DropsIndex().Match(statement) is { Success: true } dropped && IsPlain(dropped.Groups["index"].Value)
        || Column().Match(statement) is { Success: true } column
            && !column.Groups["rest"].Value.Contains("REFERENCES", StringComparison.Ordinal)
        || Fills().Match(statement) is { Success: true } filled && made.Contains(filled.Groups["table"].Value);

    [GeneratedRegex("--.*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^INSERT INTO (?<table>\w+)")]
    private static partial Regex Fills();

    [GeneratedRegex(@"^CREATE TABLE (?<table>\w+)")]
    private static partial Regex Makes();

    [GeneratedRegex(@"^CREATE (?<unique>UNIQUE )?INDEX \w+ ON (?<table>\w+)")]
    private static partial Regex Index();

    [GeneratedRegex(@"^DROP INDEX (?<index>\w+)$")]
    private static partial Regex DropsIndex();

    [GeneratedRegex(@"^ALTER TABLE \w+ ADD COLUMN \w+ (?<rest>\w+( precision)? (NULL|NOT NULL DEFAULT \S+))$")]
    private static partial Regex Column();

    private void Migrate(params Migration[] migrations) => Migrator.Migrate(_engine, TimeProvider.System, migrations);

    private IEnumerable<int> Versions()
    {
        using var reader = _engine.OpenReader();
        return [.. reader.Connection.Query<int>("SELECT version FROM schema_versions ORDER BY version")];
    }
}
