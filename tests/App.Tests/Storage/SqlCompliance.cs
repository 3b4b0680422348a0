using System.Data.Common;
using FluentAssertions;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Tests.Storage;

/// <summary>What statements that are interpolated strings must do on every engine.</summary>
public abstract class SqlCompliance : IDisposable
{
    private readonly TemporaryDatabase _file;

    private protected SqlCompliance(StorageEngine engine) => _file = new(engine: engine);

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _file.Dispose();
    }

    [StoreFact]
    public void Each_hole_is_bound_to_the_value_that_stands_in_it()
    {
        var (first, second) = ("first", "second");
        using var session = _file.Database.OpenSession();
        using var rows = session.Statements.Read($"SELECT CAST({second} AS text), CAST({first} AS text), CAST({second} AS text)");

        rows.Read();
        (rows.GetString(0), rows.GetString(1), rows.GetString(2)).Should().Be(("second", "first", "second"));
    }

    [StoreFact]
    public void Whatever_a_text_holds_it_is_a_value_and_no_sql()
    {
        foreach (var text in new[] { "", "{0} {{x}}", "'; DROP TABLE people; --", "@p1 $1 ?", "🙂 العربية" })
        {
            using var session = _file.Database.OpenSession();
            using var rows = session.Statements.Read($"SELECT CAST({text} AS text)");
            rows.Read();
            rows.GetString(0).Should().Be(text);
        }
    }

    [StoreFact]
    public void Every_kind_of_value_comes_back()
    {
        var moment = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123);
        using var session = _file.Database.OpenSession();
        using var rows = session.Statements.Read($"""
            SELECT CAST({long.MinValue} AS bigint), CAST({7} AS bigint), CAST({0.25} AS double precision), CAST({true} AS boolean),
                CAST({moment} AS bigint), CAST({new DateOnly(2026, 2, 28)} AS text), CAST({(long?)null} AS bigint),
                CAST({(string?)null} AS text), CAST({(DateTimeOffset?)null} AS bigint)
            """);

        rows.Read();
        (rows.GetInt64(0), rows.GetInt32(1), rows.GetDouble(2), rows.GetBoolean(3)).Should().Be((long.MinValue, 7, 0.25, true));
        (rows.Moment(4), rows.GetString(5)).Should().Be((moment, "2026-02-28"));
        (rows.NumberOrNull(6), rows.TextOrNull(7), rows.MomentOrNull(8)).Should().Be((null, null, null));
    }

    [StoreFact]
    public async Task A_new_row_has_each_value_in_the_column_beside_which_it_stands()
    {
        var id = await Write(writer => writer.Number($"""
            INSERT INTO outbox {NewRow.Of(
                ("kind", 1), ("to_person", "person"), ("to_tenant", "tenant"), ("to_service_url", "url"), ("revision", 2), ("attempts", 3),
                ("created_at", 4))}
            RETURNING id
            """));

        using var session = _file.Database.OpenSession();
        using var rows = session.Statements.Read(
            $"SELECT to_service_url, to_tenant, to_person, attempts, revision FROM outbox WHERE id = {id}");
        rows.Read();
        (rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetInt32(3), rows.GetInt32(4))
            .Should().Be(("url", "tenant", "person", 3, 2));
    }

    [StoreFact]
    public async Task A_column_of_a_new_row_may_be_computed_and_a_row_that_is_there_can_be_left()
    {
        async Task<int> Add(string key) => await Write(writer => writer.Execute($"""
            INSERT INTO seen_activities {NewRow.Of(
                ("activity", key), ("channel", "channel"), ("conversation", Sql.Of($"(SELECT CAST({key} AS text) || 'x')")),
                ("seen_at", 1))}
            ON CONFLICT DO NOTHING
            """));

        (await Add("a"), await Add("a"), await Add("b")).Should().Be((1, 0, 1));
        using var session = _file.Database.OpenSession();
        session.Statements.Number($"SELECT COUNT(*) FROM seen_activities WHERE conversation IN {new[] { "ax", "bx" }}").Should().Be(2);
    }

    [StoreFact]
    public async Task Many_rows_are_added_with_few_statements_and_none_is_left_out()
    {
        string[] columns = ["activity", "channel", "conversation", "seen_at"];
        Value[][] rows = [.. Enumerable.Range(0, 107).Select(i => new Value[] { $"a{i}", "channel", "many", i })];
        var batches = NewRows.InBatches(columns, rows).ToList();
        await Write(writer => batches.Sum(batch => writer.Execute($"INSERT INTO seen_activities {batch} ON CONFLICT DO NOTHING")));

        using var session = _file.Database.OpenSession();
        batches.Should().HaveCount(5, "64, 32, 8, 2 and 1");
        session.Statements.Number($"SELECT SUM(seen_at) FROM seen_activities WHERE conversation = {"many"}").Should().Be(106 * 107 / 2);
        NewRows.InBatches(columns, []).Should().BeEmpty();
    }

    [StoreFact]
    public void Fragments_bring_their_values_to_where_they_stand()
    {
        using var session = _file.Database.OpenSession();
        var inner = Sql.Of($"CAST({2} AS bigint)");
        var outer = Sql.Of($"CAST({1} AS bigint) AS a, {inner} AS b");

        using var rows = session.Statements.Read($"SELECT a, b, CAST({3} AS bigint) FROM (SELECT {outer}) x WHERE a < {9} AND b < {8}");

        rows.Read().Should().BeTrue();
        (rows.GetInt64(0), rows.GetInt64(1), rows.GetInt64(2)).Should().Be((1, 2, 3));
    }

    [StoreFact]
    public void Conditions_are_joined_each_in_parentheses()
    {
        using var session = _file.Database.OpenSession();
        Sql[] mixed = [Sql.Of($"1 = {1} OR 1 = {2}"), Sql.Of($"3 = {4}")];

        session.Statements.Number($"SELECT CASE WHEN {Sql.AllOf(mixed)} THEN 1 ELSE 0 END").Should().Be(0);
        session.Statements.Number($"SELECT CASE WHEN {Sql.AnyOf(mixed)} THEN 1 ELSE 0 END").Should().Be(1);
        ((Action)(() => Sql.AllOf([]))).Should().Throw<ArgumentException>();
    }

    [StoreFact]
    public void Lists_of_any_length_have_what_is_in_them_and_an_empty_one_nothing()
    {
        using var session = _file.Database.OpenSession();
        for (var length = 0L; length < 20; length++)
        {
            List<long> list = [.. Enumerable.Range(1, (int)length)];
            session.Statements.Any($"SELECT 1 WHERE CAST({length} AS bigint) IN {list}").Should().Be(length > 0);
            session.Statements.Any($"SELECT 1 WHERE CAST({length + 1} AS bigint) IN {list}").Should().BeFalse();
            session.Statements.Any($"SELECT 1 WHERE 'it''s' IN {list.Select(_ => "it's")}").Should().Be(length > 0);
        }
    }

    [StoreFact]
    public void A_statement_may_be_run_in_the_hole_of_another()
    {
        using var session = _file.Database.OpenSession();

        session.Statements.Number($"SELECT {1} + CAST({session.Statements.Number($"SELECT 2 + {3}")} AS bigint) + {4}").Should().Be(10);
    }

    [StoreFact]
    public void The_same_place_in_the_code_is_one_statement_whatever_its_values_are()
    {
        using var session = _file.Database.OpenSession();
        var statements = session.Statements;
        statements.Any($"SELECT 1 WHERE 1 = {2}");
        var before = statements.PreparedCount;

        for (var i = 0; i < 10; i++)
        {
            using var rows = statements.Read($"SELECT CAST({i} AS bigint)");
            rows.Read();
            rows.GetInt32(0).Should().Be(i);
        }

        statements.PreparedCount.Should().Be(before + 1);
    }

    [StoreFact]
    public void Of_statements_with_lists_those_are_kept_that_were_used_last()
    {
        using var session = _file.Database.OpenSession();
        var statements = session.Statements;
        var before = statements.PreparedCount;
        for (var round = 0; round < 2; round++)
        {
            for (var many = 1; many <= 2 * PreparedStatements.MostVaried; many++)
            {
                var conditions = Enumerable.Range(1, many).Select(n => Sql.Of($"n <> {-n}"));
                statements.Any($"SELECT 1 FROM (SELECT 1 AS n) x WHERE {Sql.AllOf(conditions)}").Should().BeTrue();
                (statements.PreparedCount - before).Should().BeLessThanOrEqualTo(PreparedStatements.MostVaried);
            }
        }
    }

    [StoreFact]
    public void Lists_of_about_the_same_length_are_one_statement()
    {
        using var session = _file.Database.OpenSession();
        Find(5);
        var before = session.Statements.PreparedCount;

        for (var length = 5; length <= 8; length++) Find(length);
        session.Statements.PreparedCount.Should().Be(before);

        Find(9);
        session.Statements.PreparedCount.Should().Be(before + 1);

        void Find(int length) =>
            session.Statements.Any($"SELECT 1 WHERE 1 IN {Enumerable.Range(1, length).Select(n => (long)n)}").Should().BeTrue();
    }

    [StoreFact]
    public void What_was_found_by_its_literals_is_not_mistaken_for_another()
    {
        using var session = _file.Database.OpenSession();
        for (var round = 0; round < 3; round++)
        {
            session.Statements.Number($"SELECT 1 WHERE 1 = {1} AND 2 = {2} AND 1 = {1} AND 4 = {4} AND 5 = {5}").Should().Be(1);
            session.Statements.Number($"SELECT 1 WHERE 1 = {1} AND 2 = {2} AND 3 = {1} AND 4 = {4} AND 5 = {5}").Should().BeNull();
        }
    }

    [StoreFact]
    public void The_name_of_a_column_that_is_no_constant_is_refused()
    {
        var column = string.Concat("acti", "vity", Environment.NewLine.Length.ToString()[..0]);
        var writing = () => Write(writer => writer.Execute($"INSERT INTO seen_activities {NewRow.Of((column, "a"))}"));

        writing.Should().ThrowAsync<ArgumentException>().WithMessage("*No constant*").GetAwaiter().GetResult();
    }

    [StoreFact]
    public void A_statement_that_failed_can_be_run_again()
    {
        using var session = _file.Database.OpenSession();
        Func<int> writing = () => session.Statements.Execute($"DELETE FROM people WHERE id = {1}");

        for (var i = 0; i < 2; i++) writing.Should().Throw<DbException>().WithMessage("*read*only*");
        session.Statements.Number($"SELECT {1} + 0").Should().Be(1);
    }

    private Task<T> Write<T>(Func<Statements, T> work) => _file.Database.Settle(work, CancellationToken.None);
}
